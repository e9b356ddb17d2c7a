import type { VaultFault } from '../../ports/vaults.ts';
import { isPassing } from './vault-fault.ts';

/** Seconds. https://learn.microsoft.com/azure/key-vault/general/overview-throttling#recommended-client-side-throttling-technique */
const delays = [1, 2, 4, 8, 16] as const;

/** Seconds: who is asked for more patience waits outside of the run, whose invocation has to end in time. */
const longestWait = 30;

/** Seconds: a vault that asks for more is asked again after this. */
const longestPause = 120;

/** Seconds to wait before attempt `attempt + 1`; nothing when another attempt is of no use. `attempt` counts from 1. */
export function waitBeforeRetry(fault: VaultFault, attempt: number): number | undefined {
  const delay = delays[attempt - 1];
  if (!isPassing(fault.code) || delay === undefined) return undefined;
  const wait = Math.max(delay, fault.retryAfter ?? 0);
  return wait <= longestWait ? wait : undefined;
}

/** Seconds in which nothing is sent to a vault that has refused requests as too many `times` times in a row. */
export function throttlePause(times: number, retryAfter: number | undefined): number {
  const delay = delays[Math.min(times, delays.length) - 1] ?? 0;
  return Math.min(Math.max(delay, retryAfter ?? 0), longestPause);
}
