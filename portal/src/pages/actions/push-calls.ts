import { type Api, ask } from '../../api/client.ts';
import type { ActionCalls, ActionPath, TaskPath } from './action-calls.ts';

const collection = '/api/v1/integrations/azure/key_vault/{akvintegration_pk}/pushes/';
const one = `${collection}{id}/` as const;
const tasks = `${collection}{akvpush_pk}/tasks/` as const;
const task = `${tasks}{id}/` as const;
const steps = `${tasks}{akvpushtask_pk}/steps/` as const;

const onePath = ({ integrationId, actionId }: ActionPath) => ({ akvintegration_pk: integrationId, id: actionId });
const tasksPath = ({ integrationId, actionId }: ActionPath) => ({
  akvintegration_pk: integrationId,
  akvpush_pk: actionId,
});
const taskPath = (path: TaskPath) => ({ ...tasksPath(path), id: path.taskId });

/** The API of pushes. */
export function pushCalls(api: Api): ActionCalls {
  return {
    list({ integrationId }, page, signal) {
      const query = { ...page, ordering: 'name' };
      return ask(api.GET(collection, { params: { path: { akvintegration_pk: integrationId }, query }, signal }));
    },
    get: (path, signal) => ask(api.GET(one, { params: { path: onePath(path) }, signal })),
    remove: (path) => ask(api.DELETE(one, { params: { path: onePath(path) } })),
    async run(path, { dryRun, confirmDeletes }) {
      const body = { dry_run: dryRun, confirm_deletes: confirmDeletes };
      return (await ask(api.POST(`${one}sync/`, { params: { path: onePath(path) }, body }))).task;
    },
    tasks: (path, query, signal) => ask(api.GET(tasks, { params: { path: tasksPath(path), query }, signal })),
    task: (path, signal) => ask(api.GET(task, { params: { path: taskPath(path) }, signal })),
    steps(path, query, signal) {
      const stepsPath = { ...tasksPath(path), akvpushtask_pk: path.taskId };
      return ask(api.GET(steps, { params: { path: stepsPath, query }, signal }));
    },
    compare({ stepId: id, ...path }, signal) {
      const stepPath = { ...tasksPath(path), akvpushtask_pk: path.taskId, id };
      return ask(api.POST(`${steps}{id}/compare/`, { params: { path: stepPath }, signal }));
    },
    apply: (path, body) => ask(api.POST(`${task}apply/`, { params: { path: taskPath(path) }, body })),
    cancel: (path) => ask(api.POST(`${task}cancel/`, { params: { path: taskPath(path) } })),
    retry: (path) => ask(api.POST(`${task}retry/`, { params: { path: taskPath(path) } })),
  };
}
