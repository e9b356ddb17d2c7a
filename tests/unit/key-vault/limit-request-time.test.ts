import { jest } from '@jest/globals';
import { limitRequestTime } from '../../../shared/adapters/key-vault/limit-request-time.ts';
import type { PipelinePolicy, PipelineRequest } from '../../../shared/adapters/key-vault/pipeline-policy.ts';

type Next = Parameters<PipelinePolicy['sendRequest']>[1];

const request = (abortSignal?: AbortSignal) => ({ abortSignal }) as PipelineRequest;
/** A host that never answers. */
const never: Next = ({ abortSignal }) =>
  new Promise((_resolve, reject) => {
    abortSignal?.addEventListener('abort', () => reject(new Error('aborted')));
  });

describe('the time of one request', () => {
  test('ends a request that gets no answer', async () => {
    await expect(limitRequestTime(5).sendRequest(request(), never)).rejects.toThrow('aborted');
  });

  test("leaves the caller's own signal in force, and puts it back", async () => {
    const controller = new AbortController();
    const sent = request(controller.signal);
    const answer = limitRequestTime(60_000).sendRequest(sent, never);
    controller.abort();
    await expect(answer).rejects.toThrow('aborted');
    expect(sent.abortSignal).toBe(controller.signal);
  });

  test('does not end the next request of the same kind', async () => {
    const sent = request();
    const signals: unknown[] = [];
    const next: Next = async (seen) => {
      signals.push(seen.abortSignal);
      return { status: 200 } as Awaited<ReturnType<Next>>;
    };
    const policy = limitRequestTime(60_000);
    await policy.sendRequest(sent, next);
    await policy.sendRequest(sent, next);
    expect(new Set(signals).size).toBe(2);
    expect(sent.abortSignal).toBeUndefined();
  });

  test('leaves no timer behind, whether the request succeeds or fails', async () => {
    jest.useFakeTimers();
    try {
      const policy = limitRequestTime(60_000);
      await policy.sendRequest(request(), async () => ({ status: 200 }) as Awaited<ReturnType<Next>>);
      await expect(policy.sendRequest(request(), () => Promise.reject(new Error('no')))).rejects.toThrow('no');
      expect(jest.getTimerCount()).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  });
});
