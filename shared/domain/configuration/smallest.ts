/**
 * Keeps the smallest `count` of everything that is added, and never much more than that in memory. What is equal stays
 * in the order in which it came.
 */
export function smallest<T>(count: number, compare: (one: T, other: T) => number): { add(item: T): void; list(): T[] } {
  let kept: T[] = [];
  const cut = () => {
    kept = kept.sort(compare).slice(0, count);
  };
  return {
    add(item) {
      kept.push(item);
      if (kept.length >= 2 * count + 100) cut();
    },
    list() {
      cut();
      return kept;
    },
  };
}
