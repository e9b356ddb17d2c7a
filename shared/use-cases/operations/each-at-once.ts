/** Does something with each, up to `limit` at the same time, and takes no more than that from the source. */
export async function eachAtOnce<T>(
  items: AsyncIterable<T>,
  limit: number,
  act: (item: T) => Promise<unknown>,
): Promise<void> {
  const running = new Set<Promise<void>>();
  try {
    for await (const item of items) {
      const work: Promise<void> = act(item).then(() => {
        running.delete(work);
      });
      // Its failure is met below, maybe later than it happens.
      work.catch(() => undefined);
      running.add(work);
      if (running.size >= limit) await Promise.race(running);
    }
    await Promise.all(running);
  } finally {
    // Nothing is left under way, also when one has failed.
    await Promise.allSettled(running);
  }
}
