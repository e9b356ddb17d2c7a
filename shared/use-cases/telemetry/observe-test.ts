import type { Integration } from '../../domain/integration/integration.ts';
import type { Deps } from '../deps.ts';
import { observeWork } from './observe-work.ts';

/** One access test, told apart by the status and cause that it leaves; and how old the result was that it replaces. */
export function observeTest<Tested extends Integration>(
  deps: Pick<Deps, 'telemetry' | 'clock'>,
  { organizationId, id, lastCheckedAt }: Tested,
  test: () => Promise<Tested>,
): Promise<Tested> {
  if (lastCheckedAt !== null) {
    deps.telemetry.measure('access_test.age', (deps.clock.now().getTime() - lastCheckedAt.getTime()) / 1000, {});
  }
  return observeWork(deps, 'access_test', async (span) => {
    span.note({ organization_id: organizationId, integration_id: id });
    const tested = await test();
    span.note({ status: tested.status, cause: tested.cause ?? undefined });
    return tested;
  });
}
