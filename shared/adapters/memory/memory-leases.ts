import type { Clock } from '../../ports/clock.ts';
import { checkLeaseSeconds, LeaseLost, type Leases } from '../../ports/leases.ts';

export interface MemoryLeases extends Leases {
  /** Takes the lease from whoever holds it, as an operator can. */
  break(name: string): Promise<void>;
}

/** Leases by a clock of this process: workers that share this value exclude each other. */
export function createMemoryLeases({ clock }: { clock: Pick<Clock, 'now'> }): MemoryLeases {
  const held = new Map<string, { until: number }>();

  return {
    async acquire(name, seconds) {
      const milliseconds = checkLeaseSeconds(seconds) * 1000;
      const now = clock.now().getTime();
      const holder = held.get(name);
      if (holder !== undefined && holder.until > now) return undefined;
      const mine = { until: now + milliseconds };
      held.set(name, mine);
      return {
        async renew() {
          // Like a blob's lease, one that has run out can be renewed as long as nobody has taken it since.
          if (held.get(name) !== mine) throw new LeaseLost('the lease is held by somebody else or broken');
          mine.until = clock.now().getTime() + milliseconds;
        },
        async release() {
          if (held.get(name) === mine) held.delete(name);
        },
      };
    },

    async break(name) {
      held.delete(name);
    },
  };
}
