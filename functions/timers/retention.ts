import type { HttpRuntime } from '../../shared/http/handle-request.ts';

/**
 * Removes what has been kept as long as the settings say. It goes through everything once a day, in as many turns as that
 * takes.
 */
export const retentionTimer = {
  name: 'removeOutdated',
  /** NCRONTAB, seconds first: every ten minutes, beside what others begin. */
  schedule: () => '40 4/10 * * * *',
  async handle({ deps }: Pick<HttpRuntime, 'deps'>): Promise<void> {
    const { removeOutdated } = await import('../../shared/use-cases/retention/remove-outdated.ts');
    await removeOutdated(deps);
  },
};
