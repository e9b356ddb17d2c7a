import { z } from 'zod';
import { type Availability, availability, isFlapping } from '../../domain/integration/availability.ts';
import { causes, type Status, statuses } from '../../domain/integration/cause.ts';
import { type Access, type Integration, integrationName } from '../../domain/integration/integration.ts';
import type { StatusChange } from '../../domain/integration/status-change.ts';
import type { StatusPeriod } from '../../domain/integration/status-period.ts';
import type { AccessSummary } from '../../domain/integration/summarize-access.ts';
import type { Links } from '../links.ts';
import { orderingQuery } from '../ordering.ts';
import { pageQuery, pageSchema } from '../paging.ts';

const status = z.enum(statuses);
const cause = z.enum(causes);

const statusChangeSchema = z
  .object({
    from: status,
    to: status,
    /** Of the new status; null when it is connected. */
    cause: cause.nullable(),
    at: z.iso.datetime(),
    /** When the next change came; null while it lasts. */
    until: z.iso.datetime().nullable(),
    /** How long it lasted, until now while it lasts. */
    seconds: z.int().min(0),
  })
  .meta({ id: 'AzureKeyVaultStatusChange' });

const fared = z.object({
  /** Share of the time in which the vault was connected, 0 to 1; null while nothing is known of that time. */
  connected: z.number().min(0).max(1).nullable(),
  /** How often the status changed. */
  changes: z.int().min(0),
});

export const statusHistoryPageSchema = pageSchema(statusChangeSchema)
  .extend({
    availability: z.object({ last_24_hours: fared, last_7_days: fared, last_30_days: fared }),
    /** The status changed so often within 24 hours that it says little by itself. */
    flapping: z.boolean(),
  })
  .meta({ id: 'PaginatedAzureKeyVaultStatusChangeList' });

export const statusHistoryQuery = z.object({ ...pageQuery, ordering: orderingQuery(['at']) });

/** `periods`: newest first, which is the order unless the query asks for the other one. */
export function orderPeriods(periods: StatusPeriod[], ordering: string | undefined): StatusPeriod[] {
  return ordering?.trim().startsWith('at') ? periods.toReversed() : periods;
}

export function presentPeriod({
  from,
  to,
  cause,
  at,
  until,
  lasted,
}: StatusPeriod): z.input<typeof statusChangeSchema> {
  const seconds = Math.max(0, Math.round(lasted / 1000));
  return { from, to, cause, at: at.toISOString(), until: until?.toISOString() ?? null, seconds };
}

const day = 24 * 3_600_000;

export function presentAvailability(
  changes: readonly StatusChange[],
  current: { status: Status; statusSince: Date },
  now: Date,
) {
  const last = (days: number): Availability =>
    availability(changes, current, { since: new Date(now.getTime() - days * day), now });
  const lastDay = last(1);
  return {
    availability: { last_24_hours: lastDay, last_7_days: last(7), last_30_days: last(30) },
    flapping: isFlapping(lastDay),
  };
}

const named = z.object({ url: z.url(), id: z.uuid(), name: z.string() });

export const integrationSummarySchema = z
  .object({
    count: z.int(),
    by_status: z.record(status, z.int()),
    by_cause: z.partialRecord(cause, z.int()),
    never_checked: z.int(),
    /** Whose last test is the longest ago. */
    oldest_check: named.extend({ checked_at: z.iso.datetime() }).nullable(),
    /** Whose last test took longest. */
    slowest_check: named.extend({ milliseconds: z.int() }).nullable(),
  })
  .meta({ id: 'AzureKeyVaultIntegrationSummary' });

export function presentIntegrationSummary(
  { count, byStatus, byCause, neverChecked, oldest, slowest }: AccessSummary<Integration & Access>,
  links: Links,
): z.input<typeof integrationSummarySchema> {
  const name = (one: Integration) => ({
    url: links.to('integration', one.id),
    id: one.id,
    name: integrationName(one),
  });
  return {
    count,
    by_status: byStatus,
    by_cause: byCause,
    never_checked: neverChecked,
    oldest_check: oldest?.lastCheckedAt ? { ...name(oldest), checked_at: oldest.lastCheckedAt.toISOString() } : null,
    slowest_check: slowest ? { ...name(slowest), milliseconds: Math.round(slowest.lastCheckTook ?? 0) } : null,
  };
}
