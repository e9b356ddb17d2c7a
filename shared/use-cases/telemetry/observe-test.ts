import type { Access, Integration } from '../../domain/integration/integration.ts';
import { isRoutine } from '../../domain/integration/routine-test.ts';
import type { Span } from '../../ports/telemetry.ts';
import type { Deps } from '../deps.ts';
import { observeWork } from './observe-work.ts';

/**
 * One access test, told apart by the status and cause that it leaves. `before`: what the test before has left, where this
 * one is a health check.
 */
export function observeTest<Tested extends Pick<Access, 'status' | 'cause'>>(
  deps: Pick<Deps, 'telemetry' | 'clock'>,
  { organizationId, id }: Pick<Integration, 'organizationId' | 'id'>,
  test: () => Promise<Tested>,
  before?: Pick<Access, 'status' | 'cause'>,
): Promise<Tested> {
  const began = deps.clock.now().getTime();
  let after: Tested | undefined;
  const routine = () => {
    const took = deps.clock.now().getTime() - began;
    return before !== undefined && after !== undefined && isRoutine({ before, after, took });
  };
  const work = async (span: Span) => {
    span.note({ organization_id: organizationId, integration_id: id });
    after = await test();
    span.note({ status: after.status, cause: after.cause ?? undefined });
    return after;
  };
  return observeWork(deps, 'access_test', work, { routine });
}

/** How old the result was that a test replaces. */
export function measureAge({ telemetry }: Pick<Deps, 'telemetry'>, lastCheckedAt: Date | null, testedAt: Date): void {
  if (lastCheckedAt === null) return;
  telemetry.measure('access_test.age', (testedAt.getTime() - lastCheckedAt.getTime()) / 1000, {});
}
