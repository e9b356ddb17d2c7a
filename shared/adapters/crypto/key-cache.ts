import type { Clock } from '../../ports/clock.ts';

interface Entry<T> {
  loadedAt: number;
  value: Promise<T>;
}

/**
 * Remembers what was loaded, for `milliseconds` and for the `capacity` keys that were used last. Callers that ask at
 * once share one load; a load that failed is forgotten.
 */
export function createKeyCache<T>(
  clock: Pick<Clock, 'now'>,
  { capacity, milliseconds }: { capacity: number; milliseconds: number },
): (key: string, load: () => Promise<T>) => Promise<T> {
  const entries = new Map<string, Entry<T>>();

  return (key, load) => {
    const now = clock.now().getTime();
    const known = entries.get(key);
    const entry = known !== undefined && now - known.loadedAt < milliseconds ? known : { loadedAt: now, value: load() };
    // A Map keeps the order of insertion: what is used moves to the end, what falls out is at the front.
    entries.delete(key);
    entries.set(key, entry);
    if (entry !== known) {
      entry.value.catch(() => {
        if (entries.get(key) === entry) entries.delete(key);
      });
      const [oldest] = entries.keys();
      if (entries.size > capacity && oldest !== undefined) entries.delete(oldest);
    }
    return entry.value;
  };
}
