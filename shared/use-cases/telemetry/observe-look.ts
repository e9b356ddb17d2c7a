import type { Deps } from '../deps.ts';

/** A task that is not finished, as the watchdog found it. */
export interface FoundTask {
  /** Absent: its row is written before it is made. */
  createdAt?: Date;
  /** It stands still although nobody holds its vault. */
  stalled: boolean;
}

/** One look of the watchdog: how many tasks it found, and how old the oldest is. */
export function observeLook(
  { telemetry, clock }: Pick<Deps, 'telemetry' | 'clock'>,
  look: (found: FoundTask[]) => Promise<void>,
): Promise<void> {
  return telemetry.trace('tasks.watch', async (span) => {
    const found: FoundTask[] = [];
    await look(found);
    const now = clock.now().getTime();
    const ages = found.map(({ createdAt }) => (createdAt === undefined ? 0 : (now - createdAt.getTime()) / 1000));
    const stalled = found.filter((task) => task.stalled).length;
    span.note({ open: found.length, stalled });
    telemetry.measure('tasks.open', found.length, {});
    telemetry.measure(
      'tasks.oldest',
      ages.reduce((oldest, age) => Math.max(oldest, age), 0),
      {},
    );
    telemetry.measure('tasks.stalled', stalled, {});
  });
}
