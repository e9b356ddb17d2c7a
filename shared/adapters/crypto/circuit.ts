import pLimit from 'p-limit';
import type { Log } from '../../log.ts';
import type { Clock } from '../../ports/clock.ts';
import { KeyUnavailable, wrappingKeyTroubles } from '../../ports/key-wrapper.ts';
import type { Telemetry } from '../../ports/telemetry.ts';
import { backOff } from './back-off.ts';

/** So many calls to one wrapping key are under way at once. */
const atOnce = 8;

export interface CircuitDeps {
  clock: Pick<Clock, 'now'>;
  log: Log;
  telemetry: Pick<Telemetry, 'measure'>;
  /** How long a call may take, its waiting for its turn included. */
  limit(): AbortSignal;
}

interface Outage {
  fault: KeyUnavailable;
  failures: number;
  since: number;
  /** Milliseconds since 1970 until which nobody asks. */
  until: number;
}

/** Does something with a wrapping key, or rejects with `KeyUnavailable` without asking for it. */
export type Circuit = <T>(act: (signal: AbortSignal) => Promise<T>) => Promise<T>;

/**
 * Keeps a storm of calls from a wrapping key that cannot be had. After a failure nobody asks until a pause is over, and
 * then one caller does; meanwhile all others are refused at once, with what failed last.
 */
export function createCircuit(wrappingKey: string, { clock, log, telemetry, limit }: CircuitDeps): Circuit {
  const turns = pLimit(atOnce);
  let outage: Outage | undefined;
  let asking = false;

  async function attempt<T>(act: (signal: AbortSignal) => Promise<T>, seen: Outage | undefined): Promise<T> {
    const signal = limit();
    const { promise: expired, reject } = Promise.withResolvers<never>();
    const expire = () => {
      const late = new KeyUnavailable('wrapping-key.unavailable', 'there was no answer in time');
      failed(late, seen);
      reject(late);
    };
    signal.addEventListener('abort', expire, { once: true });
    const turn = turns(async () => {
      // Who waited for a turn while another one failed need not try as well.
      if (outage !== undefined && outage !== seen) throw refusal(outage, clock.now().getTime());
      try {
        // The turn ends with the time, also when what was asked does not heed the signal.
        const result = await Promise.race([expired, act(signal)]);
        recovered();
        return result;
      } catch (error) {
        if (error instanceof KeyUnavailable) failed(error, seen);
        // It refused something in particular: it is there.
        else recovered();
        throw error;
      }
    });
    try {
      return await Promise.race([expired, turn]);
    } finally {
      signal.removeEventListener('abort', expire);
    }
  }

  function failed(fault: KeyUnavailable, seen: Outage | undefined): void {
    // Of those who asked at once the first one decides: they met the same.
    if (outage !== seen) return;
    const now = clock.now().getTime();
    const failures = (seen?.failures ?? 0) + 1;
    const pause = backOff(failures, fault.retryAfter);
    outage = { fault, failures, since: seen?.since ?? now, until: now + pause };
    telemetry.measure('wrapping_key.failures', 1, { code: fault.code });
    log.error('wrapping_key.unavailable', {
      code: fault.code,
      wrappingKey,
      next: wrappingKeyTroubles[fault.code],
      failures,
      secondsSince: Math.round((now - outage.since) / 1000),
      secondsToNextTry: pause / 1000,
      error: fault,
    });
  }

  function recovered(): void {
    if (outage === undefined) return;
    const seconds = Math.round((clock.now().getTime() - outage.since) / 1000);
    log.info('wrapping_key.available', { wrappingKey, seconds });
    outage = undefined;
  }

  return async (act) => {
    if (outage === undefined) return attempt(act, undefined);
    const now = clock.now().getTime();
    if (now < outage.until || asking) throw refusal(outage, now);
    asking = true;
    try {
      return await attempt(act, outage);
    } finally {
      asking = false;
    }
  };
}

function refusal({ fault, until }: Outage, now: number): KeyUnavailable {
  const retryAfter = Math.max(1, Math.ceil((until - now) / 1000));
  return new KeyUnavailable(fault.code, `${fault.message}; it is not asked again yet`, {
    cause: fault.cause,
    retryAfter,
  });
}
