import type { HttpRuntime } from '../../shared/http/handle-request.ts';
import { scheduleSoonChecks } from '../../shared/use-cases/checks/schedule-soon-checks.ts';

/** Has those vaults tested before their turn where something may have been granted, or have taken effect, by now. */
export const soonCheckTimer = {
  name: 'scheduleSoonChecks',
  schedule: (): string => '*/30 * * * * *',
  handle: ({ deps }: Pick<HttpRuntime, 'deps'>): Promise<void> => scheduleSoonChecks(deps),
};
