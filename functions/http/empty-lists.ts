import { pageOf, pageRequest } from '../../shared/http/paging.ts';
import { groupListQuery, groupPageSchema } from '../../shared/http/resources/groups.ts';
import {
  awsListQuery,
  awsPageSchema,
  gitHubListQuery,
  gitHubPageSchema,
} from '../../shared/http/resources/other-integrations.ts';
import { type Route, type RouteContext, route } from '../../shared/http/route.ts';

/** What the service does not have, but its clients list when they start. */
export const emptyListRoutes: Route[] = [
  route({
    name: 'groups_list',
    method: 'GET',
    path: '/api/v1/groups/',
    summary: 'Groups of users: there are none',
    auth: 'NO_SECRETS',
    request: { query: groupListQuery },
    responses: { 200: groupPageSchema },
    handle: nothing,
  }),
  route({
    name: 'integrations_aws_list',
    method: 'GET',
    path: '/api/v1/integrations/aws/',
    summary: 'Integrations with AWS: there are none',
    auth: 'NO_SECRETS',
    request: { query: awsListQuery },
    responses: { 200: awsPageSchema },
    handle: nothing,
  }),
  route({
    name: 'integrations_github_list',
    method: 'GET',
    path: '/api/v1/integrations/github/',
    summary: 'Integrations with GitHub: there are none',
    auth: 'NO_SECRETS',
    request: { query: gitHubListQuery },
    responses: { 200: gitHubPageSchema },
    handle: nothing,
  }),
];

async function nothing({
  query,
  url,
}: Pick<RouteContext<undefined, { page?: number; page_size?: number }, undefined>, 'query' | 'url'>) {
  return { status: 200, body: pageOf([], pageRequest(query), url) };
}
