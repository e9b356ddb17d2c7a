/** Seconds until a task that came no further is gone on with, after its first, second … try. */
const pauses = [30, 60, 120, 240];

/** So often work on a task is begun without its coming any further. */
export const mostTries = pauses.length + 1;

/** Seconds until the next try; nothing when there is none left. `tries`: how many there were. */
export function pauseAfter(tries: number): number | undefined {
  return pauses[tries - 1];
}
