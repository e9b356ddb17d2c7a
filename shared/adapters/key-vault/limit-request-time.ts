import type { PipelinePolicy } from './pipeline-policy.ts';

/**
 * Ends a request that gets no whole answer in time, with the SDK's `AbortError`. The SDKs wait without end, pass no
 * limit on to the later pages of a list, and leave the timer of their own limit running when a request fails.
 */
export function limitRequestTime(milliseconds: number): PipelinePolicy {
  return {
    name: 'limitRequestTime',
    async sendRequest(request, next) {
      const { abortSignal } = request;
      const limit = new AbortController();
      const timer = setTimeout(() => limit.abort(), milliseconds);
      request.abortSignal = abortSignal ? AbortSignal.any([abortSignal as AbortSignal, limit.signal]) : limit.signal;
      try {
        return await next(request);
      } finally {
        clearTimeout(timer);
        request.abortSignal = abortSignal;
      }
    },
  };
}
