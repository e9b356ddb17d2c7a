import { compareBy } from '../../shared/http/ordering.ts';
import { pageOf, pageRequest } from '../../shared/http/paging.ts';
import {
  presentUser,
  type User,
  userListQuery,
  userOrdering,
  userPageSchema,
  userSchema,
  userTypes,
} from '../../shared/http/resources/users.ts';
import { type Route, route } from '../../shared/http/route.ts';
import { getOrganization } from '../../shared/store/organizations.ts';
import { getPerson, listPeople } from '../../shared/store/people.ts';
import { getServiceAccount, listServiceAccounts } from '../../shared/store/service-accounts.ts';

const collection = '/api/v1/users/';

export const userRoutes: Route[] = [
  route({
    name: 'users_list',
    method: 'GET',
    path: collection,
    summary: 'The users of the organization: people who were seen, and service accounts',
    auth: 'NO_SECRETS',
    request: { query: userListQuery },
    responses: { 200: userPageSchema },
    async handle({ deps, principal: { organizationId }, query, links, url }) {
      const [organization, people, accounts] = await Promise.all([
        getOrganization(deps.rows, organizationId),
        listPeople(deps.rows, organizationId),
        listServiceAccounts(deps.rows, organizationId),
      ]);
      const users: User[] = [
        ...people.map((person) => ({ kind: 'user' as const, ...person })),
        ...accounts.map((account) => ({ kind: 'service-account' as const, ...account })),
      ];
      const found = users
        .filter(({ kind }) => query.type === undefined || userTypes[kind] === query.type)
        .sort(compareBy(userOrdering, query.ordering, 'name,id'));
      const page = pageOf(found, pageRequest(query), url);
      const results = page.results.map((user) => presentUser(user, organization?.name, links));
      return { status: 200, body: { ...page, results } };
    },
  }),
  route({
    name: 'users_current_retrieve',
    method: 'GET',
    path: `${collection}current/`,
    summary: 'Who asks',
    auth: 'NO_SECRETS',
    request: {},
    responses: { 200: userSchema },
    async handle({ deps: { rows }, principal, links }) {
      const { organizationId, kind, id } = principal;
      const [organization, stored] = await Promise.all([
        getOrganization(rows, organizationId),
        kind === 'user' ? getPerson(rows, organizationId, id) : getServiceAccount(rows, organizationId, id),
      ]);
      const user = { ...principal, modifiedAt: stored?.modifiedAt };
      return { status: 200, body: presentUser(user, organization?.name, links) };
    },
  }),
];
