import { z } from 'zod';
import type { Principal } from '../../shared/domain/principal.ts';
import type { ActionKind } from '../../shared/domain/sync/action.ts';
import { pageBody, pageOf, pageRequest } from '../../shared/http/paging.ts';
import {
  asksForAll,
  compareSteps,
  fitsStepQuery,
  presentStep,
  type ShownStep,
  stepQuery,
  stepSchemas,
} from '../../shared/http/resources/steps.ts';
import { applySchema, presentTask, selectTasks, taskQuery, taskSchemas } from '../../shared/http/resources/tasks.ts';
import { type Route, route } from '../../shared/http/route.ts';
import { listTasks, type StoredTask } from '../../shared/store/tasks.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { findIntegration, findPull, findPush } from '../../shared/use-cases/sync/actions/find-action.ts';
import { applyPlan } from '../../shared/use-cases/sync/tasks/apply-plan.ts';
import { cancelTask } from '../../shared/use-cases/sync/tasks/cancel-task.ts';
import { findStep, findTask, type TaskPath } from '../../shared/use-cases/sync/tasks/find-task.ts';
import { readAllSteps, readStepPage } from '../../shared/use-cases/sync/tasks/list-steps.ts';
import { retryTask } from '../../shared/use-cases/sync/tasks/retry-task.ts';

/** The parts of the addresses, by the contract's names. */
const names = {
  pull: { collection: 'pulls', action: 'akvpull_pk', task: 'akvpulltask_pk' },
  push: { collection: 'pushes', action: 'akvpush_pk', task: 'akvpushtask_pk' },
} as const;

