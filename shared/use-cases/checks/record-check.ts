import { type CheckUpdate, replaceCheck } from '../../store/checks.ts';
import { deleteOutdatedChanges } from '../../store/status-history.ts';
import type { Deps } from '../deps.ts';

/** Records what a test found. Rejects with `RowConflict` when somebody has changed or deleted the check meanwhile. */
export async function recordCheck({ rows, clock }: Pick<Deps, 'rows' | 'clock'>, update: CheckUpdate): Promise<void> {
  await replaceCheck(rows, update);
  // A status seldom changes: then is the time to look for what is too old.
  if (update.change !== undefined) await deleteOutdatedChanges(rows, update.was, clock.now());
}
