import { type BuiltInType, fitsType } from '../../../domain/configuration/parameter-type.ts';
import type { Observation } from '../../../domain/sync/observation.ts';
import type { Step } from '../../../domain/sync/step.ts';
import type { SecretBundle } from '../../../ports/vaults.ts';
import { putObservations } from '../../../store/observations.ts';
import { type SetValueResult, setValues } from '../../configuration/set-values.ts';
import type { Run, RunDeps } from '../tasks/run.ts';
import { fail, leaveEmpty } from './import-outcomes.ts';
import type { ReadSecret, ReadSecrets } from './read-secrets.ts';

/**
 * Writes what was read in as few transactions as the store allows, and remembers what was seen. Resolves with the
 * outcomes by the steps' positions.
 */
export async function importValues(
  deps: Pick<RunDeps, 'rows' | 'cipher' | 'clock' | 'random' | 'limits' | 'usage'>,
  run: Run,
  { reads, left }: ReadSecrets,
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
function typesThatFit(reads: readonly ReadSecret[]): (step: Step) => BuiltInType {
  const misfits = new Set<string | undefined>();
  for (const { step, bundle } of reads) {
    if (!fitsType(step.parameterType ?? 'string', bundle.value)) misfits.add(step.parameterName);
  }
  return ({ parameterName, parameterType = 'string' }) => (misfits.has(parameterName) ? 'string' : parameterType);
}

function observe({ properties, version, answeredAt }: SecretBundle, digest: string): Observation {
  return { secretName: properties.name, updated: properties.updated, seenAt: answeredAt, version, digest };
}

/** `again`: the step may have been carried out already, so that what it finds may be its own work. */
function outcomeOf({ step: planned, bundle }: ReadSecret, result: SetValueResult, again: boolean): Step {
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
