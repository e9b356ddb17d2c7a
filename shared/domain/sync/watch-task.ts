import { isFinished, type Task } from './task.ts';

/** What the watchdog remembers of a task between two looks. */
export interface Watched {
  /** The task's state (its etag, or that it is not there) at the last look; absent before the first. */
  seen?: string;
  /** At how many looks in a row it stood in that state although its vault was free. */
  idle: number;
  /** Since when the looks have found it out of its organization's line; absent before they did. */
  underWaySince?: Date;
}

export type WatchDecision =
  /** It is over, or was never made. */
  | { kind: 'forget' }
  /** Somebody works on it, or it waits for its time. */
  | { kind: 'leave'; watched: WatchedUnderWay }
  /** It stands still: whether its vault is free has to be found out. */
  | { kind: 'look'; watched: WatchedUnderWay };

type WatchedUnderWay = Watched & { underWaySince: Date };

const missing = 'missing';

/**
 * What to do about a task that is listed as open and does not wait in its organization's line. A task that moved since the
 * last look is well. No clock but that of the looks themselves decides. `now`: for a task that waits on its own account.
 */
export function watchTask(
  watched: Watched,
  task: (Pick<Task, 'state' | 'waiting'> & { etag: string }) | undefined,
  now: Date,
): WatchDecision {
  const { seen, idle, underWaySince = now } = watched;
  if (task === undefined) {
    // Its row is written before the task is: somebody may be about to.
    return seen === missing
      ? { kind: 'forget' }
      : { kind: 'leave', watched: { seen: missing, idle: 0, underWaySince } };
  }
  if (isFinished(task)) return { kind: 'forget' };
  if (task.etag !== seen) return { kind: 'leave', watched: { seen: task.etag, idle: 0, underWaySince } };
  const waits = task.waiting !== undefined && task.waiting.until > now;
  return { kind: waits ? 'leave' : 'look', watched: { seen, idle, underWaySince } };
}

/**
 * Whether to ask for work on a task that stands still while its vault is free, at this look. Its message may still be in a
 * long queue: so it is asked for less and less often.
 */
export function shouldNudge(idle: number): boolean {
  return Number.isInteger(Math.log2(idle));
}
