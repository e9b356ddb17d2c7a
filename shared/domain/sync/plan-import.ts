import type { Observation } from './observation.ts';
import { isAsObserved, isUnchangedSince } from './observation.ts';
import { foldSecretName } from './secret-name.ts';
import type { ImportCandidate, ImportSelection, ImportTarget, ParameterNature } from './select-imports.ts';
import type { StepContent } from './step.ts';

/** What a project holds already, by parameter name. */
export type ImportedProject = ReadonlyMap<string, ImportedParameter>;

export interface ImportedParameter {
  id: string;
  secret: boolean;
  /** Own values by environment id. */
  values: ReadonlyMap<string, { etag: string; digest: string | null }>;
}

export interface ImportPlanInput {
  selection: ImportSelection;
  /** By project id; of every project that a candidate names. */
  projects: ReadonlyMap<string, ImportedProject>;
  /** By folded secret name. */
  observations: ReadonlyMap<string, Observation>;
  createEnvironments: boolean;
  createProjects: boolean;
}

export interface ImportPlan {
  steps: StepContent[];
  /** Secrets whose value is certainly in the store already. */
  unchanged: number;
}

/**
 * What an import has to do: first the environments and projects to create, then one step per secret whose value has
 * to be read. Whatever is refused is a step without operation that says why; nothing is ever deleted.
 */
export function planImport(input: ImportPlanInput): ImportPlan {
  const natures = combineNatures(input.selection.candidates);
  const creations = new Map<ImportTarget, StepContent>();
  const steps: StepContent[] = [];
  const takenBy = new Map<string, string>();
  let unchanged = 0;

  for (const candidate of input.selection.candidates) {
    const refusal = refuseCreation(candidate, input);
    if (refusal !== undefined) {
      steps.push({ ...describe(candidate), operation: null, state: 'succeeded', detail: refusal });
      continue;
    }
    const target = JSON.stringify([candidate.environment.name, candidate.project.name, candidate.parameterName]);
    const rival = takenBy.get(target);
    if (rival !== undefined) {
      const detail = `The secret “${rival}” is imported to the same value of the same parameter already.`;
      steps.push(refused(candidate, 'import.duplicate-target', detail));
      continue;
    }
    takenBy.set(target, candidate.secret.name);
    const step = planValue(candidate, input, natures.get(parameterKey(candidate)) ?? candidate.nature);
    if (step === undefined) {
      unchanged += 1;
      continue;
    }
    if (step.operation !== null) {
      for (const [subject, item] of [
        ['environment', candidate.environment],
        ['project', candidate.project],
      ] as const) {
        if (item.id === undefined && !creations.has(item)) creations.set(item, creation(subject, item));
      }
    }
    steps.push(step);
  }
  // What is stored side by side is read and written together.
  steps.sort(byPlace);
  for (const { secret, reason, code } of input.selection.skipped) {
    const about = { subject: 'value', ...secretOf(secret), operation: null } as const;
    if (code === undefined) steps.push({ ...about, state: 'succeeded', detail: reason });
    else steps.push({ ...about, state: 'failed', error: { code, detail: reason } });
  }
  return { steps: [...creations.values(), ...steps], unchanged };
}

function byPlace(one: StepContent, other: StepContent): number {
  const placeOf = ({ projectName, parameterName, environmentName }: StepContent) => [
    projectName ?? '',
    parameterName ?? '',
    environmentName ?? '',
  ];
  const others = placeOf(other);
  for (const [index, name] of placeOf(one).entries()) {
    const against = others[index] ?? '';
    if (name !== against) return name < against ? -1 : 1;
  }
  return 0;
}

/** Parameters to create: one that is a secret in one environment is one in all, and has a type where all agree on it. */
function combineNatures(candidates: readonly ImportCandidate[]): Map<string, ParameterNature> {
  const natures = new Map<string, ParameterNature>();
  for (const candidate of candidates) {
    const key = parameterKey(candidate);
    const { secret, type } = candidate.nature;
    const other = natures.get(key) ?? candidate.nature;
    natures.set(key, { secret: secret || other.secret, type: type === other.type ? type : 'string' });
  }
  return natures;
}

function parameterKey({ project, parameterName }: ImportCandidate): string {
  return JSON.stringify([project.name, parameterName]);
}

/** Nothing when there is nothing to do. `nature`: what the parameter is made as, if it has to be made. */
function planValue(
  candidate: ImportCandidate,
  input: ImportPlanInput,
  nature: ParameterNature,
): StepContent | undefined {
  const { secret, environment, project, parameterName } = candidate;
  const about = { ...describe(candidate), parameterSecret: nature.secret, parameterType: nature.type };
  const parameter = project.id === undefined ? undefined : input.projects.get(project.id)?.get(parameterName);
  const observation = input.observations.get(foldSecretName(secret.name));
  const stillEmpty = observation?.empty === true && isUnchangedSince(observation, secret);
  if (parameter === undefined) {
    return stillEmpty && !candidate.ours ? undefined : { ...about, operation: 'create', state: 'planned' };
  }
  const known = { ...about, parameterId: parameter.id, parameterSecret: candidate.nature.secret };
  if (!parameter.secret && candidate.nature.secret) {
    const detail = `The parameter “${parameterName}” is not a secret and does not become the carrier of one.`;
    return { ...known, operation: null, state: 'failed', error: { code: 'parameter.not-secret', detail } };
  }
  const value = environment.id === undefined ? undefined : parameter.values.get(environment.id);
  // An empty secret brings nothing, but for our own where nothing is.
  if (stillEmpty && (value !== undefined || !candidate.ours)) return undefined;
  if (value === undefined) return { ...known, operation: 'create', state: 'planned' };
  const same = isAsObserved(observation, secret) && observation.digest === value.digest;
  if (same && isUnchangedSince(observation, secret)) return undefined;
  // A value that looks the same is only read: whether it is, the look tells.
  return { ...known, operation: same ? 'read' : 'update', state: 'planned', valueEtag: value.etag };
}

/** Why nothing may be created for this secret, where something would have to be. */
function refuseCreation({ environment, project }: ImportCandidate, input: ImportPlanInput): string | undefined {
  const missing = [
    ...(environment.id === undefined && !input.createEnvironments ? [`environment “${environment.name}”`] : []),
    ...(project.id === undefined && !input.createProjects ? [`project “${project.name}”`] : []),
  ];
  return missing.length === 0
    ? undefined
    : `The ${missing.join(' and the ')} would have to be created, which the pull does not allow.`;
}

function refused(candidate: ImportCandidate, code: string, detail: string): StepContent {
  return { ...describe(candidate), operation: null, state: 'failed', error: { code, detail } };
}

function creation(subject: 'environment' | 'project', { name }: ImportTarget): StepContent {
  const named = subject === 'environment' ? { environmentName: name } : { projectName: name };
  return { subject, operation: 'create', state: 'planned', ...named };
}

function describe({ secret, environment, project, parameterName }: ImportCandidate) {
  return {
    subject: 'value',
    ...secretOf(secret),
    environmentId: environment.id,
    environmentName: environment.name,
    projectId: project.id,
    projectName: project.name,
    parameterProjectId: project.id,
    parameterName,
  } as const;
}

function secretOf(secret: ImportCandidate['secret']) {
  return { secretName: secret.name, secretId: secret.id, secretUpdated: secret.updated };
}
