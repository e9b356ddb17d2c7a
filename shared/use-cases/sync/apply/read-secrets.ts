import { readOwnTags } from '../../../domain/sync/ownership-tags.ts';
import type { Step } from '../../../domain/sync/step.ts';
import type { SecretBundle } from '../../../ports/vaults.ts';
import type { Run, RunDeps } from '../tasks/run.ts';
import { withBackOff } from '../vault/with-back-off.ts';
import { eachStep, type StepsResult } from './each-step.ts';
import { fail, leaveEmpty } from './import-outcomes.ts';
import type { ImportTargets } from './import-targets.ts';

export interface ReadSecret {
  step: Step;
  bundle: SecretBundle;
}

export interface ReadSecrets {
  /** Whose values are to be written. */
  reads: ReadSecret[];
  /** What is empty, and overwrites nothing. */
  left: SecretBundle[];
}

/** Reads the secrets of planned steps, and says in the steps where their values go. */
export async function readSecrets(
  deps: Pick<RunDeps, 'clock' | 'random'>,
  run: Run,
  targets: ImportTargets,
  steps: readonly Step[],
  { asPlanned }: { asPlanned: boolean },
): Promise<ReadSecrets & { result: StepsResult }> {
  const reads: ReadSecret[] = [];
  const left: SecretBundle[] = [];
  const located = steps.map((step) => locate(step, targets));
  const result = await eachStep(deps, run, located, async (step) => {
    const missing = whatIsMissing(step);
    if (missing !== undefined) return fail(step, 'import.target-missing', missing);
    const bundle = await withBackOff(deps, run.signal, () =>
      run.vault.get(step.secretName ?? '', { signal: run.signal }),
    );
    if (asPlanned && bundle.properties.updated !== step.secretUpdated) {
      return fail(step, 'step.changed', 'The secret was changed after the plan was made; make a new plan.');
    }
    const read = { ...step, secretUpdated: bundle.properties.updated };
    // What we did not write ourselves has no value when it is empty.
    if (bundle.value.byteLength === 0 && !isOurs(bundle)) {
      left.push(bundle);
      return leaveEmpty(read);
    }
    reads.push({ step: read, bundle });
    return read;
  });
  return { result, reads, left };
}

function locate(step: Step, targets: ImportTargets): Step {
  const environmentId = step.environmentId ?? targets.environmentId(step.environmentName ?? '');
  const projectId = step.projectId ?? targets.projectId(step.projectName ?? '');
  return { ...step, environmentId, projectId, parameterProjectId: projectId };
}

function whatIsMissing({ environmentId, environmentName, projectId, projectName }: Step): string | undefined {
  if (environmentId === undefined) return `The environment “${environmentName}” is not there.`;
  if (projectId === undefined) return `The project “${projectName}” is not there.`;
  return undefined;
}

function isOurs({ properties }: SecretBundle): boolean {
  return readOwnTags(properties.tags) !== undefined;
}
