import type { Clock } from '../ports/clock.ts';
import type { Rows } from '../ports/rows.ts';

/** The time for it is over; what was begun goes on another time. */
export class TurnOver extends Error {
  override readonly name = 'TurnOver';
}

/**
 * The same rows, but with no more than so many requests in a second, one after the other or at once, and with none after
 * `until`: whoever asks then is refused with {@link TurnOver} before anything is sent.
 */
export function paceRows(
  rows: Rows,
  { clock, perSecond, until }: { clock: Clock; perSecond: number; until: Date },
): Rows & { readonly requests: number } {
  const interval = 1000 / perSecond;
  let next = 0;
  let requests = 0;

  async function paced<T>(act: () => Promise<T>): Promise<T> {
    const now = clock.now().getTime();
    const at = Math.max(now, next);
    next = at + interval;
    if (at > now) await clock.sleep(at - now);
    if (clock.now() >= until) throw new TurnOver('the time is over');
    requests += 1;
    return act();
  }

  return {
    get requests() {
      return requests;
    },
    get: (...input) => paced(() => rows.get(...input)),
    range: (...input) => paced(() => rows.range(...input)),
    write: (...input) => paced(() => rows.write(...input)),
  };
}
