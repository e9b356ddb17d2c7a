import { AsyncLocalStorage } from 'node:async_hooks';
import type { PipelinePolicy } from './pipeline-policy.ts';

/** Whole seconds since 1970, by the vault's names. */
interface Times {
  nbf?: number;
  exp?: number;
}

const current = new AsyncLocalStorage<Times>();

/** Sends a request that makes a version with exactly these times; the client needs {@link writeWholeTimes}. */
export function withWholeTimes<T>(times: Times, send: () => Promise<T>): Promise<T> {
  return current.run(times, send);
}

/** The SDK writes times as 32-bit numbers, so that one after January 2038 would become another, or be refused. */
export const writeWholeTimes: PipelinePolicy = {
  name: 'writeWholeTimes',
  sendRequest(request, next) {
    const times = current.getStore();
    if (times !== undefined && typeof request.body === 'string') {
      const body = JSON.parse(request.body);
      request.body = JSON.stringify({ ...body, attributes: { ...body.attributes, ...times } });
    }
    return next(request);
  },
};