/** The routes of the tasks of pulls or of pushes, and of the tasks' steps. Nobody changes either by hand. */
export function taskRoutes(kind: ActionKind): Route[] {
  const { collection, action, task } = names[kind];
  const tasks = `/api/v1/integrations/azure/key_vault/{akvintegration_pk}/${collection}/{${action}}/tasks/`;
  const steps = `${tasks}{${task}}/steps/`;
  const prefix = `integrations_azure_key_vault_${collection}_tasks`;
  const actionParams = { akvintegration_pk: z.guid(), [action]: z.guid() };
  const stepParams = { ...actionParams, [task]: z.guid() };
  const idParam = { id: z.guid() };
  const taskShapes = taskSchemas(kind);
  const stepShapes = stepSchemas(kind);

  type Params = Record<string, string>;
  const actionPath = (organizationId: string, params: Params) => ({
    organizationId,
    integrationId: params.akvintegration_pk ?? '',
    actionId: params[action] ?? '',
  });
  const taskIdOf = (params: Params) => params[task] ?? '';
  const actionIdOf = (params: Params) => params[action];
  const findAction = (deps: Deps, path: ReturnType<typeof actionPath>) =>
    kind === 'pull' ? findPull(deps, path) : findPush(deps, path);

  return [
    route({
      name: `${prefix}_list`,
      method: 'GET',
      path: tasks,
      summary: `The runs of a ${kind}, the newest first`,
      auth: 'NO_SECRETS',
      request: { params: z.object(actionParams), query: taskQuery },
      responses: { 200: taskShapes.page },
      async handle({ deps, principal: { organizationId }, params, query, links, url }) {
        const found = await findAction(deps, actionPath(organizationId, params));
        const all = await listTasks(deps.rows, organizationId, found.id);
        const page = pageOf(selectTasks(all, query), pageRequest(query), url);
        return { status: 200, body: { ...page, results: page.results.map((each) => presentTask(each, links)) } };
      },
    }),
    route({
      name: `${prefix}_retrieve`,
      method: 'GET',
      path: `${tasks}{id}/`,
      summary: `One run of a ${kind}`,
      auth: 'NO_SECRETS',
      request: { params: z.object({ ...actionParams, ...idParam }) },
      responses: { 200: taskShapes.one },
      async handle({ deps, principal: { organizationId }, params, links }) {
        const path = actionPath(organizationId, params);
        const found = await findTask(deps, { kind, ...path, taskId: params.id });
        return { status: 200, body: presentTask(found, links) };
      },
    }),
    ...changes(),
    route({
      name: `${prefix}_steps_list`,
      method: 'GET',
      path: steps,
      summary: 'What a run did, or would do, step by step',
      auth: 'NO_SECRETS',
      request: { params: z.object(stepParams), query: stepQuery },
      responses: { 200: stepShapes.page },
      async handle({ deps, principal: { organizationId }, params, query, links, url }) {
        const path = actionPath(organizationId, params);
        const vault = await findIntegration(deps, path);
        const found = await findTask(deps, { kind, ...path, taskId: taskIdOf(params) });
        const request = pageRequest(query);
        if (asksForAll(query)) {
          const page = await readStepPage(deps, found, request);
          const results = page.map((step) => presentStep(step, found, vault, links));
          return { status: 200, body: pageBody(results, found.stepCount, request, url) };
        }
        const selected: ShownStep[] = [];
        for await (const step of readAllSteps(deps, found)) {
          const shown = { step, shown: presentStep(step, found, vault, links) };
          if (fitsStepQuery(shown, query)) selected.push(shown);
        }
        const page = pageOf(selected.sort(compareSteps(query.ordering)), request, url);
        return { status: 200, body: { ...page, results: page.results.map(({ shown }) => shown) } };
      },
    }),
    route({
      name: `${prefix}_steps_retrieve`,
      method: 'GET',
      path: `${steps}{id}/`,
      summary: 'One step of a run',
      auth: 'NO_SECRETS',
      request: { params: z.object({ ...stepParams, ...idParam }) },
      responses: { 200: stepShapes.one },
      async handle({ deps, principal: { organizationId }, params, links }) {
        const path = actionPath(organizationId, params);
        const vault = await findIntegration(deps, path);
        const found = await findStep(deps, { kind, ...path, taskId: taskIdOf(params), stepId: params.id });
        return { status: 200, body: presentStep(found.step, found.task, vault, links) };
      },
    }),
  ];

  /** What a person can do with a run. Each begins or ends work, and answers with the task before that. */
  function changes(): Route[] {
    const objectType = kind === 'pull' ? 'Pull' : 'Push';
    const params = z.object({ ...actionParams, ...idParam });
    const audited = async ({ deps, principal, params }: { deps: Deps; principal: Principal; params: Params }) => {
      const found = await findAction(deps, actionPath(principal.organizationId, params));
      return { id: found.id, name: found.name };
    };
    const declare = <B extends z.ZodType | undefined = undefined>(
      verb: string,
      summary: string,
      audit: 'update' | ActionKind,
      act: (deps: Deps, path: TaskPath, body: B extends z.ZodType ? z.output<B> : undefined) => Promise<StoredTask>,
      body?: B,
    ) =>
      route({
        name: `${prefix}_${verb}_create`,
        method: 'POST',
        path: `${tasks}{id}/${verb}/`,
        summary,
        auth: 'CONTRIB',
        request: { params, ...(body === undefined ? {} : { body, bodyRequired: false }) },
        responses: { 202: taskShapes.one },
        // The audit is about the action that is run, and not about the task in the address and the answer.
        audit: {
          action: audit,
          objectType,
          before: audited,
          after: (_reply, context) => ({ id: actionIdOf(context.params) }),
        },
        async handle({ deps, principal: { organizationId }, params, body, links }) {
          const path = { kind, ...actionPath(organizationId, params), taskId: params.id };
          return { status: 202, body: presentTask(await act(deps, path, body as never), links) };
        },
      });
    return [
      declare(
        'apply',
        'Carry out the plan of a dry run; what has changed since is refused step by step',
        kind,
        (deps, path, body) => applyPlan(deps, path, { confirmed: body.confirm_deletes }),
        applySchema,
      ),
      declare('cancel', 'End a run; what it has done stays', 'update', cancelTask),
      declare('retry', 'Run what failed in a run again, and nothing else', kind, retryTask),
    ];
  }
}
