import { type PlannedCopy, planCopy } from '../../domain/configuration/plan-copy.ts';
import type { Environment } from '../../domain/configuration.ts';
import type { Stored } from '../../domain/stored.ts';
import { notFound, ServiceError } from '../../errors.ts';
import { RowConflict } from '../../ports/rows.ts';
import { type Copy, deleteCopyWrite, insertCopy } from '../../store/copies.ts';
import { insertEnvironments, listEnvironments } from '../../store/environments.ts';
import { listProjects } from '../../store/projects.ts';
import { readStructure, structureWrite } from '../../store/structure.ts';
import type { Deps } from '../deps.ts';
import { requireRoom } from '../limits/require-room.ts';
import { copyValues } from './copy-values.ts';
import { abandonCopy, finishCopies } from './finish-copies.ts';

type CopyDeps = Pick<Deps, 'rows' | 'cipher' | 'clock' | 'random' | 'limits' | 'usage'>;

const attempts = 10;

/**
 * A new environment with the values that another one has, in every project, and with `recursive` the same for all
 * environments below it. The values come first, in environments that nobody sees yet; then all environments are there
 * at once. A copy that is cut off leaves nothing that anybody sees, and what it wrote is removed by the next one.
 * What is changed in the source while it is copied may or may not be in the copy. Returns the copy and its children.
 * Rejects with `object.exists` when a name is taken, `request.invalid`, `object.not-found`, `limit.environments`.
 */
export async function copyEnvironment(
  deps: CopyDeps,
  input: {
    organizationId: string;
    id: string;
    name: string;
    description?: string;
    recursive: boolean;
    childNames: Readonly<Record<string, string>>;
  },
): Promise<{ environment: Stored<Environment>; children: Environment[] }> {
  const { organizationId, id } = input;
  const { rows, random, clock } = deps;
  await finishCopies(deps, { organizationId });
  const { plan, environments } = await readPlan(deps, input);
  await requireRoom(deps, organizationId, 'environments', environments, plan.length);
  const ids = new Map(plan.map(({ sourceId }) => [sourceId, random.uuid()]));
  const copy = { id: ids.get(id) ?? '', environmentIds: [...ids.values()], startedAt: clock.now() };
  await insertCopy(rows, organizationId, copy);
  try {
    for (const project of await listProjects(rows, organizationId)) {
      await copyValues(deps, { organizationId, projectId: project.id, environments: ids });
    }
    return await makeEnvironments(deps, input, { plan, ids, copy });
  } catch (error) {
    // The next copy does it if this fails too: what the caller has to know is what went wrong first.
    await abandonCopy(deps, { organizationId, copy }).catch(() => {});
    throw error;
  }
}

/** Makes all environments at once, if the source has not changed its shape since the plan. */
async function makeEnvironments(
  deps: CopyDeps,
  input: Parameters<typeof copyEnvironment>[1],
  { plan, ids, copy }: { plan: readonly PlannedCopy[]; ids: ReadonlyMap<string, string>; copy: Copy },
): ReturnType<typeof copyEnvironment> {
  const { organizationId } = input;
  const { rows, clock } = deps;
  for (let left = attempts; left > 0; left -= 1) {
    const structure = await readStructure(rows, organizationId, 'environment');
    if (JSON.stringify((await readPlan(deps, input)).plan) !== JSON.stringify(plan)) throw changed();
    const now = clock.now();
    const environments = plan.map(({ sourceId, name, description, parent }) => ({
      id: ids.get(sourceId) ?? '',
      organizationId,
      name,
      description,
      parentId: 'id' in parent ? parent.id : (ids.get(parent.sourceId) ?? null),
      createdAt: now,
      modifiedAt: now,
    }));
    try {
      const also = [deleteCopyWrite(copy), structureWrite(structure)];
      const etags = await insertEnvironments(rows, organizationId, environments, also);
      const [environment] = environments.map((each, index) => ({ ...each, etag: etags[index] ?? '' }));
      if (environment === undefined) throw new Error('a copy has at least one environment');
      return { environment, children: environments.filter(({ parentId }) => parentId === environment.id) };
    } catch (error) {
      if (!(error instanceof RowConflict)) throw error;
      const taken = environments[Math.floor(error.index / 2)];
      if (taken !== undefined && error.reason === 'exists') throw nameTaken(taken.name, error);
      // The mark is gone: this took so long that another copy has cleared it away.
      if (error.reason === 'missing') throw changed(error);
    }
  }
  throw changed();
}

/** With how many environments there are. */
async function readPlan(
  { rows }: Pick<CopyDeps, 'rows'>,
  input: Parameters<typeof copyEnvironment>[1],
): Promise<{ plan: readonly PlannedCopy[]; environments: number }> {
  const environments = await listEnvironments(rows, input.organizationId);
  const source = environments.find(({ id }) => id === input.id);
  if (source === undefined) throw notFound('environment');
  const planned = planCopy(environments, source, input);
  if ('faults' in planned) {
    const fields = planned.faults.map((fault) => ({ ...fault, field: `body.${fault.field}`, code: 'request.invalid' }));
    throw new ServiceError('request.invalid', `Not valid: ${fields.map(({ field }) => field).join(', ')}.`, { fields });
  }
  const names = new Set(environments.map(({ name }) => name));
  const taken = planned.copies.find(({ name }) => names.has(name));
  if (taken !== undefined) throw nameTaken(taken.name);
  return { plan: planned.copies, environments: environments.length };
}

function nameTaken(name: string, cause?: unknown): ServiceError {
  return new ServiceError('object.exists', `There is already an environment named ${JSON.stringify(name)}.`, { cause });
}

function changed(cause?: unknown): ServiceError {
  const sentence = 'The environments were changed while they were copied.';
  return new ServiceError('storage.unavailable', sentence, { cause, retryAfter: 1 });
}
