import type { Clock } from '../../ports/clock.ts';

interface Entry<T> {
  loadedAt: number;
  /** Until when it is used although it is not fresh any more: loading it again was just in vain. */
  keptUntil: number;
  value: Promise<T>;
}

export interface KeyCacheOptions {
  /** So many keys are remembered, those that were used last. */
  capacity: number;
  /** Milliseconds for which a key is used without a thought. */
  fresh: number;
  /** Milliseconds after that in which it is used when it cannot be loaded. */
  stale: number;
  /** Whether a load failed in such a way; any other failure is the caller's. */
  mayBeStale(error: unknown): boolean;
}

/** Milliseconds until a key that is not fresh is tried to be loaded again. */
const pause = 5_000;

/**
 * Remembers what was loaded. Callers that ask at once share one load. A load that failed is forgotten, and what was
 * there before is kept, to be used for as long as it may.
 */
export function createKeyCache<T>(
  clock: Pick<Clock, 'now'>,
  { capacity, fresh, stale, mayBeStale }: KeyCacheOptions,
): (key: string, load: () => Promise<T>) => Promise<T> {
  const entries = new Map<string, Entry<T>>();

  function reload(key: string, known: Entry<T> | undefined, now: number, load: () => Promise<T>): Entry<T> {
    const usable = known !== undefined && now - known.loadedAt < fresh + stale ? known : undefined;
    const entry: Entry<T> = { loadedAt: now, keptUntil: 0, value: load() };
    entry.value = entry.value.catch((error: unknown) => {
      const kept = usable !== undefined && mayBeStale(error);
      if (entries.get(key) === entry) {
        if (usable === undefined) entries.delete(key);
        else
          entries.set(
            key,
            kept ? { ...usable, keptUntil: Math.min(now + pause, usable.loadedAt + fresh + stale) } : usable,
          );
      }
      if (kept) return usable.value;
      throw error;
    });
    return entry;
  }

  return (key, load) => {
    const now = clock.now().getTime();
    const known = entries.get(key);
    const usable = known !== undefined && (now - known.loadedAt < fresh || now < known.keptUntil);
    const entry = usable ? known : reload(key, known, now, load);
    // A Map keeps the order of insertion: what is used moves to the end, what falls out is at the front.
    entries.delete(key);
    entries.set(key, entry);
    const [oldest] = entries.keys();
    if (entries.size > capacity && oldest !== undefined) entries.delete(oldest);
    return entry.value;
  };
}
