import { type BuiltInType, fitsType } from '../../../domain/configuration/parameter-type.ts';
import type { Observation } from '../../../domain/sync/observation.ts';
import { readOwnTags } from '../../../domain/sync/ownership-tags.ts';
import type { Step } from '../../../domain/sync/step.ts';
import type { SecretBundle } from '../../../ports/vaults.ts';
import { putObservations } from '../../../store/observations.ts';
import { type SetValueResult, setValues } from '../../configuration/set-values.ts';
import type { Run, RunDeps } from '../tasks/run.ts';
import { withBackOff } from '../vault/with-back-off.ts';
import { createTargets } from './create-targets.ts';
import { eachStep, type StepsResult } from './each-step.ts';
import type { ImportTargets } from './import-targets.ts';

type ApplyDeps = Pick<RunDeps, 'rows' | 'cipher' | 'clock' | 'random'>;

interface Read {
  step: Step;
  bundle: SecretBundle;
}

/**
 * Carries out up to 100 planned steps of an import: creates what is to be created, reads the secrets, writes their
 * values in as few transactions as the store allows, and remembers what was seen. Doing it again does no harm.
 * `asPlanned`: refuses secrets that changed since the plan was made.
 */
export async function applyImports(
  deps: ApplyDeps,
  run: Run,
  targets: ImportTargets,
  steps: readonly Step[],
  { mayHaveRun, asPlanned }: { mayHaveRun: (step: Step) => boolean; asPlanned: boolean },
): Promise<StepsResult> {
  const created = await createTargets(
    deps,
    run,
    targets,
    steps.filter(({ subject }) => subject !== 'value'),
  );
  const located = steps.filter(({ subject }) => subject === 'value').map((step) => locate(step, targets));
  const reads: Read[] = [];
  const left: SecretBundle[] = [];
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
  const written = await writeValues(deps, run, { reads, left }, mayHaveRun);
  const outcomes = result.steps.map((step) => written.get(step.sequence) ?? step);
  return { ...result, steps: [...created, ...outcomes] };
}

/** The outcomes by the step's position. `left`: what was read and is empty. */
async function writeValues(
  deps: ApplyDeps,
  run: Run,
  { reads, left }: { reads: readonly Read[]; left: SecretBundle[] },
  mayHaveRun: (step: Step) => boolean,
): Promise<Map<number, Step>> {
  const { organizationId, id: integrationId } = run.integration;
  const outcomes = new Map<number, Step>();
  const seen: Observation[] = [];
  const byProject = Map.groupBy(reads, ({ step }) => step.projectId ?? '');
  for (const [projectId, group] of byProject) {
    run.signal.throwIfAborted();
    const isType = typesThatFit(group);
    const items = group.map(({ step, bundle }) => ({
      parameter: { name: step.parameterName ?? '', secret: step.parameterSecret ?? true, type: isType(step) },
      environmentId: step.environmentId ?? '',
      value: bundle.value,
      // An empty value goes where nothing is, and overwrites nothing.
      expected: bundle.value.byteLength === 0 ? null : (step.valueEtag ?? null),
    }));
    const results = await setValues(deps, { organizationId, projectId, items });
    for (const [index, result] of results.entries()) {
      const read = group[index];
      if (read === undefined) continue;
      outcomes.set(read.step.sequence, outcomeOf(read, result, mayHaveRun(read.step)));
      if (result.outcome === 'conflict' && read.bundle.value.byteLength === 0) left.push(read.bundle);
      if (result.outcome === 'conflict' || result.digest === null) continue;
      seen.push(observe(read.bundle, result.digest));
    }
  }
  for (const bundle of left) {
    seen.push({ ...observe(bundle, await deps.cipher.digest(bundle.value, organizationId)), empty: true });
  }
  await putObservations(deps.rows, integrationId, seen);
  return outcomes;
}

/** The type that a parameter is made with: the one that its tags tell, if all its values fit. */
function typesThatFit(reads: readonly Read[]): (step: Step) => BuiltInType {
  const misfits = new Set<string | undefined>();
  for (const { step, bundle } of reads) {
    if (!fitsType(step.parameterType ?? 'string', bundle.value)) misfits.add(step.parameterName);
  }
  return ({ parameterName, parameterType = 'string' }) => (misfits.has(parameterName) ? 'string' : parameterType);
}

function observe({ properties, version, answeredAt }: SecretBundle, digest: string): Observation {
  return { secretName: properties.name, updated: properties.updated, seenAt: answeredAt, version, digest };
}

function isOurs({ properties }: SecretBundle): boolean {
  return readOwnTags(properties.tags) !== undefined;
}

function leaveEmpty(step: Step): Step {
  const detail = 'The secret is empty; nothing was overwritten with it.';
  return { ...step, operation: null, state: 'succeeded', detail };
}

/** `again`: the step may have been carried out already, so that what it finds may be its own work. */
function outcomeOf({ step: planned, bundle }: Read, result: SetValueResult, again: boolean): Step {
  const step = { ...planned, parameterId: result.parameterId ?? planned.parameterId };
  if (result.outcome === 'refused') return fail(step, result.problem.code, result.problem.detail);
  if (result.outcome === 'conflict') {
    if (bundle.value.byteLength === 0) return leaveEmpty(step);
    return fail(step, 'step.changed', 'The value was changed after the plan was made; it is left as it is.');
  }
  if (result.outcome === 'unchanged' && !again) {
    return { ...step, operation: 'read', state: 'succeeded', detail: 'The value is the same already.' };
  }
  const operation =
    result.outcome === 'unchanged' ? step.operation : result.outcome === 'created' ? 'create' : 'update';
  return { ...step, operation, state: 'succeeded', detail: imported[operation ?? 'read'] };
}

const imported = {
  create: 'The value was imported.',
  update: 'The value was replaced.',
  read: 'The value is the same already.',
  delete: '',
};

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

function fail(step: Step, code: string, detail: string): Step {
  return { ...step, state: 'failed', error: { code, detail } };
}
