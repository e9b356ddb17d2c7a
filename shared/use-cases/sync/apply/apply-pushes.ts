import type { Observation } from '../../../domain/sync/observation.ts';
import type { Step } from '../../../domain/sync/step.ts';
import { type SecretBundle, VaultFault } from '../../../ports/vaults.ts';
import { deleteObservation, putObservations } from '../../../store/observations.ts';
import type { Push, Run, RunDeps } from '../tasks/run.ts';
import { withBackOff } from '../vault/with-back-off.ts';
import { eachStep, type StepsResult } from './each-step.ts';
import { loadSecret } from './load-secret.ts';
import type { SecondLook } from './look-again.ts';
import { readStepValues, type StepValues } from './read-step-values.ts';
import { findHeld, setSecret } from './set-secret.ts';

type ApplyDeps = Pick<RunDeps, 'rows' | 'cipher' | 'clock'>;

/**
 * Carries out up to 100 planned steps of a push, and remembers what was seen. A step that may have been carried out before
 * looks first, so that no secret gets a second version of the same value.
 */
export async function applyPushes(
  deps: ApplyDeps,
  run: Run<Push>,
  steps: readonly Step[],
  { mayHaveRun, look }: { mayHaveRun: (step: Step) => boolean; look?: SecondLook },
): Promise<StepsResult> {
  const writes = steps.filter(({ operation }) => operation !== 'delete');
  const values = await readStepValues(deps, run.action.organizationId, writes);
  const seen: Observation[] = [];
  const result = await eachStep(deps, run, steps, async (step) => {
    const drift = look?.driftOf(step) ?? { perhapsDone: false };
    if (step.operation !== 'delete') {
      const { refusal } = drift;
      const perhapsDone = drift.perhapsDone || mayHaveRun(step);
      const circumstances = { perhapsDone, asPlanned: look?.asPlanned ?? false, refusal };
      return applyWrite(deps, run, step, values, circumstances, (observation) => seen.push(observation));
    }
    return drift.refusal === undefined ? applyDelete(deps, run, step) : refuse(step, drift.refusal);
  });
  // What a crash keeps from being remembered is looked at by the next run.
  await putObservations(deps.rows, run.integration.id, seen);
  return result;
}

async function applyDelete(deps: ApplyDeps, run: Run<Push>, step: Step): Promise<Step> {
  const { vault, signal, integration } = run;
  const name = step.secretName ?? '';
  let detail = 'The secret was deleted.';
  try {
    await withBackOff(deps, signal, () => vault.delete(name, { signal }));
  } catch (error) {
    if (!(error instanceof VaultFault) || !gone.includes(error.code)) throw error;
    detail = 'The secret is deleted.';
  }
  await deleteObservation(deps.rows, integration.id, name);
  return { ...step, state: 'succeeded', detail };
}

const gone: readonly VaultFault['code'][] = ['secret.not-found', 'secret.deleted', 'secret.being-deleted'];

/** `perhapsDone`: what is found in the vault may be this step's own work. */
interface Circumstances {
  perhapsDone: boolean;
  asPlanned: boolean;
  refusal?: { code: string; detail: string };
}

async function applyWrite(
  deps: ApplyDeps,
  run: Run<Push>,
  step: Step,
  values: StepValues,
  { perhapsDone, asPlanned, refusal }: Circumstances,
  observe: (observation: Observation) => void,
): Promise<Step> {
  if (refusal !== undefined && !perhapsDone) return refuse(step, refusal);
  const loaded = await loadSecret(deps, run, step, await values.read(step));
  if ('error' in loaded) return refuse(step, loaded.error);
  const { secret, digest } = loaded;
  if (asPlanned && digest !== step.digest) return refuse(step, otherValue);
  if (perhapsDone || step.lookFirst === true) {
    const found = await findHeld(deps, run, secret);
    if (found !== undefined) {
      observe(observationOf(run, found, digest));
      const operation = perhapsDone && step.lookFirst !== true ? step.operation : 'read';
      const detail = 'The secret holds the value already.';
      return { ...step, digest, operation, secretId: found.properties.id, state: 'succeeded', detail };
    }
  }
  if (refusal !== undefined) return refuse(step, refusal);
  const bundle = await setSecret(deps, run, secret);
  observe(observationOf(run, bundle, digest));
  const detail = step.operation === 'create' ? 'The secret was created.' : 'The secret has a new version.';
  return { ...step, digest, secretId: bundle.properties.id, state: 'succeeded', detail };
}

const otherValue = {
  code: 'step.changed',
  detail: 'The parameter has another value than when the plan was made; make a new plan.',
};

function refuse(step: Step, error: { code: string; detail: string }): Step {
  return { ...step, state: 'failed', error };
}

function observationOf(run: Run<Push>, bundle: SecretBundle, digest: string): Observation {
  const { properties, version, answeredAt: seenAt } = bundle;
  const { name: secretName, updated } = properties;
  return { secretName, updated, seenAt, version, digest, pushId: run.action.id };
}
