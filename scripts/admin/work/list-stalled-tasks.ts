import { command } from '../command.ts';
import { UsageError } from '../usage-error.ts';

export const listStalledTasksCommand = command({
  name: 'list-stalled-tasks',
  summary: 'List imports and pushes that are not finished and come no further.',
  details: `
A run stands still when the watchdog has found its vault free without anybody working on the run
(idle_looks), or when nothing was written of it for --minutes, as when the app does not run at all. What
waits for a time of its own is not listed. The watchdog asks for work on them by itself; one that stays
is ended with POST …/tasks/{id}/cancel/.`,
  options: {
    minutes: { type: 'string', value: 'N', default: '10', description: 'without any progress' },
  },
  async run({ minutes }, context) {
    const { listUnfinishedTasks } = await import('../../../shared/use-cases/sync/tasks/list-unfinished-tasks.ts');
    const longest = readMinutes(minutes) * 60_000;
    const unfinished = await listUnfinishedTasks(await context.deps());
    const stalled = unfinished.filter(({ still, idle }) => idle > 0 || still >= longest);
    return {
      unfinished: unfinished.length,
      stalled: stalled.map(({ task, idle }) => ({
        task: task.id,
        organization: task.organizationId,
        integration: task.integrationId,
        action: task.actionId,
        kind: task.actionKind,
        state: task.state,
        steps: `${task.cursor}/${task.stepCount}`,
        tries: task.tries,
        idle_looks: idle,
        changed_at: task.modifiedAt,
      })),
    };
  },
});

function readMinutes(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new UsageError('--minutes is a whole number.', { command: 'list-stalled-tasks' });
}
