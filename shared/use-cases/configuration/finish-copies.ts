import { RowConflict } from '../../ports/rows.ts';
import { type Copy, giveCopyUp, listCopies } from '../../store/copies.ts';
import type { Deps } from '../deps.ts';
import { finishRemovals } from './finish-removals.ts';

/** Longer than any request lasts, in milliseconds: a copy that began before this is not under way any more. */
const longestCopy = 15 * 60_000;

/** Clears away what copies left behind that were cut off. Their environments were never there. */
export async function finishCopies(
  { rows, clock }: Pick<Deps, 'rows' | 'clock'>,
  { organizationId }: { organizationId: string },
): Promise<void> {
  const latest = new Date(clock.now().getTime() - longestCopy);
  const left = (await listCopies(rows, organizationId)).filter(({ startedAt }) => startedAt < latest);
  for (const copy of left) await abandonCopy({ rows }, { organizationId, copy });
}

/**
 * Gives one copy up and removes the values that it has set; one that has ended meanwhile is left alone. Returns whether
 * it was given up.
 */
export async function abandonCopy(
  { rows }: Pick<Deps, 'rows'>,
  { organizationId, copy }: { organizationId: string; copy: Copy },
): Promise<boolean> {
  try {
    await giveCopyUp(rows, organizationId, copy);
  } catch (error) {
    if (error instanceof RowConflict) return false;
    throw error;
  }
  await finishRemovals({ rows }, { organizationId });
  return true;
}
