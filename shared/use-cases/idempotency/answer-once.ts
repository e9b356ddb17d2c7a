import { decideKeyedRequest } from '../../domain/idempotency.ts';
import { cutoff } from '../../domain/retention/cutoff.ts';
import { ServiceError } from '../../errors.ts';
import { RowConflict } from '../../ports/rows.ts';
import type { Secret } from '../../secret.ts';
import {
  finishKeyedRequest,
  forgetKeyedRequest,
  getKeyedRequest,
  type KeyAddress,
  longestSealedReply,
  type StoredKeyedRequest,
  startKeyedRequest,
} from '../../store/keyed-requests.ts';
import type { Deps } from '../deps.ts';

type OnceDeps = Pick<Deps, 'rows' | 'clock' | 'cipher' | 'log' | 'retention'>;

export interface KeyedInput {
  address: KeyAddress;
  /** All that makes the request what it is; it may hold values. */
  request: Secret;
  /** Carries it out; resolves to its successful answer, which may hold values, too. */
  run(): Promise<Secret>;
}

/**
 * Carries a request out once, however often it comes under its key within a day (or as many as are set); later ones get the first one's
 * answer. Only success is remembered: what was refused or failed can be sent again. Rejects as `run` does, or with
 * `idempotency.other-request`, `idempotency.in-flight`, `idempotency.reply-lost`.
 */
export async function answerOnce(
  deps: OnceDeps,
  { address, request, run }: KeyedInput,
): Promise<{ reply: Secret; replayed: boolean }> {
  const { rows, clock, cipher } = deps;
  const digest = await cipher.digest(request, address.organizationId);
  const before = await getKeyedRequest(rows, address);
  const now = clock.now();
  const decision = decideKeyedRequest(before, digest, { now, forgotten: cutoff(deps.retention.answerDays, now) });
  if (decision === 'in-flight') throw inFlight();
  if (decision === 'other-request') throw new ServiceError('idempotency.other-request');
  if (decision === 'reply-lost') throw new ServiceError('idempotency.reply-lost');
  if (decision === 'replay' && before?.sealed !== undefined) {
    return { reply: await cipher.open(before.sealed, contextOf(address)), replayed: true };
  }

  const running = await start(deps, address, { digest, startedAt: now, state: 'running' }, before);
  const reply = await run().catch(async (error) => {
    await quietly(deps, () => forgetKeyedRequest(rows, address, running));
    throw error;
  });
  await quietly(deps, async () => {
    const sealed = await cipher.seal(reply, contextOf(address));
    const kept = sealed.byteLength <= longestSealedReply;
    await finishKeyedRequest(rows, address, {
      ...running,
      ...(kept ? { state: 'answered', sealed } : { state: 'lost' }),
    });
  });
  return { reply, replayed: false };
}

async function start(
  { rows }: OnceDeps,
  address: KeyAddress,
  request: Omit<StoredKeyedRequest, 'etag'>,
  before: StoredKeyedRequest | undefined,
): Promise<StoredKeyedRequest> {
  try {
    return { ...request, etag: await startKeyedRequest(rows, address, request, before) };
  } catch (cause) {
    if (cause instanceof RowConflict) throw inFlight(cause);
    throw cause;
  }
}

/** The request itself is done: what is not remembered of it costs no more than that. */
async function quietly({ log }: OnceDeps, remember: () => Promise<void>): Promise<void> {
  try {
    await remember();
  } catch (error) {
    log.error('idempotency.not-remembered', { error });
  }
}

function contextOf({ organizationId, user, key }: KeyAddress) {
  return { organizationId, binding: ['reply', user.kind, user.id, key] };
}

function inFlight(cause?: unknown): ServiceError {
  return new ServiceError('idempotency.in-flight', undefined, { retryAfter: 5, cause });
}
