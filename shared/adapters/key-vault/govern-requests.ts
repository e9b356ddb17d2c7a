import type { QuotaKind } from '../../domain/sync/quota-window.ts';
import type { Clock } from '../../ports/clock.ts';
import type { PipelinePolicy, PipelineRequest } from './pipeline-policy.ts';
import type { RequestGovernor } from './request-governor.ts';
import { retryAfterOf } from './vault-answer.ts';

/** Every request to a vault goes through its governor, whatever the SDK sends it for. */
export function governRequests(governor: RequestGovernor, clock: Clock): PipelinePolicy {
  return {
    name: 'governRequests',
    sendRequest: (request, next) =>
      governor.send(
        kindOf(request),
        () => next(request),
        ({ status, headers }) => ({
          throttled: status === 429,
          ...retryAfterOf(headers.get('retry-after'), clock.now()),
        }),
        request.abortSignal as AbortSignal | undefined,
      ),
  };
}

/** A set is known by its method: nothing else of the secrets' API is a PUT. Before the challenge is met it sets nothing. */
function kindOf({ method, headers }: PipelineRequest): QuotaKind {
  return method === 'PUT' && headers.has('authorization') ? 'writes' : 'others';
}
