import { z } from 'zod';
import { type AuditEntry, auditActions, auditObjectTypes } from '../../domain/audit/audit-entry.ts';
import type { Links } from '../links.ts';
import { orderingQuery } from '../ordering.ts';
import { pageQuery, pageSchema } from '../paging.ts';
import { queryText } from '../text-fields.ts';
import { presentUser, userSchema } from './users.ts';

/** No entry is ever dropped: the contract's limits are as far away as its clients can count. */
const maxDays = 36_500;
const maxRecords = 2 ** 31 - 1;

export const auditTrailSchema = z
  .object({
    url: z.url(),
    id: z.uuid(),
    action: z.string(),
    object_id: z.string(),
    object_name: z.string(),
    object_type: z.enum(auditObjectTypes).meta({ id: 'ObjectTypeEnum' }),
    timestamp: z.iso.datetime(),
    /** As they were at that time. */
    user: userSchema,
    /** `unknown`: the change was begun, and the service was cut off before it could tell how it ended. */
    outcome: z.enum(['done', 'unknown']),
    project_id: z.string().nullable(),
    parameter_id: z.string().nullable(),
    environment_id: z.string().nullable(),
  })
  .meta({ id: 'AuditTrail' });

export const auditPageSchema = pageSchema(auditTrailSchema).meta({ id: 'PaginatedAuditTrailList' });

export const auditSummarySchema = z
  .object({
    earliest: z.iso.datetime().nullable(),
    max_days: z.int(),
    max_records: z.int(),
    total: z.int(),
  })
  .meta({ id: 'AuditTrailSummary' });

const time = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .optional()
  .meta({ type: 'string', format: 'date-time' });
const uuid = z.uuid().toLowerCase().optional();

export const auditQuery = z.object({
  ...pageQuery,
  ordering: orderingQuery(['timestamp']),
  action: z.enum([...auditActions, 'expired']).optional(),
  /** From this time, inclusive. */
  earliest: time,
  /** Until this time, inclusive. */
  latest: time,
  environment_id: uuid,
  object_id: queryText,
  object_type: queryText,
  parameter_id: uuid,
  project_id: uuid,
  user_id: queryText,
});

export const auditFilter = (query: z.output<typeof auditQuery>) => ({
  action: query.action,
  environmentId: query.environment_id,
  objectId: query.object_id,
  objectType: query.object_type,
  parameterId: query.parameter_id,
  projectId: query.project_id,
  userId: query.user_id,
});

export function presentEntry(
  entry: AuditEntry,
  organizationName: string | undefined,
  links: Links,
): z.input<typeof auditTrailSchema> {
  const { id, action, objectType, object, user, at, outcome } = entry;
  return {
    url: links.to('auditTrail', id),
    id,
    action,
    object_id: object.id,
    object_name: object.name,
    object_type: objectType,
    timestamp: at.toISOString(),
    user: presentUser(user, organizationName, links),
    outcome,
    project_id: object.projectId ?? null,
    parameter_id: object.parameterId ?? null,
    environment_id: object.environmentId ?? null,
  };
}

export function presentSummary(summary: { total: number; earliest?: Date }): z.input<typeof auditSummarySchema> {
  const { total, earliest } = summary;
  return { earliest: earliest?.toISOString() ?? null, max_days: maxDays, max_records: maxRecords, total };
}
