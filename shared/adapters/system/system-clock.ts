import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../../ports/clock.ts';

/** The longest that Node's timers can wait; asked for more they fire at once. */
const longestTimer = 2 ** 31 - 1;

/** This machine's clock. */
export const systemClock: Clock = {
  now: () => new Date(),

  async sleep(milliseconds, signal) {
    let left = Math.max(0, milliseconds);
    do {
      const step = Math.min(left, longestTimer);
      await setTimeout(step, undefined, { signal }).catch((error) => {
        throw signal?.aborted ? signal.reason : error;
      });
      left -= step;
    } while (left > 0);
  },
};
