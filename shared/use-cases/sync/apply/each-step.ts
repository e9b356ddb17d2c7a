import pLimit from 'p-limit';
import type { Step } from '../../../domain/sync/step.ts';
import { describeFailure } from '../../../domain/sync/task-failure.ts';
import { isPassing, reachOf } from '../../../domain/sync/vault-fault.ts';
import { VaultFault } from '../../../ports/vaults.ts';
import type { Run, RunDeps } from '../tasks/run.ts';

/** How many requests to a vault are under way at once: enough to use its quota up at 50 ms a request. */
const atOnce = 24;

export interface StepsResult {
  /** Those with an outcome; what was not begun is not among them. */
  steps: Step[];
  /** Met by one step, and every further step would meet it too. */
  stop?: VaultFault;
  /** The same, but it may pass: the steps that met it have no outcome. */
  pause?: VaultFault;
}

/**
 * Carries out independent steps, several at once. A fault that concerns one secret fails its step; one that concerns
 * the vault ends the whole, and so does the deadline. Rejects with what nobody could expect, when all that was begun
 * has ended.
 */
export async function eachStep(
  deps: Pick<RunDeps, 'clock'>,
  { signal, deadline }: Pick<Run, 'signal' | 'deadline'>,
  steps: readonly Step[],
  carryOut: (step: Step) => Promise<Step>,
): Promise<StepsResult> {
  let stop: VaultFault | undefined;
  let pause: VaultFault | undefined;
  let unsure: VaultFault | undefined;
  const done: Step[] = [];
  const unexpected: unknown[] = [];
  const ended = () =>
    stop !== undefined ||
    pause !== undefined ||
    unexpected.length > 0 ||
    signal.aborted ||
    deps.clock.now() >= deadline;
  const limit = pLimit(atOnce);
  await limit.map(steps, async (step) => {
    if (ended()) return;
    try {
      done.push(await carryOut(step));
    } catch (error) {
      if (error instanceof VaultFault && reachOf(error.code) === 'vault' && isPassing(error.code)) {
        pause ??= error;
        return;
      }
      const failure = describeFailure(error);
      if (failure === undefined) {
        unexpected.push(error);
        return;
      }
      done.push({ ...step, state: 'failed', error: failure });
      if (!(error instanceof VaultFault)) return;
      const reach = reachOf(error.code);
      if (reach === 'vault') stop ??= error;
      if (reach === 'unsure') unsure ??= error;
    }
  });
  signal.throwIfAborted();
  if (unexpected.length > 0) throw unexpected[0];
  const allRefused = done.length > 0 && done.every(({ state }) => state === 'failed');
  return { steps: done, stop: stop ?? (allRefused ? unsure : undefined), pause };
}
