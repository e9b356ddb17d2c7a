import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../ports/clock.ts';

export interface ManualClock extends Clock {
  /** How many sleeps wait for the time to pass. */
  readonly sleepers: number;
  /**
   * Lets this many milliseconds pass: sleeps end in the order of their times, each at its own time, and what they
   * wake may sleep again within the same span.
   */
  advance(milliseconds: number): Promise<void>;
}

interface Sleeper {
  until: number;
  wake: () => void;
}

/** A clock that stands still until it is advanced. */
export function createManualClock(start: Date = new Date('2026-01-01T00:00:00Z')): ManualClock {
  let now = start.getTime();
  const sleepers = new Set<Sleeper>();

  function nextUntil(end: number): Sleeper | undefined {
    let next: Sleeper | undefined;
    for (const sleeper of sleepers) {
      // Of two that end together, the one that fell asleep first: a Set keeps that order.
      if (sleeper.until <= end && (next === undefined || sleeper.until < next.until)) next = sleeper;
    }
    return next;
  }

  return {
    get sleepers() {
      return sleepers.size;
    },

    now: () => new Date(now),

    sleep(milliseconds, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        if (milliseconds <= 0) return resolve();
        const abort = () => {
          sleepers.delete(sleeper);
          reject(signal?.reason);
        };
        const sleeper: Sleeper = {
          until: now + milliseconds,
          wake() {
            sleepers.delete(sleeper);
            signal?.removeEventListener('abort', abort);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', abort, { once: true });
      });
    },

    async advance(milliseconds) {
      const end = now + milliseconds;
      await setImmediate();
      for (let next = nextUntil(end); next !== undefined; next = nextUntil(end)) {
        now = Math.max(now, next.until);
        next.wake();
        await setImmediate();
      }
      now = end;
    },
  };
}
