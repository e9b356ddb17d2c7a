import type { AuditObject } from '../../domain/audit/audit-entry.ts';
import { getNewestEntry } from '../../store/audit-stream.ts';
import type { Deps } from '../deps.ts';

/** What the object was called and where it was when the audit last heard of it; nothing if it never did. */
export async function lastKnownObject(
  { rows }: Pick<Deps, 'rows'>,
  { organizationId, objectId }: { organizationId: string; objectId: string },
): Promise<Partial<AuditObject>> {
  const entry = await getNewestEntry(rows, organizationId, ['objectId', objectId]);
  return entry?.object ?? {};
}
