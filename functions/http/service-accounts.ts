import { z } from 'zod';
import { ServiceError } from '../../shared/errors.ts';
import { auditedAccount } from '../../shared/http/audited-objects.ts';
import type { Links } from '../../shared/http/links.ts';
import { compareBy } from '../../shared/http/ordering.ts';
import { pageOf, pageRequest } from '../../shared/http/paging.ts';
import {
  createdServiceAccountSchema,
  presentServiceAccount,
  rekeyedServiceAccountSchema,
  type ServiceAccountViewing,
  serviceAccountCreateSchema,
  serviceAccountListQuery,
  serviceAccountOrdering,
  serviceAccountPageSchema,
  serviceAccountPatchSchema,
  serviceAccountRekeySchema,
  serviceAccountSchema,
  serviceAccountTag,
  serviceAccountUpdateSchema,
  updatedServiceAccountSchema,
} from '../../shared/http/resources/service-accounts.ts';
import { type Reply, type Route, type RouteContext, route } from '../../shared/http/route.ts';
import { getOrganization } from '../../shared/store/organizations.ts';
import {
  getServiceAccount,
  listServiceAccounts,
  type StoredServiceAccount,
} from '../../shared/store/service-accounts.ts';
import { createServiceAccount } from '../../shared/use-cases/identity/create-service-account.ts';
import { deleteServiceAccountWithKeys } from '../../shared/use-cases/identity/delete-service-account.ts';
import { findServiceAccount } from '../../shared/use-cases/identity/find-service-account.ts';
import { rekeyServiceAccount } from '../../shared/use-cases/identity/rekey-service-account.ts';
import { requireGrantable } from '../../shared/use-cases/identity/require-grantable.ts';
import { requireUser } from '../../shared/use-cases/identity/require-user.ts';
import { updateServiceAccount } from '../../shared/use-cases/identity/update-service-account.ts';

const collection = '/api/v1/serviceaccounts/';
const oneAccount = z.object({ id: z.uuid() });

type Looking = Pick<RouteContext<undefined, undefined, undefined>, 'deps' | 'principal' | 'links'>;
type Update = RouteContext<
  z.output<typeof oneAccount>,
  undefined,
  z.output<typeof serviceAccountUpdateSchema> | z.output<typeof serviceAccountPatchSchema>
>;

