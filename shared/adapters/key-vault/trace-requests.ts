import type { Clock } from '../../ports/clock.ts';
import type { Telemetry } from '../../ports/telemetry.ts';
import { operationOf } from './operation-of.ts';
import type { PipelinePolicy } from './pipeline-policy.ts';

/**
 * One span for every request to a vault. The vault gets its `traceparent`, and the trace's id as
 * `x-ms-client-request-id`, which Key Vault writes into its log as `CorrelationId`: so the customer finds there what a
 * request or a run of ours has led to. https://learn.microsoft.com/azure/key-vault/general/logging
 */
export function traceRequests(telemetry: Telemetry, clock: Clock): PipelinePolicy {
  return {
    name: 'traceRequests',
    sendRequest(request, next) {
      const { method, url, headers } = request;
      const operation = headers.has('authorization') ? operationOf(method, url) : 'challenge';
      const outer = telemetry.active();
      const began = clock.now().getTime();
      return telemetry.trace('vault.request', async (span) => {
        const clientRequestId = asGuid(span.traceId);
        headers.set('traceparent', span.traceparent);
        headers.set('x-ms-client-request-id', clientRequestId);
        span.note({ operation, client_request_id: clientRequestId });
        let status = 0;
        try {
          const response = await next(request);
          status = response.status;
          return response;
        } finally {
          const throttled = status === 429;
          span.note({ status, throttled });
          if (throttled || status >= 500) span.fail();
          const { vault_requests: requests = 0, vault_throttled: refused = 0 } = outer?.noted ?? {};
          outer?.note({
            vault_requests: Number(requests) + 1,
            vault_throttled: Number(refused) + (throttled ? 1 : 0),
          });
          const duration = (clock.now().getTime() - began) / 1000;
          telemetry.measure('vault.request.duration', duration, { operation, status, throttled });
        }
      });
    },
  };
}

function asGuid(traceId: string): string {
  return traceId.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
