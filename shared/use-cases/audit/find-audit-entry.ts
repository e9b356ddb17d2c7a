import type { AuditEntry } from '../../domain/audit/audit-entry.ts';
import { notFound } from '../../errors.ts';
import { getAuditEntry } from '../../store/audit.ts';
import type { Deps } from '../deps.ts';

/** Rejects with `object.not-found`. */
export async function findAuditEntry(
  { rows }: Pick<Deps, 'rows'>,
  { organizationId, id }: { organizationId: string; id: string },
): Promise<AuditEntry> {
  const entry = await getAuditEntry(rows, organizationId, id);
  if (entry === undefined) throw notFound('audit entry');
  return entry;
}
