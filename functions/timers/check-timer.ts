import type { Config } from '../../shared/config.ts';
import type { HttpRuntime } from '../../shared/http/handle-request.ts';
import { adoptIntegrations } from '../../shared/use-cases/checks/adopt-integrations.ts';
import { scheduleChecks } from '../../shared/use-cases/checks/schedule-checks.ts';

/** Has the access to all vaults tested, and once a day looks for integrations that have been forgotten. */
export const checkTimer = {
  name: 'scheduleChecks',
  /** NCRONTAB, from the settings. */
  schedule: ({ checkSchedule }: Pick<Config, 'checkSchedule'>): string => checkSchedule.text,
  async handle({ deps }: Pick<HttpRuntime, 'deps'>): Promise<void> {
    await scheduleChecks(deps);
    await adoptIntegrations(deps);
  },
};
