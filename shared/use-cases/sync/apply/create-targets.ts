import type { Step } from '../../../domain/sync/step.ts';
import { ServiceError } from '../../../errors.ts';
import { insertEnvironment, listEnvironments } from '../../../store/environments.ts';
import { insertProject, listProjects } from '../../../store/projects.ts';
import { requireRoom } from '../../limits/require-room.ts';
import type { Run, RunDeps } from '../tasks/run.ts';
import type { ImportTargets } from './import-targets.ts';

type CreateDeps = Pick<RunDeps, 'rows' | 'clock' | 'random' | 'limits'>;

/**
 * Creates environments (under the root) and projects. One that somebody else made meanwhile serves as well; the step of one
 * that the organization may not have fails.
 */
export async function createTargets(
  deps: CreateDeps,
  { integration: { organizationId } }: Pick<Run, 'integration'>,
  targets: ImportTargets,
  steps: readonly Step[],
): Promise<Step[]> {
  if (steps.length === 0) return [];
  const refused = new Map<Step, ServiceError>();
  for (const step of steps) {
    try {
      await create(deps, organizationId, targets, step);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      if (error.code === 'limit.environments' || error.code === 'limit.projects') refused.set(step, error);
      else if (error.code !== 'object.exists') throw error;
    }
  }
  await targets.refresh();
  return steps.map((step) => {
    const refusal = refused.get(step);
    if (refusal !== undefined) {
      return { ...step, state: 'failed', error: { code: refusal.code, detail: refusal.detail } };
    }
    const { subject, environmentName = '', projectName = '' } = step;
    const found =
      subject === 'environment'
        ? { environmentId: targets.environmentId(environmentName) }
        : { projectId: targets.projectId(projectName) };
    return { ...step, ...found, state: 'succeeded', detail: `The ${subject} was created.` };
  });
}

async function create(deps: CreateDeps, organizationId: string, targets: ImportTargets, step: Step): Promise<void> {
  const now = deps.clock.now();
  const base = { id: deps.random.uuid(), organizationId, createdAt: now, modifiedAt: now };
  const description = 'Created by an import.';
  if (step.subject === 'environment') {
    const environments = await listEnvironments(deps.rows, organizationId);
    await requireRoom(deps, organizationId, 'environments', environments.length);
    const parentId = targets.rootId() ?? null;
    await insertEnvironment(deps.rows, { ...base, name: step.environmentName ?? '', description, parentId });
  } else {
    await requireRoom(deps, organizationId, 'projects', (await listProjects(deps.rows, organizationId)).length);
    const name = step.projectName ?? '';
    await insertProject(deps.rows, { ...base, name, description, dependsOnId: null, parameterNamePattern: '' });
  }
}