export const serviceAccountRoutes: Route[] = [
  route({
    name: 'serviceaccounts_list',
    method: 'GET',
    path: collection,
    summary: 'The accounts of machines, with the state of their keys',
    auth: 'NO_SECRETS',
    request: { query: serviceAccountListQuery },
    responses: { 200: serviceAccountPageSchema },
    async handle(context) {
      const { deps, principal, query, url } = context;
      const all = await listServiceAccounts(deps.rows, principal.organizationId);
      const sorted = all.sort(compareBy(serviceAccountOrdering, query.ordering, 'name,id'));
      const page = pageOf(sorted, pageRequest(query), url);
      const viewing = await prepareView(context);
      return {
        status: 200,
        body: { ...page, results: page.results.map((each) => presentServiceAccount(each, viewing)) },
      };
    },
  }),
  route({
    name: 'serviceaccounts_create',
    method: 'POST',
    path: collection,
    summary: 'Add an account for a machine; its key is shown this once',
    auth: 'ADMIN',
    request: { body: serviceAccountCreateSchema },
    responses: { 201: createdServiceAccountSchema },
    audit: { action: 'create', objectType: 'ServiceAccount', after: auditedAccount },
    async handle(context) {
      const { deps, principal, body, links } = context;
      const { organizationId } = principal;
      const { name, description, role = 'VIEWER' } = body;
      requireGrantable(principal.role, role);
      const ownerId = body.owner === undefined ? null : ownerIdOf(body.owner, links);
      if (ownerId !== null) await requireUser(deps, organizationId, ownerId);
      const { account, key } = await createServiceAccount(deps, { organizationId, name, description, role, ownerId });
      const shown = await show(context, account);
      const headers = { ...shown.headers, Location: links.to('serviceAccount', account.id) };
      return { status: 201, body: { ...shown.body, apikey: key.reveal() }, headers };
    },
  }),
  route({
    name: 'serviceaccounts_retrieve',
    method: 'GET',
    path: `${collection}{id}/`,
    summary: 'One account of a machine',
    auth: 'NO_SECRETS',
    request: { params: oneAccount },
    responses: { 200: serviceAccountSchema },
    async handle(context) {
      const { deps, principal, params } = context;
      return show(context, await findServiceAccount(deps, { organizationId: principal.organizationId, id: params.id }));
    },
  }),
  route({
    name: 'serviceaccounts_update',
    method: 'PUT',
    path: `${collection}{id}/`,
    summary: 'Change who answers for an account, and its description',
    auth: 'ADMIN',
    request: { params: oneAccount, body: serviceAccountUpdateSchema, bodyRequired: false },
    conditional: true,
    responses: { 200: updatedServiceAccountSchema },
    audit: { action: 'update', objectType: 'ServiceAccount' },
    async handle(context) {
      const account = await update(context);
      const { owner, ...shown } = (await show(context, account)).body;
      const body = { ...shown, ...(owner ? { owner } : {}), role: account.role };
      return { status: 200, body, headers: { ETag: serviceAccountTag(account) } };
    },
  }),
  route({
    name: 'serviceaccounts_partial_update',
    method: 'PATCH',
    path: `${collection}{id}/`,
    summary: 'Change some of an account',
    auth: 'ADMIN',
    request: { params: oneAccount, body: serviceAccountPatchSchema, bodyRequired: false },
    conditional: true,
    responses: { 200: serviceAccountSchema },
    audit: { action: 'update', objectType: 'ServiceAccount' },
    handle: async (context) => show(context, await update(context)),
  }),
  route({
    name: 'serviceaccounts_destroy',
    method: 'DELETE',
    path: `${collection}{id}/`,
    summary: 'Delete an account; its keys open nothing from then on',
    auth: 'ADMIN',
    request: { params: oneAccount },
    conditional: true,
    responses: { 204: null },
    audit: { action: 'delete', objectType: 'ServiceAccount', before: knownAccount },
    async handle({ deps, principal, params: { id }, requireUnchanged }) {
      await deleteServiceAccountWithKeys(deps, {
        principal,
        id,
        requireUnchanged: requireUnchanged(serviceAccountTag),
      });
      return { status: 204 };
    },
  }),
  route({
    name: 'serviceaccounts_rekey_create',
    method: 'POST',
    path: `${collection}{id}/rekey/`,
    summary: 'Give an account a new key, shown this once, in the place of those that it has',
    auth: 'ADMIN',
    request: { params: oneAccount, body: serviceAccountRekeySchema, bodyRequired: false },
    conditional: true,
    responses: { 200: rekeyedServiceAccountSchema },
    audit: { action: 'update', objectType: 'ServiceAccount', before: knownAccount },
    async handle({ deps, principal, params: { id }, body, requireUnchanged }) {
      const expiresAt = expiryIn(body, deps.clock.now());
      const change = { principal, id, requireUnchanged: requireUnchanged(serviceAccountTag), expiresAt };
      const { account, key } = await rekeyServiceAccount(deps, change);
      return {
        status: 200,
        body: { expire_at: expiresAt?.toISOString() ?? null, apikey: key.reveal() },
        headers: { ETag: serviceAccountTag(account) },
      };
    },
  }),
];

/** When a new key shall expire; rejects with `request.invalid` when that is past. */
export function expiryIn({ expire_at }: z.output<typeof serviceAccountRekeySchema>, now: Date): Date | undefined {
  const expiresAt = expire_at ?? undefined;
  if (expiresAt === undefined || expiresAt > now) return expiresAt;
  const field = { field: 'body.expire_at', code: 'past', detail: 'A moment in the future.' };
  throw new ServiceError('request.invalid', 'The key would have expired already.', { fields: [field] });
}

/** What the audit is told where the answer does not name the account. */
export async function knownAccount({ deps, principal, params }: Pick<Update, 'deps' | 'principal' | 'params'>) {
  const account = await getServiceAccount(deps.rows, principal.organizationId, params.id);
  return { name: account?.name };
}

function update({
  deps,
  principal,
  params: { id },
  body,
  links,
  requireUnchanged,
}: Update): Promise<StoredServiceAccount> {
  const { description, owner } = body;
  const ownerId = typeof owner === 'string' ? ownerIdOf(owner, links) : owner;
  const change = { principal, id, requireUnchanged: requireUnchanged(serviceAccountTag), description, ownerId };
  return updateServiceAccount(deps, change);
}

/** The id in a reference to a user: its url or its bare id, which for a person is any text. */
function ownerIdOf(owner: string, links: Links): string {
  return /^https?:/i.test(owner) ? (links.from('user', owner, 'owner').at(-1) ?? '') : owner;
}

async function prepareView({ deps, principal, links }: Looking): Promise<ServiceAccountViewing> {
  const organization = await getOrganization(deps.rows, principal.organizationId);
  return { links, organizationName: organization?.name, now: deps.clock.now() };
}

async function show(context: Looking, account: StoredServiceAccount) {
  const body = presentServiceAccount(account, await prepareView(context));
  return { status: 200, body, headers: { ETag: serviceAccountTag(account) } } satisfies Reply;
}
