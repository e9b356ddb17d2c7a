import type { AuditIntent } from '../../domain/audit/audit-entry.ts';
import { streamsOf } from '../../domain/audit/audit-streams.ts';
import { newestFirst } from '../../domain/audit/entry-id.ts';
import { RowConflict } from '../../ports/rows.ts';
import {
  auditPartition,
  deleteIndexMark,
  entryKey,
  getAuditEntry,
  indexEntry,
  insertEntries,
  listPending,
} from '../../store/audit.ts';
import { forgetMarksAfter } from '../../store/audit-marks.ts';
import type { Deps } from '../deps.ts';
import { makeEntry } from './record-change.ts';

/** The platform cuts a request off after 230 seconds: whoever began a change longer ago is dead. */
const abandonedAfter = 5 * 60_000;

/**
 * Finishes what was cut off: of a change that was announced and never heard of again an entry is made that says so,
 * and entries are put into the streams that they are missing from. One range, mostly empty; done before each reading.
 */
export async function settleAudit(
  deps: Pick<Deps, 'rows' | 'clock' | 'random'>,
  organizationId: string,
): Promise<void> {
  const { intents, unindexed } = await listPending(deps.rows, organizationId);
  const now = deps.clock.now().getTime();
  const abandoned = intents.filter(({ startedAt }) => now - startedAt.getTime() >= abandonedAfter);
  const made = await Promise.all(abandoned.map((intent) => enterAbandoned(deps, intent)));
  for (const id of [...unindexed, ...made.flat()]) await finishIndex(deps, organizationId, id);
}

/** The new entry's id; none when somebody else was faster. */
async function enterAbandoned(deps: Pick<Deps, 'rows' | 'clock' | 'random'>, intent: AuditIntent): Promise<string[]> {
  const { organizationId, action, objectType, user } = intent;
  const object = { id: '', name: '', ...intent.object };
  const entry = makeEntry(deps, { organizationId, action, objectType, object, user, outcome: 'unknown' });
  try {
    await insertEntries(deps.rows, organizationId, [entry], intent);
    return [entry.id];
  } catch (error) {
    if (error instanceof RowConflict) return [];
    throw error;
  }
}

async function finishIndex({ rows }: Pick<Deps, 'rows'>, organizationId: string, id: string): Promise<void> {
  const entry = await getAuditEntry(rows, organizationId, id);
  if (entry !== undefined) {
    await indexEntry(rows, entry);
    // It may come so late that others were counted without it.
    const key = entryKey(newestFirst(id) ?? '');
    const partitions = streamsOf(entry).map((stream) => auditPartition(organizationId, stream));
    await Promise.all(partitions.map((partition) => forgetMarksAfter(rows, partition, key)));
  }
  await deleteIndexMark(rows, organizationId, id);
}
