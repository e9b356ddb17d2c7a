import type { ServiceError } from '../../errors.ts';
import type { Deps } from '../deps.ts';
import { countActions } from './count-actions.ts';
import { countParameters } from './count-parameters.ts';
import { limitsOf } from './limits-of.ts';
import { noRoom } from './require-room.ts';

const counters = { actions: countActions, parameters: countParameters };

export interface Room {
  /** Why no more of them can be made, beside `planned` ones that are about to be; nothing when there is room. */
  refusal(planned?: number): ServiceError | undefined;
  /** So many have been made. */
  add(made: number): void;
}

/**
 * How many the organization may still make of what is spread over many partitions. It is counted once a minute in each
 * process that makes some, and every five seconds while there is no room; in between a process knows of what it makes
 * itself. So an organization can go beyond its limit by what other processes make for it within that minute.
 */
export async function roomFor(
  deps: Pick<Deps, 'rows' | 'limits' | 'usage' | 'clock'>,
  organizationId: string,
  kind: keyof typeof counters,
): Promise<Room> {
  const { [kind]: limit } = await limitsOf(deps, organizationId);
  const remembered = deps.usage.counts(`${kind} ${organizationId}`);
  let used = await remembered.read(limit, deps.clock.now().getTime(), () => counters[kind](deps.rows, organizationId));
  return {
    refusal: (planned = 0) => (used + planned + 1 > limit ? noRoom(kind, limit, used) : undefined),
    add(made) {
      used += made;
      remembered.add(made);
    },
  };
}
