import type { Quota, Vault } from '../cloud/model.ts';
import type { VaultOperation } from '../cloud/vault-operation.ts';

/** The window of Key Vault's limits, in milliseconds (https://learn.microsoft.com/azure/key-vault/general/service-limits). */
export const QUOTA_WINDOW = 10_000;

type Limit = 'writes' | 'others';

/** Times of the admitted requests, oldest first from `head`. */
interface Window {
  times: number[];
  head: number;
}

/** Admits requests of each vault, or says after how many milliseconds the next one would be admitted. */
export type AdmitRequest = (vault: Vault, operation: VaultOperation, now: number) => { wait: number } | undefined;

/** What the smaller limit counts. Keys have limits of their own at Azure, by type and size; here they share those of secrets. */
const CREATIONS = new Set<VaultOperation>(['set', 'createKey', 'rotateKey']);

/**
 * The strict reading of the quota: never more than the limit in any ten seconds. Refused requests do not count
 * (https://learn.microsoft.com/azure/key-vault/general/overview-throttling).
 */
export function createQuotaWindows(): AdmitRequest {
  const windows = new WeakMap<Vault, Record<Limit, Window>>();
  return (vault, operation, now) => {
    if (!vault.quota.enforced) return undefined;
    const own = windows.get(vault) ?? { writes: { times: [], head: 0 }, others: { times: [], head: 0 } };
    windows.set(vault, own);
    const limit: Limit = CREATIONS.has(operation) ? 'writes' : 'others';
    return admit(own[limit], vault.quota[limit satisfies keyof Quota], now);
  };
}

function admit(window: Window, limit: number, now: number): { wait: number } | undefined {
  const { times } = window;
  while (window.head < times.length && (times[window.head] ?? 0) <= now - QUOTA_WINDOW) window.head++;
  const inWindow = times.length - window.head;
  if (inWindow >= limit) {
    // The request that has to leave for one more to fit; with a lowered limit that is a later one than the oldest.
    const leaving = times[times.length - limit];
    return { wait: leaving === undefined ? QUOTA_WINDOW : leaving + QUOTA_WINDOW - now };
  }
  times.push(now);
  if (window.head > 1_000 && window.head * 2 > times.length) {
    times.splice(0, window.head);
    window.head = 0;
  }
  return undefined;
}
