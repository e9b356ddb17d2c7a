import type { StoredValue } from '../../domain/configuration.ts';
import { readOwnTags, writeOwnTags } from '../../domain/sync/ownership-tags.ts';
import { maxSecretBytes } from '../../domain/sync/preflight.ts';
import type { Step, ValueSource } from '../../domain/sync/step.ts';
import { type SecretBundle, type SecretToSet, VaultFault } from '../../ports/vaults.ts';
import { deleteObservation, putObservations } from '../../store/observations.ts';
import { getParameter } from '../../store/parameters.ts';
import { getValue } from '../../store/values.ts';
import { openValue } from '../configuration/open-value.ts';
import { readValues } from '../configuration/read-values.ts';
import { eachStep, type StepsResult } from './each-step.ts';
import type { SecondLook } from './look-again.ts';
import type { Push, Run, RunDeps } from './run.ts';
import { withBackOff } from './with-back-off.ts';

type ApplyDeps = Pick<RunDeps, 'rows' | 'cipher' | 'clock'>;

/**
 * Carries out planned steps of a push. A step that may have been carried out before looks first, so that no secret
 * gets a second version of the same value.
 */
export function applyPushes(
  deps: ApplyDeps,
  run: Run<Push>,
  steps: readonly Step[],
  { mayHaveRun, look }: { mayHaveRun: (step: Step) => boolean; look?: SecondLook },
): Promise<StepsResult> {
  return eachStep(deps, run, steps, async (step) => {
    const drift = look?.driftOf(step) ?? { perhapsDone: false };
    if (step.operation !== 'delete') {
      const { refusal } = drift;
      const perhapsDone = drift.perhapsDone || mayHaveRun(step);
      return applyWrite(deps, run, step, { perhapsDone, asPlanned: look?.asPlanned ?? false, refusal });
    }
    return drift.refusal === undefined ? applyDelete(deps, run, step) : refuse(step, drift.refusal);
  });
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

const unreadable: readonly VaultFault['code'][] = ['secret.not-found', 'secret.disabled', 'secret.deleted'];
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
  { perhapsDone, asPlanned, refusal }: Circumstances,
): Promise<Step> {
  if (refusal !== undefined && !perhapsDone) return refuse(step, refusal);
  const loaded = await loadValue(deps, run, step);
  if ('error' in loaded) return refuse(step, loaded.error);
  const { secret, digest } = loaded;
  if (asPlanned && digest !== step.digest) return refuse(step, otherValue);
  if (perhapsDone || step.lookFirst === true) {
    const found = await findHeld(deps, run, secret);
    if (found !== undefined) {
      await observe(deps, run, found, digest);
      const operation = perhapsDone && step.lookFirst !== true ? step.operation : 'read';
      const detail = 'The secret holds the value already.';
      return { ...step, digest, operation, secretId: found.properties.id, state: 'succeeded', detail };
    }
  }
  if (refusal !== undefined) return refuse(step, refusal);
  const bundle = await setSecret(deps, run, secret);
  await observe(deps, run, bundle, digest);
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

/** The value as it is now, which may be newer than the plan; for a tag the one of its time, which the plan was made for. */
async function loadValue(
  deps: ApplyDeps,
  { action, integration }: Run<Push>,
  step: Step,
): Promise<{ secret: SecretToSet; digest: string } | { error: { code: string; detail: string } }> {
  const { organizationId } = action;
  const { source, secretName = '', environmentName = '', projectName = '', parameterName = '' } = step;
  const stored = source && (await loadStored(deps, organizationId, source));
  if (source?.asOf !== undefined && stored?.digest !== step.digest) {
    const detail = 'What the value was at the time of the tag is not in the history any more.';
    return { error: { code: 'push.revision-missing', detail } };
  }
  const value = stored && (await openValue(deps, stored));
  if (!stored?.digest || !value) {
    return { error: { code: 'push.value-missing', detail: 'The value was removed after the plan was made.' } };
  }
  if (value.byteLength > maxSecretBytes) {
    const detail = `The value has ${value.byteLength} bytes; a vault takes ${maxSecretBytes}.`;
    return { error: { code: 'secret.too-large', detail } };
  }
  const own = {
    organizationId,
    pushId: action.id,
    environment: environmentName,
    project: projectName,
    parameter: parameterName,
    secret: step.parameterSecret ?? true,
    type: step.parameterType ?? 'string',
  };
  const tags = writeOwnTags(own, integration.resourceTags);
  return { secret: { ...step.keeps, name: secretName, value, tags }, digest: stored.digest };
}

async function loadStored(
  deps: Pick<ApplyDeps, 'rows'>,
  organizationId: string,
  source: ValueSource,
): Promise<StoredValue | undefined> {
  const { projectId, parameterId, environmentId, asOf } = source;
  if (asOf === undefined) return getValue(deps.rows, organizationId, projectId, source);
  const parameter = await getParameter(deps.rows, organizationId, projectId, parameterId);
  if (parameter === undefined) return undefined;
  const [value] = await readValues(deps, [parameter], { environmentIds: [environmentId], asOf: new Date(asOf) });
  return value;
}

/** The secret, if it holds this very value under our tags. */
async function findHeld(
  deps: ApplyDeps,
  { vault, signal }: Run<Push>,
  { name, value, tags }: SecretToSet,
): Promise<SecretBundle | undefined> {
  try {
    const found = await withBackOff(deps, signal, () => vault.get(name, { signal }));
    const ours = JSON.stringify(readOwnTags(found.properties.tags)) === JSON.stringify(readOwnTags(tags));
    return ours && found.value.equals(value) ? found : undefined;
  } catch (error) {
    // A disabled version can be followed by a new one.
    if (error instanceof VaultFault && unreadable.includes(error.code)) return undefined;
    throw error;
  }
}

/** Makes a new version; a name that was deleted is recovered first, and may hold the value already. */
async function setSecret(deps: ApplyDeps, run: Run<Push>, secret: SecretToSet): Promise<SecretBundle> {
  const { vault, signal } = run;
  try {
    return await setOnce(deps, run, secret);
  } catch (error) {
    if (!(error instanceof VaultFault) || error.code !== 'secret.deleted') throw error;
    await withBackOff(deps, signal, () => vault.recover(secret.name, { signal }));
    return (await findHeld(deps, run, secret)) ?? setOnce(deps, run, secret);
  }
}

/** Where no answer came the version may be made all the same: before the next attempt it is looked for. */
async function setOnce(deps: ApplyDeps, run: Run<Push>, secret: SecretToSet): Promise<SecretBundle> {
  const { vault, signal } = run;
  let unanswered = false;
  return withBackOff(deps, signal, async () => {
    if (unanswered) {
      const found = await findHeld(deps, run, secret);
      if (found !== undefined) return found;
    }
    try {
      return await vault.set(secret, { signal });
    } catch (error) {
      unanswered ||= error instanceof VaultFault && error.code !== 'vault.throttled';
      throw error;
    }
  });
}

async function observe(deps: ApplyDeps, run: Run<Push>, bundle: SecretBundle, digest: string): Promise<void> {
  const { properties, version, answeredAt: seenAt } = bundle;
  const { name: secretName, updated } = properties;
  const observation = { secretName, updated, seenAt, version, digest, pushId: run.action.id };
  await putObservations(deps.rows, run.integration.id, [observation]);
}
