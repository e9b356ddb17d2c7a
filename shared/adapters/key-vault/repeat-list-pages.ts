import { waitBeforeRetry } from '../../domain/sync/back-off.ts';
import type { Clock } from '../../ports/clock.ts';
import { VaultFault } from '../../ports/vaults.ts';
import type { PipelinePolicy } from './pipeline-policy.ts';
import { retryAfterOf } from './vault-answer.ts';

/**
 * Asks for a page of a list again, with the documented waits, when it is refused as too many or gets no answer. The SDK's
 * list ends with a page that fails, and to begin anew would cost all pages before. The first page is left to whoever lists.
 */
export function repeatListPages(clock: Clock): PipelinePolicy {
  return {
    name: 'repeatListPages',
    async sendRequest(request, next) {
      if (request.method !== 'GET' || !new URL(request.url).searchParams.has('$skiptoken')) return next(request);
      for (let attempt = 1; ; attempt += 1) {
        const outcome = await next(request).then(
          (response) => ({ response, fault: faultOf(response.status, response.headers.get('retry-after')) }),
          (error: unknown) => ({ error, fault: new VaultFault('vault.unavailable') }),
        );
        const wait = outcome.fault && waitBeforeRetry(outcome.fault, attempt);
        if (wait !== undefined) await clock.sleep(wait * 1000, request.abortSignal as AbortSignal | undefined);
        else if ('response' in outcome) return outcome.response;
        else throw outcome.error;
      }
    },
  };

  function faultOf(status: number, retryAfter: string | undefined): VaultFault | undefined {
    if (status === 429) return new VaultFault('vault.throttled', retryAfterOf(retryAfter, clock.now()));
    return status >= 500 ? new VaultFault('vault.unavailable', retryAfterOf(retryAfter, clock.now())) : undefined;
  }
}
