import { type Api, ask } from '../../api/client.ts';
import type { Kind } from './action.ts';
import type { ActionCalls, ActionPath, TaskPath } from './action-calls.ts';

const vault = '/api/v1/integrations/azure/key_vault/{akvintegration_pk}/';

/** The addresses of a kind, whose parts have names of their own. */
function addressesOf<C extends string, A extends string, T extends string>(collection: C, action: A, ofTask: T) {
  const all = `${vault}${collection}/` as const;
  const tasks = `${all}{${action}}/tasks/` as const;
  return {
    all,
    one: `${all}{id}/`,
    sync: `${all}{id}/sync/`,
    tasks,
    task: `${tasks}{id}/`,
    apply: `${tasks}{id}/apply/`,
    cancel: `${tasks}{id}/cancel/`,
    retry: `${tasks}{id}/retry/`,
    steps: `${tasks}{${ofTask}}/steps/`,
    compare: `${tasks}{${ofTask}}/steps/{id}/compare/`,
  } as const;
}

const addresses = {
  pull: addressesOf('pulls', 'akvpull_pk', 'akvpulltask_pk'),
  push: addressesOf('pushes', 'akvpush_pk', 'akvpushtask_pk'),
};

/** The import that the service itself makes for values that are read from the vault directly has nothing to show. */
const listed = { pull: { mode: 'pattern' }, push: {} } as const;

/** What the parts are, by all of their names: an address takes those that it has. */
const onePath = ({ integrationId, actionId }: ActionPath) => ({ akvintegration_pk: integrationId, id: actionId });
const tasksPath = ({ integrationId, actionId }: ActionPath) => ({
  akvintegration_pk: integrationId,
  akvpull_pk: actionId,
  akvpush_pk: actionId,
});
const taskPath = (path: TaskPath) => ({ ...tasksPath(path), id: path.taskId });

const stepsPath = (path: TaskPath) => ({
  ...tasksPath(path),
  akvpulltask_pk: path.taskId,
  akvpushtask_pk: path.taskId,
});

/** The API of imports or of pushes. */
export function callsOf(kind: Kind, api: Api): ActionCalls {
  const { all, one, sync, tasks, task, apply, cancel, retry, steps, compare } = addresses[kind];
  return {
    list({ integrationId }, page, signal) {
      const query = { ...page, ordering: 'name', ...listed[kind] };
      return ask(api.GET(all, { params: { path: { akvintegration_pk: integrationId }, query }, signal }));
    },
    get: (path, signal) => ask(api.GET(one, { params: { path: onePath(path) }, signal })),
    remove: (path) => ask(api.DELETE(one, { params: { path: onePath(path) } })),
    async run(path, { dryRun, confirmDeletes }) {
      const body = { dry_run: dryRun, confirm_deletes: confirmDeletes };
      return (await ask(api.POST(sync, { params: { path: onePath(path) }, body }))).task;
    },
    tasks: (path, query, signal) => ask(api.GET(tasks, { params: { path: tasksPath(path), query }, signal })),
    task: (path, signal) => ask(api.GET(task, { params: { path: taskPath(path) }, signal })),
    steps: (path, query, signal) => ask(api.GET(steps, { params: { path: stepsPath(path), query }, signal })),
    compare: ({ stepId: id, ...path }, signal) =>
      ask(api.POST(compare, { params: { path: { ...stepsPath(path), id } }, signal })),
    apply: (path, body) => ask(api.POST(apply, { params: { path: taskPath(path) }, body })),
    cancel: (path) => ask(api.POST(cancel, { params: { path: taskPath(path) } })),
    retry: (path) => ask(api.POST(retry, { params: { path: taskPath(path) } })),
  };
}
