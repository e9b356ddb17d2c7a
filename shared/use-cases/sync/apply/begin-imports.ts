import type { Step } from '../../../domain/sync/step.ts';
import type { Run, RunDeps } from '../tasks/run.ts';
import type { BegunSteps } from './begun-steps.ts';
import { createTargets } from './create-targets.ts';
import type { StepsResult } from './each-step.ts';
import type { ImportTargets } from './import-targets.ts';
import { importValues } from './import-values.ts';
import { readSecrets } from './read-secrets.ts';

type ImportDeps = Pick<RunDeps, 'rows' | 'cipher' | 'clock' | 'random' | 'limits' | 'usage'>;

/**
 * Begins up to 100 planned steps of an import: reads the secrets. Finishing them creates what is to be created, writes
 * the values and remembers what was seen; doing it again does no harm. Where something is to be created all of it is
 * left to the end, since what is read has to go somewhere. `asPlanned`: refuses secrets that changed since the plan.
 */
export async function beginImports(
  deps: ImportDeps,
  run: Run,
  targets: ImportTargets,
  steps: readonly Step[],
  { asPlanned }: { asPlanned: boolean },
): Promise<BegunSteps> {
  const creations = steps.filter(({ subject }) => subject !== 'value');
  const values = steps.filter(({ subject }) => subject === 'value');
  const read = () => readSecrets(deps, run, targets, values, { asPlanned });
  const readBefore = creations.length === 0 ? await read() : undefined;
  return {
    mayGoOn: readBefore !== undefined && isWhole(readBefore.result, values),
    async finish(mayHaveRun) {
      const created = await createTargets(deps, run, targets, creations);
      const { result, ...secrets } = readBefore ?? (await read());
      const written = await importValues(deps, run, secrets, mayHaveRun);
      const outcomes = result.steps.map((step) => written.get(step.sequence) ?? step);
      return { ...result, steps: [...created, ...outcomes] };
    },
  };
}

/** Whether nothing kept the steps from being carried out: neither the vault nor the deadline. */
function isWhole({ steps, stop, pause }: StepsResult, asked: readonly Step[]): boolean {
  return stop === undefined && pause === undefined && steps.length === asked.length;
}
