import type { PipelinePolicy } from './pipeline-policy.ts';

/** The SDKs wait without end for an answer, and pass no time limit on to the later pages of a list. */
export function limitRequestTime(milliseconds: number): PipelinePolicy {
  return {
    name: 'limitRequestTime',
    sendRequest(request, next) {
      if (!(request.timeout > 0)) request.timeout = milliseconds;
      return next(request);
    },
  };
}
