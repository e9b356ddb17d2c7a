import type { AuditIntent, AuditObject } from '../audit/audit-entry.ts';
import { changeEventTypes, type ObjectChanged } from './event.ts';

const ends: Partial<Record<AuditIntent['action'], string>> = {
  create: 'created',
  update: 'updated',
  delete: 'deleted',
};

/** What there is to tell of a change that the audit has been told; nothing of kinds that the contract has no event for. */
export function objectChanged(
  { id, organizationId, action, objectType, user, startedAt }: AuditIntent,
  object: AuditObject,
): ObjectChanged | undefined {
  const type = changeEventTypes.find((known) => known === `${objectType.toLowerCase()}_${ends[action]}`);
  if (type === undefined) return undefined;
  const { kind, id: userId, name } = user;
  return {
    type,
    id: `change-${id}`,
    organizationId,
    at: startedAt.toISOString(),
    object,
    user: { kind, id: userId, name },
  };
}
