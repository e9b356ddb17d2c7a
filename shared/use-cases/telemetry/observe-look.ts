import type { Deps } from '../deps.ts';

/** A task that is not finished, as the watchdog found it. */
export interface FoundTask {
  /** When it was made if it is held; otherwise since when it has been under way. */
  since: Date;
  /** `stalled`: it stands still although nobody holds its vault. `held`: it waits for its turn in its organization. */
  state: 'under way' | 'stalled' | 'held';
}

/** One look of the watchdog: how many tasks it found, and for how long. */
export function observeLook(
  { telemetry, clock }: Pick<Deps, 'telemetry' | 'clock'>,
  look: (found: FoundTask[]) => Promise<void>,
): Promise<void> {
  return telemetry.trace('tasks.watch', async (span) => {
    const found: FoundTask[] = [];
    await look(found);
    const now = clock.now().getTime();
    const [waiting, working] = [found.filter(isHeld), found.filter((task) => !isHeld(task))];
    const longest = (tasks: FoundTask[]) =>
      tasks.reduce((age, { since }) => Math.max(age, (now - since.getTime()) / 1000), 0);
    const [stalled, held] = [working.filter(({ state }) => state === 'stalled').length, waiting.length];
    span.note({ open: found.length, stalled, held });
    telemetry.measure('tasks.open', found.length, {});
    telemetry.measure('tasks.oldest', longest(working), {});
    telemetry.measure('tasks.stalled', stalled, {});
    telemetry.measure('tasks.held', held, {});
    telemetry.measure('tasks.oldest_held', longest(waiting), {});
  });
}

const isHeld = ({ state }: FoundTask) => state === 'held';
