import type { HttpRuntime } from '../../shared/http/handle-request.ts';
import { removeOutdated } from '../../shared/use-cases/retention/remove-outdated.ts';

/**
 * Removes what has been kept as long as the settings say. It goes through everything once a day, in as many turns as that
 * takes.
 */
export const retentionTimer = {
  name: 'removeOutdated',
  /** NCRONTAB, seconds first: every ten minutes, beside what others begin. */
  schedule: () => '40 4/10 * * * *',
  handle: ({ deps }: Pick<HttpRuntime, 'deps'>): Promise<void> => removeOutdated(deps),
};
