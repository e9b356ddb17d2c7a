import { isFinished, type Task } from './task.ts';

/** What the watchdog remembers of a task between two looks. */
export interface Watched {
  /** The task's state at the last look; absent before the first. */
  seen?: string;
  /** At how many looks in a row it stood in that state although its vault was free. */
  idle: number;
}

export type WatchDecision =
  /** It is over, or was never made. */
  | { kind: 'forget' }
  /** Somebody works on it, or it waits for its time. */
  | { kind: 'leave'; watched: Watched }
  /** It stands still: whether its vault is free has to be found out. */
  | { kind: 'look'; watched: Watched };

const missing = 'missing';

/**
 * What to do about a task that is listed as open. A task that moved since the last look is well. No clock but that of the
 * looks themselves decides. `now`: for a task that waits on its own account.
 */
export function watchTask(
  watched: Watched,
  task: (Pick<Task, 'state' | 'waiting'> & { etag: string }) | undefined,
  now: Date,
): WatchDecision {
  if (task === undefined) {
    // Its row is written before the task is: somebody may be about to.
    return watched.seen === missing ? { kind: 'forget' } : { kind: 'leave', watched: { seen: missing, idle: 0 } };
  }
  if (isFinished(task)) return { kind: 'forget' };
  if (task.etag !== watched.seen) return { kind: 'leave', watched: { seen: task.etag, idle: 0 } };
  if (task.waiting !== undefined && task.waiting.until > now) return { kind: 'leave', watched };
  return { kind: 'look', watched };
}

/**
 * Whether to ask for work on a task that stands still while its vault is free, at this look. Its message may still be in a
 * long queue: so it is asked for less and less often.
 */
export function shouldNudge(idle: number): boolean {
  return Number.isInteger(Math.log2(idle));
}
