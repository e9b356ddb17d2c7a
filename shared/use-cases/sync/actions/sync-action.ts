import { ServiceError } from '../../../errors.ts';
import type { StoredTask } from '../../../store/tasks.ts';
import type { Deps } from '../../deps.ts';
import { type RequestRunDeps, type RunRequest, requestRun } from '../tasks/request-run.ts';
import { type ActionPath, findIntegration, findPull, findPush } from './find-action.ts';

type SyncDeps = RequestRunDeps & Pick<Deps, 'rows'>;

const reason = 'sync requested';

/** Runs a pull. `dryRun` applies to this run; absent: as the pull says. Rejects with `object.not-found`. */
export async function syncPull(deps: SyncDeps, path: ActionPath, dryRun?: boolean): Promise<StoredTask> {
  return requestRun(deps, await findPull(deps, path), { reason, ...(dryRun === undefined ? {} : { dryRun }) });
}

/** Runs a push likewise; with `confirmDeletes` it deletes however many secrets left its scope. Rejects with `object.not-found`, or `integration.not-writable`. */
export async function syncPush(
  deps: SyncDeps,
  path: ActionPath,
  { dryRun, confirmDeletes }: Partial<Pick<RunRequest, 'dryRun' | 'confirmDeletes'>> = {},
): Promise<StoredTask> {
  const push = await findPush(deps, path);
  const integration = await findIntegration(deps, path);
  if (!integration.writable) throw new ServiceError('integration.not-writable');
  return requestRun(deps, push, { reason, dryRun, confirmDeletes });
}
