import pLimit from 'p-limit';
import { getIntegration } from '../../../store/integrations.ts';
import type { StoredPush } from '../../../store/pushes.ts';
import { type RequestRunDeps, requestRun } from '../tasks/request-run.ts';

const requestsAtOnce = 8;

/** Queues a run of each of these pushes, all of one organization, but of none whose integration may not be written to. */
export async function runPushes(deps: RequestRunDeps, pushes: readonly StoredPush[], reason: string): Promise<void> {
  await pLimit(requestsAtOnce).map(pushes, async (push) => {
    const integration = await getIntegration(deps.rows, push.organizationId, push.integrationId);
    if (integration?.writable === true) await requestRun(deps, push, { reason });
  });
}
