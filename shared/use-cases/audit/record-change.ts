import {
  type AuditAction,
  type AuditEntry,
  type AuditIntent,
  type AuditObject,
  type AuditUser,
  placed,
} from '../../domain/audit/audit-entry.ts';
import { entryId } from '../../domain/audit/entry-id.ts';
import { RowConflict } from '../../ports/rows.ts';
import { deleteIndexMark, deleteIntent, indexEntry, insertEntries, insertIntent } from '../../store/audit.ts';
import type { Deps } from '../deps.ts';

type RecordDeps = Pick<Deps, 'rows' | 'clock' | 'random'>;

/**
 * Says that a change is about to be made, before it is. Whoever makes it then records it or, refused, takes it back;
 * of what dies in between an entry is made later (`settleAudit`).
 */
export async function announceChange(
  { rows, clock, random }: RecordDeps,
  change: Omit<AuditIntent, 'id' | 'startedAt'>,
): Promise<AuditIntent> {
  const intent = { ...change, id: random.uuid(), startedAt: clock.now() };
  await insertIntent(rows, intent);
  return intent;
}

/** Nothing was changed. */
export async function withdrawChange({ rows }: Pick<Deps, 'rows'>, intent: AuditIntent): Promise<void> {
  try {
    await deleteIntent(rows, intent);
  } catch (error) {
    if (!(error instanceof RowConflict)) throw error;
  }
}

/** Records a change that was announced, with each of these actions one entry. */
export async function recordChange(
  deps: RecordDeps,
  intent: AuditIntent,
  object: AuditObject,
  actions: readonly AuditAction[] = [intent.action],
): Promise<void> {
  const { organizationId, objectType, user } = intent;
  const entries = actions.map((action) => makeEntry(deps, { organizationId, action, objectType, object, user }));
  await insertEntries(deps.rows, organizationId, entries, intent);
  await finishEntries(deps, entries);
}

/** Records a change that nobody announced, and that was made outside of a request. */
export async function recordAudit(
  deps: RecordDeps,
  change: Pick<AuditEntry, 'organizationId' | 'action' | 'objectType' | 'object'> & { user: AuditUser },
): Promise<void> {
  const entry = makeEntry(deps, change);
  await insertEntries(deps.rows, change.organizationId, [entry]);
  await finishEntries(deps, [entry]);
}

/** An entry of now. */
export function makeEntry(
  { clock, random }: Pick<Deps, 'clock' | 'random'>,
  change: Omit<AuditEntry, 'id' | 'at' | 'outcome'> & { outcome?: AuditEntry['outcome'] },
): AuditEntry {
  const at = clock.now();
  const object = placed(change.objectType, change.object);
  return { outcome: 'done', ...change, object, id: entryId(at, random.bytes(10)), at };
}

async function finishEntries({ rows }: Pick<Deps, 'rows'>, entries: readonly AuditEntry[]): Promise<void> {
  await Promise.all(
    entries.map(async (entry) => {
      await indexEntry(rows, entry);
      await deleteIndexMark(rows, entry.organizationId, entry.id);
    }),
  );
}
