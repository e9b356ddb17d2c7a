import type { Config } from '../../shared/config.ts';
import type { HttpRuntime } from '../../shared/http/handle-request.ts';

/** Has the access to all vaults tested, and once a day looks for integrations that have been forgotten. */
export const checkTimer = {
  name: 'scheduleChecks',
  /** NCRONTAB, from the settings. */
  schedule: ({ checkSchedule }: Pick<Config, 'checkSchedule'>): string => checkSchedule.text,
  async handle({ deps }: Pick<HttpRuntime, 'deps'>): Promise<void> {
    const { scheduleChecks } = await import('../../shared/use-cases/checks/schedule-checks.ts');
    const { adoptIntegrations } = await import('../../shared/use-cases/checks/adopt-integrations.ts');
    await scheduleChecks(deps);
    await adoptIntegrations(deps);
  },
};
