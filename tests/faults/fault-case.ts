import { setTimeout as sleep } from 'node:timers/promises';
import type { ConnectedVault } from '../../scripts/whole-service/connect-vault.ts';
import type { Action } from '../../scripts/whole-service/run-action.ts';
import type { WholeService } from '../../scripts/whole-service/start-whole-service.ts';
import { isFinished } from '../../shared/domain/sync/task.ts';
import { listTasks } from '../../shared/store/tasks.ts';
import { syncPull, syncPush } from '../../shared/use-cases/sync/actions/sync-action.ts';

type Looking = Pick<WholeService, 'deps' | 'organizationId'>;

/** One run that is to be disturbed. */
export interface FaultCase {
  name: string;
  kind: 'import' | 'push';
  connected: ConnectedVault;
  action: Action;
  /** Requests to the vault of an undisturbed run, challenges aside. */
  requests: number;
  /** Store and vault are as after an undisturbed run: nothing missing, nothing left over, nothing written twice. */
  check(): Promise<void>;
}

/** Puts the run on the queue, whether or not there is a worker that could take a request. */
export async function begin({ deps, organizationId }: Looking, { kind, connected, action }: FaultCase): Promise<void> {
  const path = { organizationId, integrationId: connected.integrationId, actionId: action.id };
  await (kind === 'import' ? syncPull(deps, path, false) : syncPush(deps, path));
}

/** The newest task of the case's action, by the storage itself. */
export async function storedTask({ deps, organizationId }: Looking, { name, action }: FaultCase) {
  const task = (await listTasks(deps.rows, organizationId, action.id)).at(-1);
  if (task === undefined) throw new Error(`${name} has no task`);
  return task;
}

/** Waits for the end of the case's newest task. Rejects after `limit` milliseconds. */
export async function ended(service: Looking, faultCase: FaultCase, limit: number) {
  for (let [wait, end] = [50, Date.now() + limit]; ; wait = Math.min(wait * 1.5, 1_000)) {
    const task = await storedTask(service, faultCase);
    if (isFinished(task)) return task;
    if (Date.now() > end)
      throw new Error(`${faultCase.name} is not through after ${limit} ms: ${JSON.stringify(task)}`);
    await sleep(wait);
  }
}
