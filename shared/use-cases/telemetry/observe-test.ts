import type { Access, Integration } from '../../domain/integration/integration.ts';
import type { Deps } from '../deps.ts';
import { observeWork } from './observe-work.ts';

/** One access test, told apart by the status and cause that it leaves. */
export function observeTest<Tested extends Pick<Access, 'status' | 'cause'>>(
  deps: Pick<Deps, 'telemetry' | 'clock'>,
  { organizationId, id }: Pick<Integration, 'organizationId' | 'id'>,
  test: () => Promise<Tested>,
): Promise<Tested> {
  return observeWork(deps, 'access_test', async (span) => {
    span.note({ organization_id: organizationId, integration_id: id });
    const tested = await test();
    span.note({ status: tested.status, cause: tested.cause ?? undefined });
    return tested;
  });
}

/** How old the result was that a test replaces. */
export function measureAge({ telemetry }: Pick<Deps, 'telemetry'>, lastCheckedAt: Date | null, testedAt: Date): void {
  if (lastCheckedAt === null) return;
  telemetry.measure('access_test.age', (testedAt.getTime() - lastCheckedAt.getTime()) / 1000, {});
}
