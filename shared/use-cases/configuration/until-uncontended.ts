import { ServiceError } from '../../errors.ts';
import { RowConflict } from '../../ports/rows.ts';

/** Of writers that meet, one always wins, so this many can meet without anyone giving up. */
const attempts = 30;

/** Thrown by an attempt that is to be made anew: what it rests on has changed, though no write of its own was refused. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

/** Nobody is to blame; the caller may try again. `noun`: what too many others change. */
export function contended(noun: string, cause?: unknown): ServiceError {
  const sentence = `Too many others change the same ${noun} at this moment.`;
  return new ServiceError('storage.unavailable', sentence, { cause, retryAfter: 1 });
}

/**
 * Reads, decides and writes again for as long as somebody else's write came in between (`RowConflict`, `Overtaken`).
 * The attempt must read anew each time, so that its decision and the caller's `If-Match` meet the present state.
 */
export async function untilUncontended<T>(attempt: () => Promise<T>): Promise<T> {
  for (let left = attempts; ; left -= 1) {
    try {
      return await attempt();
    } catch (cause) {
      if (!(cause instanceof RowConflict || cause instanceof Overtaken)) throw cause;
      if (left <= 1) throw contended('object', cause);
    }
  }
}
