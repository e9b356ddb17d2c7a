import type { HttpRuntime } from '../../shared/http/handle-request.ts';

/** Tells of secrets that come within the time before their expiry that is set, as far as they are known. */
export const expiryTimer = {
  name: 'tellExpiring',
  /** NCRONTAB, seconds first: every hour, beside the full one at which everything else begins. */
  schedule: () => '0 7 * * * *',
  async handle({ deps }: Pick<HttpRuntime, 'deps'>): Promise<void> {
    const { tellExpiring } = await import('../../shared/use-cases/expiry/tell-expiring.ts');
    await tellExpiring(deps);
  },
};
