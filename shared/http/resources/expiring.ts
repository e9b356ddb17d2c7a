import { z } from 'zod';
import type { Expiry } from '../../domain/expiry/expiry.ts';
import { type Integration, integrationFqn } from '../../domain/integration/integration.ts';
import { pageQuery, pageSchema } from '../paging.ts';

const expiringSecretSchema = z
  .object({
    name: z.string(),
    fqn: z.string(),
    expires_at: z.iso.datetime(),
    /** It has expired already; imports leave it out. */
    expired: z.boolean(),
    /** When webhooks were told; null: not yet. */
    told_at: z.iso.datetime().nullable(),
  })
  .meta({ id: 'ExpiringSecret' });

export const expiringPageSchema = pageSchema(expiringSecretSchema).meta({ id: 'PaginatedExpiringSecretList' });

export const expiringQuery = z.strictObject({ page: pageQuery.page, page_size: pageQuery.page_size });

export function presentExpiry(
  { secretName: name, expires, toldAt }: Expiry,
  integration: Integration,
  now: Date,
): z.input<typeof expiringSecretSchema> {
  const at = new Date(expires * 1000);
  const fqn = integrationFqn(integration, name);
  return { name, fqn, expires_at: at.toISOString(), expired: at <= now, told_at: toldAt?.toISOString() ?? null };
}
