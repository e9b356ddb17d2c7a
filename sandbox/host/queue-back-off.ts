/** The platform's shortest interval between two polls of an empty queue, in milliseconds. */
export const SHORTEST_POLLING_INTERVAL = 100;

/**
 * How long to wait after the `emptyPolls`-th poll in a row that brought nothing (1 is the first): doubled each time up to the
 * longest, give or take a fifth, so that several hosts do not poll in step. `random` is in [0, 1).
 */
export function pollingDelay(emptyPolls: number, longest: number, random: number): number {
  const doubled = SHORTEST_POLLING_INTERVAL * 2 ** Math.min(emptyPolls - 1, 30);
  const spread = doubled * (0.8 + 0.4 * random);
  return Math.max(SHORTEST_POLLING_INTERVAL, Math.min(spread, longest));
}
