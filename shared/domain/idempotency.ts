/** The platform cuts a request off after 230 seconds: one that began longer ago will never end. */
const abandonedAfter = 5 * 60_000;

/** What is remembered of a request that came with an `Idempotency-Key`. */
export interface KeyedRequest {
  /** Keyed digest of the request: another one under the same key is a mistake. */
  digest: string;
  startedAt: Date;
  /** `lost`: it succeeded, and its answer was too long to keep. */
  state: 'running' | 'answered' | 'lost';
}

export type IdempotencyDecision = 'run' | 'replay' | 'other-request' | 'in-flight' | 'reply-lost';

/**
 * What to do with a request whose key was seen before, or not. `forgotten`: what was by then is not remembered. One that
 * was cut off runs again: what it created has a name, and refuses a second of it.
 */
export function decideKeyedRequest(
  before: KeyedRequest | undefined,
  digest: string,
  { now, forgotten }: { now: Date; forgotten: Date | undefined },
): IdempotencyDecision {
  if (before === undefined) return 'run';
  const age = now.getTime() - before.startedAt.getTime();
  if (forgotten !== undefined && before.startedAt <= forgotten) return 'run';
  if (before.digest !== digest) return 'other-request';
  if (before.state === 'answered') return 'replay';
  if (before.state === 'lost') return 'reply-lost';
  return age >= abandonedAfter ? 'run' : 'in-flight';
}
