import { z } from 'zod';
import type { Step } from '../../shared/domain/sync/step.ts';
import { notFound } from '../../shared/errors.ts';
import type { Links } from '../../shared/http/links.ts';
import { momentQuery } from '../../shared/http/moment-query.ts';
import { pageBody, pageOf, pageQuery, pageRequest } from '../../shared/http/paging.ts';
import {
  compareSteps,
  type PresentedStep,
  presentStep,
  type ShownStep,
  taskStepPageSchema,
} from '../../shared/http/resources/steps.ts';
import { type Reply, type Route, route } from '../../shared/http/route.ts';
import { queryText } from '../../shared/http/text-fields.ts';
import { getEnvironment } from '../../shared/store/environments.ts';
import type { StoredPush } from '../../shared/store/pushes.ts';
import { loadVisibleParameter } from '../../shared/use-cases/configuration/load-visible-parameter.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { findPushes } from '../../shared/use-cases/sync/actions/find-pushes.ts';
import { pushedSteps } from '../../shared/use-cases/sync/actions/list-pushed-steps.ts';

/** `tag`: only what was pushed for this tag, by its id or by the name that it had. */
const listQuery = z.object({ ...pageQuery, tag: queryText });
const parameterListQuery = listQuery.extend({ as_of: momentQuery });

export const pushListRoutes: Route[] = [
  route({
    name: 'environments_pushes_list',
    method: 'GET',
    path: '/api/v1/environments/{environment_pk}/pushes/',
    summary: 'What was pushed of an environment, the newest first',
    auth: 'NO_SECRETS',
    request: { params: z.object({ environment_pk: z.uuid() }), query: listQuery },
    responses: { 200: taskStepPageSchema },
    async handle({ deps, principal: { organizationId }, params: { environment_pk: id }, query, links, url }) {
      if ((await getEnvironment(deps.rows, organizationId, id)) === undefined) throw notFound('environment');
      const pushes = await findPushes(deps, { organizationId });
      return listSteps(deps, {
        pushes,
        fits: (step) => step.environmentId === id && fitsTag(step, query.tag),
        query,
        links,
        url,
      });
    },
  }),
  route({
    name: 'projects_parameters_pushes_list',
    method: 'GET',
    path: '/api/v1/projects/{project_pk}/parameters/{parameter_pk}/pushes/',
    summary: 'What was pushed of a parameter, the newest first',
    auth: 'NO_SECRETS',
    request: { params: z.object({ project_pk: z.uuid(), parameter_pk: z.uuid() }), query: parameterListQuery },
    responses: { 200: taskStepPageSchema },
    async handle({ deps, principal: { organizationId }, params, query, links, url }) {
      const { project_pk: projectId, parameter_pk: parameterId } = params;
      await loadVisibleParameter(deps, { organizationId, projectId, parameterId, values: false });
      const { as_of: asOf } = query;
      const fits = (step: Step) =>
        step.parameterId === parameterId &&
        step.projectId === projectId &&
        fitsTag(step, query.tag) &&
        (asOf === undefined || step.createdAt <= asOf);
      const pushes = await findPushes(deps, { organizationId, projectIds: new Set([projectId]) });
      return listSteps(deps, { pushes, fits, query, links, url });
    },
  }),
];

function fitsTag({ tagId, tagName }: Step, tag: string | undefined): boolean {
  return tag === undefined || tagId === tag || tagName === tag;
}

/** In their own order, only the page is in memory; in any other, all that fit are. */
async function listSteps(
  deps: Deps,
  input: {
    pushes: readonly StoredPush[];
    fits: (step: Step) => boolean;
    query: z.output<typeof listQuery>;
    links: Links;
    url: URL;
  },
): Promise<Reply> {
  const { query, links, url } = input;
  const request = pageRequest(query);
  const from = (request.page - 1) * request.pageSize;
  const all: ShownStep[] = [];
  const results: PresentedStep[] = [];
  let count = 0;
  for await (const { step, task, vault } of pushedSteps(deps, input.pushes, input.fits)) {
    const inPage = count >= from && count < from + request.pageSize;
    count += 1;
    if (query.ordering !== undefined) all.push({ step, shown: presentStep(step, task, vault, links) });
    else if (inPage) results.push(presentStep(step, task, vault, links));
  }
  if (query.ordering === undefined) return { status: 200, body: pageBody(results, count, request, url) };
  const page = pageOf(all.sort(compareSteps(query.ordering)), request, url);
  return { status: 200, body: { ...page, results: page.results.map(({ shown }) => shown) } };
}
