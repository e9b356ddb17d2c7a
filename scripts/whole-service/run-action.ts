import { setTimeout as sleep } from 'node:timers/promises';
import type { TaskState } from '../../shared/domain/sync/task.ts';
import type { ConnectedVault } from './connect-vault.ts';
import { must } from './must.ts';
import type { WholeService } from './start-whole-service.ts';

export const pattern = '{{ environment }}-{{ project }}-{{ parameter }}';

export type Kind = 'pulls' | 'pushes';

/** A pull or push, by its address (with a slash at its end). */
export interface Action {
  path: string;
  id: string;
}

/** The parts of a task's resource that are looked at. */
export interface ShownTask {
  id: string;
  state: TaskState;
  error_code: string | null;
  counts: Record<string, number>;
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
}

type Connected = Pick<ConnectedVault, 'path'>;
type Service = Pick<WholeService, 'api'>;

/** Creates a pull, which begins at once. */
export function startPull({ api }: Service, { path }: Connected, fields: object = {}): Promise<Action> {
  return create(api, `${path}pulls/`, { name: 'import', resource: pattern, create_projects: true, ...fields });
}

/** Creates a push of these projects, which begins at once. */
export function startPush(
  { api }: Service,
  { path }: Connected,
  projectIds: string[],
  fields: object = {},
): Promise<Action> {
  return create(api, `${path}pushes/`, { name: 'push', resource: pattern, projects: projectIds, tags: [], ...fields });
}

async function create(api: Service['api'], path: string, body: object): Promise<Action> {
  const { id } = must(201, await api('POST', path, body));
  return { path: `${path}${id}/`, id };
}

/** Runs it again. */
export async function sync({ api }: Service, action: Action, fields: object = {}): Promise<void> {
  must(202, await api('POST', `${action.path}sync/`, fields));
}

export async function latestTask({ api }: Service, action: Action): Promise<ShownTask> {
  return must(200, await api('GET', action.path)).latest_task;
}

/** Polls the latest task, less and less often, until it is finished. Rejects after `limit` milliseconds. */
export async function finished(service: Service, action: Action, limit = 60_000): Promise<ShownTask> {
  for (let [wait, end] = [50, Date.now() + limit]; ; wait = Math.min(wait * 1.5, 1_000)) {
    const task = await latestTask(service, action);
    if (task.finished_at !== null) return task;
    if (Date.now() > end) throw new Error(`not finished within ${limit} ms: ${JSON.stringify(task)}`);
    await sleep(wait);
  }
}
