export interface RecentlyUsed<T> {
  /** The value, made where there is none. */
  (key: string): T;
  /** The value if there is one, which does not count as a use. */
  peek(key: string): T | undefined;
}

/** Values by key, of which the least recently used ones are dropped beyond `limit`. `make` fills what is missing. */
export function createRecentlyUsed<T>(limit: number, make: (key: string) => T): RecentlyUsed<T> {
  // A Map keeps the order of insertion: what is used is put at the end.
  const values = new Map<string, T>();
  const use = (key: string) => {
    const value = values.has(key) ? (values.get(key) as T) : make(key);
    values.delete(key);
    values.set(key, value);
    const [oldest] = values.keys();
    if (values.size > limit && oldest !== undefined) values.delete(oldest);
    return value;
  };
  return Object.assign(use, { peek: (key: string) => values.get(key) });
}
