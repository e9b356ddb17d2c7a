import { ServiceError } from '../../errors.ts';
import { RowConflict } from '../../ports/rows.ts';

/** Of writers that meet, one always wins, so this many can meet without anyone giving up. */
const attempts = 30;

/**
 * Reads, decides and writes again for as long as somebody else's write came in between (`RowConflict`).
 * The attempt must read anew each time, so that its decision and the caller's `If-Match` meet the present state.
 */
export async function untilUncontended<T>(attempt: () => Promise<T>): Promise<T> {
  for (let left = attempts; ; left -= 1) {
    try {
      return await attempt();
    } catch (cause) {
      if (!(cause instanceof RowConflict)) throw cause;
      if (left > 1) continue;
      const sentence = 'Too many others change the same object at this moment.';
      throw new ServiceError('storage.unavailable', sentence, { cause, retryAfter: 1 });
    }
  }
}
