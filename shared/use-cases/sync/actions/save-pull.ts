import type { Pull } from '../../../domain/sync/action.ts';
import { checkImportPattern } from '../../../domain/sync/check-import-pattern.ts';
import { parsePullPattern } from '../../../domain/sync/parse-pattern.ts';
import { ServiceError } from '../../../errors.ts';
import { RowConflict } from '../../../ports/rows.ts';
import { listProjects } from '../../../store/projects.ts';
import { insertMappedPull, insertPull, replacePull, type StoredPull } from '../../../store/pulls.ts';
import type { StoredTask } from '../../../store/tasks.ts';
import type { RequireUnchanged } from '../../configuration/require-unchanged.ts';
import { untilUncontended } from '../../configuration/until-uncontended.ts';
import type { Deps } from '../../deps.ts';
import { type RequestRunDeps, requestRun } from '../tasks/request-run.ts';
import { type ActionPath, findIntegration, findPull } from './find-action.ts';
import { requireRoomForAction } from './require-room-for-action.ts';

/** What a person says of a pull. */
export interface PullFields {
  name: string;
  description: string;
  resource: string | null;
  createEnvironments: boolean;
  createProjects: boolean;
  dryRun: boolean;
}

type SaveDeps = RequestRunDeps & Pick<Deps, 'rows'>;
type CreateDeps = SaveDeps & Pick<Deps, 'limits' | 'usage'>;

/**
 * Makes a pull and runs it. Rejects with `object.not-found` (integration), `pattern.invalid`,
 * `pattern.missing-variable`, `limit.actions`, `object.exists`.
 */
export async function createPull(
  deps: CreateDeps,
  path: Omit<ActionPath, 'actionId'>,
  fields: PullFields,
): Promise<{ pull: StoredPull; task: StoredTask }> {
  await findIntegration(deps, path);
  await checkResource(deps, path.organizationId, fields.resource);
  const room = await requireRoomForAction(deps, path.organizationId);
  const now = deps.clock.now();
  const base = { kind: 'pull', mode: 'pattern', createdAt: now, modifiedAt: now } as const;
  const pull: Pull = { ...base, ...path, id: deps.random.uuid(), ...fields };
  const etag = await insertPull(deps.rows, pull);
  room.add(1);
  return { pull: { ...pull, etag }, task: await requestRun(deps, pull, { reason: 'pull created' }) };
}

/**
 * Changes a pull; only its name and description, if it is the mapped one. Rejects as `createPull` does, and with
 * `object.changed`.
 */
export async function updatePull(
  deps: SaveDeps,
  path: ActionPath,
  fields: Partial<PullFields>,
  requireUnchanged?: RequireUnchanged<StoredPull>,
): Promise<StoredPull> {
  return untilUncontended(async () => {
    const was = await findPull(deps, path);
    requireUnchanged?.(was);
    const { mode } = was;
    if (mode === 'mapped' && fields.resource !== undefined && fields.resource !== null) {
      throw new ServiceError('action.mapped', 'The mapped pull has no pattern.');
    }
    if (mode === 'pattern' && fields.resource !== undefined)
      await checkResource(deps, path.organizationId, fields.resource);
    const pull: StoredPull = { ...was, ...fields, modifiedAt: deps.clock.now() };
    return { ...pull, etag: await replacePull(deps.rows, pull, was) };
  });
}

/** Makes the integration's mapped pull, unless there is one. It is not run: it has nothing to do yet. */
export async function ensureMappedPull(
  deps: Pick<Deps, 'rows' | 'clock' | 'random'>,
  path: Omit<ActionPath, 'actionId'>,
): Promise<void> {
  const now = deps.clock.now();
  const pull: Pull = {
    kind: 'pull',
    ...path,
    id: deps.random.uuid(),
    name: 'Mapped values',
    description: 'Refreshes the values that are read from the vault. Made by the service.',
    mode: 'mapped',
    resource: null,
    createEnvironments: false,
    createProjects: false,
    dryRun: false,
    createdAt: now,
    modifiedAt: now,
  };
  try {
    // The name is taken by the mapped pull itself, or by somebody's own pull.
    if (!(await insertUnlessNamed(deps, pull)))
      await insertMappedPull(deps.rows, { ...pull, name: `${pull.name} ${pull.id}` });
  } catch (error) {
    if (!(error instanceof RowConflict) || error.reason !== 'exists') throw error;
  }
}

/** Returns whether the name was free. */
async function insertUnlessNamed({ rows }: Pick<Deps, 'rows'>, pull: Pull): Promise<boolean> {
  try {
    await insertMappedPull(rows, pull);
    return true;
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'object.exists') return false;
    throw error;
  }
}

async function checkResource(
  { rows }: Pick<Deps, 'rows'>,
  organizationId: string,
  resource: string | null,
): Promise<void> {
  if (resource === null) throw new ServiceError('pattern.invalid', 'A pull needs a pattern in `resource`.');
  checkImportPattern(parsePullPattern(resource), (await listProjects(rows, organizationId)).length);
}
