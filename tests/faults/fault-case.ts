import type { ConnectedVault } from '../../scripts/whole-service/connect-vault.ts';
import type { Action, ShownTask } from '../../scripts/whole-service/run-action.ts';
import { finished } from '../../scripts/whole-service/run-action.ts';
import type { WholeService } from '../../scripts/whole-service/start-whole-service.ts';
import type { Task } from '../../shared/domain/sync/task.ts';
import { listTasks } from '../../shared/store/tasks.ts';

/** One run that is to be disturbed. */
export interface FaultCase {
  name: string;
  kind: 'import' | 'push';
  connected: ConnectedVault;
  /** Requests to the vault of an undisturbed run, challenges aside. */
  requests: number;
  /** Starts the run. */
  begin(): Promise<Action>;
  /** The action, once it is there. */
  action(): Action | undefined;
  /** Store and vault are as after an undisturbed run: nothing missing, nothing left over, nothing written twice. */
  check(): Promise<void>;
}

/** The newest task of the case's action, by the storage itself: also while there is no worker. */
export async function storedTask(
  { deps, organizationId }: Pick<WholeService, 'deps' | 'organizationId'>,
  faultCase: FaultCase,
): Promise<Task | undefined> {
  const action = faultCase.action();
  return action && (await listTasks(deps.rows, organizationId, action.id)).at(-1);
}

/** Waits for the end of a run that was begun, by polling. */
export function ended(service: WholeService, faultCase: FaultCase, limit: number): Promise<ShownTask> {
  const action = faultCase.action();
  if (action === undefined) throw new Error(`${faultCase.name} was not begun`);
  return finished(service, action, limit);
}
