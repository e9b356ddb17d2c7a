import type { HttpRuntime } from '../../shared/http/handle-request.ts';

/**
 * Looks several times a minute at what must not wait: picks up tasks whose worker died, and has those vaults tested before
 * their turn where something may have been granted, or have taken effect, by now. Both in one function, since Azure keeps
 * an instance for each timer and bills a second at least each time; side by side, so that neither stops the other.
 *
 * A look at tasks needs a look before it, and a dead worker's lease takes half a minute to run out: at this interval a task
 * is picked up within a minute.
 */
export const watchdog = {
  name: 'watch',
  /** NCRONTAB, seconds first. */
  schedule: (): string => '*/15 * * * * *',
  async handle({ deps }: Pick<HttpRuntime, 'deps'>): Promise<void> {
    const { watchTasks } = await import('../../shared/use-cases/sync/tasks/watch-tasks.ts');
    const { scheduleSoonChecks } = await import('../../shared/use-cases/checks/schedule-soon-checks.ts');
    const looks = await Promise.allSettled([watchTasks(deps), scheduleSoonChecks(deps)]);
    const failures = looks.flatMap((look) => (look.status === 'rejected' ? [look.reason] : []));
    if (failures.length > 1) throw new AggregateError(failures, 'Neither tasks nor checks could be looked at');
    if (failures.length > 0) throw failures[0];
  },
};
