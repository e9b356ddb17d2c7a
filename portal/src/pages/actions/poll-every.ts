import { isFinished, type Task } from './action.ts';

/**
 * Milliseconds until runs that go on are asked for again: half a second at first, later and later with the `times` that they were
 * asked for, at most 5 seconds. False when none goes on.
 */
export function pollEvery(tasks: readonly (Pick<Task, 'state'> | null)[], times: number): number | false {
  if (tasks.every((task) => task === null || isFinished(task))) return false;
  return Math.min(500 * 1.15 ** times, 5_000);
}
