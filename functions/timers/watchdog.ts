import type { HttpRuntime } from '../../shared/http/handle-request.ts';

/**
 * Picks up tasks whose worker died. A look needs a look before it, and a dead worker's lease takes half a minute to run
 * out: at this interval a task is picked up within a minute.
 */
export const watchdog = {
  name: 'watchTasks',
  /** NCRONTAB, seconds first. */
  schedule: (): string => '*/15 * * * * *',
  async handle({ deps }: Pick<HttpRuntime, 'deps'>): Promise<void> {
    const { watchTasks } = await import('../../shared/use-cases/sync/tasks/watch-tasks.ts');
    await watchTasks(deps);
  },
};
