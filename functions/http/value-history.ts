import { z } from 'zod';
import { findEnvironment } from '../../shared/http/find-environment.ts';
import { pageOf, pageRequest } from '../../shared/http/paging.ts';
import { pastValuePageSchema, presentPastValue, valueHistoryQuery } from '../../shared/http/resources/value-history.ts';
import { type Route, route } from '../../shared/http/route.ts';
import { listEnvironments } from '../../shared/store/environments.ts';
import { readValueHistory } from '../../shared/use-cases/configuration/read-value-history.ts';
import { findOwnParameter } from '../../shared/use-cases/types/edit-parameter-rules.ts';

export const valueHistoryRoutes: Route[] = [
  route({
    name: 'projects_parameters_history_list',
    method: 'GET',
    path: '/api/v1/projects/{project_pk}/parameters/{parameter_pk}/history/',
    summary: 'Since when a parameter had a value of its own in an environment, the newest first; not what it was',
    auth: 'NO_SECRETS',
    request: { params: z.object({ project_pk: z.uuid(), parameter_pk: z.uuid() }), query: valueHistoryQuery },
    responses: { 200: pastValuePageSchema },
    async handle({ deps, principal: { organizationId }, params, query, links, url }) {
      const { project_pk: projectId, parameter_pk: parameterId } = params;
      const [parameter, environments] = await Promise.all([
        findOwnParameter(deps, { organizationId, projectId, parameterId }),
        listEnvironments(deps.rows, organizationId),
      ]);
      const environment = findEnvironment(environments, query.environment, links);
      const page = pageOf(await readValueHistory(deps, parameter, environment), pageRequest(query), url);
      return { status: 200, body: { ...page, results: page.results.map(presentPastValue) } };
    },
  }),
];
