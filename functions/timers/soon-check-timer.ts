import type { HttpRuntime } from '../../shared/http/handle-request.ts';

/** Has those vaults tested before their turn where something may have been granted, or have taken effect, by now. */
export const soonCheckTimer = {
  name: 'scheduleSoonChecks',
  schedule: (): string => '*/30 * * * * *',
  async handle({ deps }: Pick<HttpRuntime, 'deps'>): Promise<void> {
    const { scheduleSoonChecks } = await import('../../shared/use-cases/checks/schedule-soon-checks.ts');
    await scheduleSoonChecks(deps);
  },
};
