import { cutoff } from '../../domain/retention/cutoff.ts';
import { removableTasks } from '../../domain/retention/plan-tasks.ts';
import { RowConflict } from '../../ports/rows.ts';
import { listIntegrations } from '../../store/integrations.ts';
import { deleteLatestTask, type LatestTask, listLatestTasks } from '../../store/latest-tasks.ts';
import { getPull } from '../../store/pulls.ts';
import { getPush } from '../../store/pushes.ts';
import { deleteSteps } from '../../store/steps.ts';
import { type AgedTask, deleteTasks, markRemoving, readTasksBefore, type StoredTask } from '../../store/tasks.ts';
import type { SweepDeps, SweepPart, Tell } from './sweep.ts';

/**
 * Removes tasks that ended long ago, with their steps. Each is first marked as gone, so that nobody finds it with some of its
 * steps missing, and its row, which leads to the steps, goes last. A range for each integration and for each action that
 * has run.
 */
export const removeTasks: SweepPart = async function* (deps, organizationId, tell, after) {
  const { rows, clock, retention } = deps;
  const before = cutoff(retention.taskDays, clock.now());
  if (before === undefined) return;
  for (const { id: integrationId } of await listIntegrations(rows, organizationId)) {
    if (integrationId <= after) continue;
    for (const [actionId, taskId] of await listLatestTasks(rows, organizationId, integrationId)) {
      await removeOfAction(deps, { organizationId, integrationId, actionId, taskId }, before, tell);
    }
    yield integrationId;
  }
};

async function removeOfAction(deps: SweepDeps, latest: LatestTask, before: Date, tell: Tell): Promise<void> {
  let latestId: string | undefined = latest.taskId;
  let gone = false;
  let left = false;
  let after: string | undefined;
  do {
    const page = await readTasksBefore(deps.rows, latest, before, after);
    const newest = page.tasks.find(({ task }) => task.id === latestId);
    if (newest !== undefined && !(await hasAction(deps, newest.task))) {
      gone = true;
      latestId = undefined;
    }
    const due = dueOf(page.tasks, before, latestId);
    left ||= due.length < page.tasks.length;
    await remove(deps, due, tell);
    after = page.next;
  } while (after !== undefined);
  // Of an action that was deleted, by a process that did not live to delete its tasks.
  if (gone && !left) await unlessConflict(deleteLatestTask(deps.rows, latest));
}

function dueOf(tasks: readonly AgedTask[], cutoff: Date, latestId: string | undefined): AgedTask[] {
  const old = new Set(
    removableTasks(
      tasks.map(({ task }) => task),
      { cutoff, latestId },
    ),
  );
  return tasks.filter(({ task, removing }) => removing || old.has(task));
}

async function hasAction({ rows }: Pick<SweepDeps, 'rows'>, task: StoredTask): Promise<boolean> {
  const { actionKind, organizationId, integrationId, actionId } = task;
  const get = actionKind === 'pull' ? getPull : getPush;
  return (await get(rows, organizationId, integrationId, actionId)) !== undefined;
}

async function remove({ rows }: Pick<SweepDeps, 'rows'>, due: readonly AgedTask[], tell: Tell): Promise<void> {
  const fresh = due.flatMap(({ task, removing }) => (removing ? [] : task));
  const marked = new Set(await mark(rows, fresh));
  const going = due.flatMap(({ task, removing }) => (removing || marked.has(task) ? task : []));
  for (const { id } of going) tell('steps', await deleteSteps(rows, id));
  tell('tasks', await deleteTasks(rows, going));
}

/** Those that are marked; one that has changed meanwhile (its plan is applied after all) stays. */
async function mark(rows: SweepDeps['rows'], tasks: readonly StoredTask[]): Promise<readonly StoredTask[]> {
  const [first, ...others] = tasks;
  if (first === undefined) return [];
  try {
    await markRemoving(rows, [first, ...others]);
    return tasks;
  } catch (error) {
    if (!(error instanceof RowConflict)) throw error;
    return mark(
      rows,
      tasks.filter((_task, index) => index !== error.index),
    );
  }
}

async function unlessConflict(deletion: Promise<void>): Promise<void> {
  try {
    await deletion;
  } catch (error) {
    if (!(error instanceof RowConflict)) throw error;
  }
}
