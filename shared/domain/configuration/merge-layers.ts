/** What stands under one key: for each source that has it, in the order of the sources. */
export interface Merged<T> {
  key: string;
  items: [T, ...T[]];
}

/**
 * Merges sources that are each in ascending order of their keys into one, each key once. From each source no more is
 * taken than what is consumed and one item ahead, so that memory does not grow with their length.
 */
export async function* mergeLayers<T>(
  sources: readonly AsyncIterable<T>[],
  keyOf: (item: T) => string,
): AsyncGenerator<Merged<T>> {
  const iterators = sources.map((source) => source[Symbol.asyncIterator]());
  const ahead = await Promise.all(iterators.map((iterator) => iterator.next()));
  for (;;) {
    const waiting = ahead.flatMap((each) => (each.done ? [] : [keyOf(each.value)]));
    const key = waiting.reduce<string | undefined>(
      (least, each) => (least === undefined || each < least ? each : least),
      undefined,
    );
    if (key === undefined) return;
    const here = ahead.flatMap((each, n) => (!each.done && keyOf(each.value) === key ? [{ n, item: each.value }] : []));
    const [first, ...rest] = here.map(({ item }) => item);
    if (first === undefined) return;
    yield { key, items: [first, ...rest] };
    await Promise.all(
      here.map(async ({ n }) => {
        const next = await iterators[n]?.next();
        if (next) ahead[n] = next;
      }),
    );
  }
}
