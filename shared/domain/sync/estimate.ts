import { quotaPeriod, quotas } from './quota-window.ts';
import { isFinished, type Task } from './task.ts';

type Measured = Pick<
  Task,
  'state' | 'phase' | 'actionKind' | 'stepCount' | 'cursor' | 'plannedAt' | 'modifiedAt' | 'waiting'
>;

/**
 * Whole seconds that are left until the steps are through: what the vault's quota allows at best, or what the pace so far
 * leads to where that is longer. Nothing before the plan is made, after the end, and while nobody knows.
 */
export function secondsLeft(task: Measured): number | undefined {
  const { phase, stepCount, cursor, plannedAt, modifiedAt } = task;
  if (phase !== 'applying' || isFinished(task) || task.waiting !== undefined || plannedAt === undefined)
    return undefined;
  const left = stepCount - cursor;
  const quota = task.actionKind === 'push' ? quotas.writes : quotas.others;
  const atBest = (left / quota) * quotaPeriod;
  const sofar = modifiedAt.getTime() - plannedAt.getTime();
  const atThisPace = cursor === 0 ? 0 : (sofar / cursor) * left;
  return Math.ceil(Math.max(atBest, atThisPace) / 1000);
}
