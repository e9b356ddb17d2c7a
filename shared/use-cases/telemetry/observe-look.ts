import type { Deps } from '../deps.ts';

/** A task that is not finished, as the watchdog found it. */
export interface FoundTask {
  /** Absent: its row is written before it is made. */
  createdAt?: Date;
  /** `stalled`: it stands still although nobody holds its vault. `held`: it waits for its turn in its organization. */
  state: 'under way' | 'stalled' | 'held';
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
    const count = (state: FoundTask['state']) => found.filter((task) => task.state === state).length;
    const [stalled, held] = [count('stalled'), count('held')];
    span.note({ open: found.length, stalled, held });
    telemetry.measure('tasks.open', found.length, {});
    telemetry.measure(
      'tasks.oldest',
      ages.reduce((oldest, age) => Math.max(oldest, age), 0),
      {},
    );
    telemetry.measure('tasks.stalled', stalled, {});
    telemetry.measure('tasks.held', held, {});
  });
}
