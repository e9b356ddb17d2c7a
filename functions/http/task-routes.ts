import { z } from 'zod';
import type { AuditAction } from '../../shared/domain/audit/audit-entry.ts';
import type { ActionKind } from '../../shared/domain/sync/action.ts';
import { pageBody, pageOf, pageRequest } from '../../shared/http/paging.ts';
import { presentComparison, stepValuesSchema } from '../../shared/http/resources/step-values.ts';
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
import { type Reply, type Route, type RouteContext, route } from '../../shared/http/route.ts';
import { listTasks, type StoredTask } from '../../shared/store/tasks.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { findIntegration, findPull, findPush } from '../../shared/use-cases/sync/actions/find-action.ts';
import { applyPlan } from '../../shared/use-cases/sync/tasks/apply-plan.ts';
import { cancelTask } from '../../shared/use-cases/sync/tasks/cancel-task.ts';
import { compareStep } from '../../shared/use-cases/sync/tasks/compare-step.ts';
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
    route({
      name: `${prefix}_steps_compare_create`,
      method: 'POST',
      path: `${steps}{id}/compare/`,
      summary: "What the vault and the configuration have at present for a step's secret; recorded in the audit",
      // Who may make an import could read every secret of the vault by one; who may only look could not.
      auth: 'CONTRIB',
      readsOnly: true,
      request: { params: z.object({ ...stepParams, ...idParam }) },
      responses: { 200: stepValuesSchema },
      audit: {
        action: 'read',
        objectType: 'Task',
        before: ({ params }) => ({ id: taskIdOf(params) }),
        after: ({ body }) => ({ name: stepValuesSchema.parse(body).venue_name }),
      },
      async handle({ deps, principal: { organizationId }, params }) {
        const path = { kind, ...actionPath(organizationId, params), taskId: taskIdOf(params), stepId: params.id };
        return { status: 200, body: presentComparison(await compareStep(deps, path)) };
      },
    }),
  ];

  /** What a person can do with a run. Each begins or ends work, and answers with the task as it is then. */
  function changes(): Route[] {
    const params = z.object({ ...actionParams, ...idParam });
    // The audit is about the action that is run, and not about the task in the address and the answer.
    const auditAs = (audited: AuditAction) => ({
      action: audited,
      objectType: kind === 'pull' ? ('Pull' as const) : ('Push' as const),
      async before({
        deps,
        principal,
        params,
      }: Pick<RouteContext<Params, unknown, unknown>, 'deps' | 'principal' | 'params'>) {
        const { id, name } = await findAction(deps, actionPath(principal.organizationId, params));
        return { id, name };
      },
      after: (_reply: Reply, context: { params: Params }) => ({ id: context.params[action] }),
    });
    const taskPath = (organizationId: string, params: Params): TaskPath => {
      return { kind, ...actionPath(organizationId, params), taskId: params.id ?? '' };
    };
    const withoutBody = (
      verb: string,
      summary: string,
      audited: AuditAction,
      act: (deps: Deps, path: TaskPath) => Promise<StoredTask>,
    ) =>
      route({
        name: `${prefix}_${verb}_create`,
        method: 'POST',
        path: `${tasks}{id}/${verb}/`,
        summary,
        auth: 'CONTRIB',
        request: { params },
        responses: { 202: taskShapes.one },
        audit: auditAs(audited),
        async handle({ deps, principal: { organizationId }, params, links }) {
          return { status: 202, body: presentTask(await act(deps, taskPath(organizationId, params)), links) };
        },
      });
    return [
      route({
        name: `${prefix}_apply_create`,
        method: 'POST',
        path: `${tasks}{id}/apply/`,
        summary: 'Carry out the plan of a dry run; what has changed since is refused step by step',
        auth: 'CONTRIB',
        request: { params, body: applySchema, bodyRequired: false },
        responses: { 202: taskShapes.one },
        audit: auditAs(kind),
        async handle({ deps, principal: { organizationId }, params, body, links }) {
          const path = taskPath(organizationId, params);
          const task = await applyPlan(deps, path, { confirmed: body.confirm_deletes });
          return { status: 202, body: presentTask(task, links) };
        },
      }),
      withoutBody('cancel', 'End a run; what it has done stays', 'update', cancelTask),
      withoutBody('retry', 'Run what failed in a run again, and nothing else', kind, retryTask),
    ];
  }
}
