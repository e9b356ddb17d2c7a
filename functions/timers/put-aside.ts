import type { HttpRuntime } from '../../shared/http/handle-request.ts';

/** Measures what was put aside and waits for an operator, so that an alert can say so. */
export const putAsideTimer = {
  name: 'countPutAside',
  /** NCRONTAB, seconds first: every five minutes, as often as the alert looks. */
  schedule: () => '30 */5 * * * *',
  async handle({ deps }: Pick<HttpRuntime, 'deps'>): Promise<void> {
    const { countPutAside } = await import('../../shared/use-cases/telemetry/count-put-aside.ts');
    await countPutAside(deps);
  },
};
