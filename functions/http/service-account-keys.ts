import { z } from 'zod';
import {
  addedKeySchema,
  addKeySchema,
  presentAddedKey,
  serviceAccountTag,
} from '../../shared/http/resources/service-accounts.ts';
import { type Route, route } from '../../shared/http/route.ts';
import { addApiKey } from '../../shared/use-cases/identity/add-api-key.ts';
import { requireGrantable } from '../../shared/use-cases/identity/require-grantable.ts';
import { revokeKeyOfAccount } from '../../shared/use-cases/identity/revoke-key-of-account.ts';
import { expiryIn, knownAccount } from './service-accounts.ts';

const collection = '/api/v1/serviceaccounts/{id}/keys/';

export const serviceAccountKeyRoutes: Route[] = [
  route({
    name: 'serviceaccounts_keys_create',
    method: 'POST',
    path: collection,
    summary: 'Give an account one more key, shown this once; those that it has go on opening',
    auth: 'ADMIN',
    request: { params: z.object({ id: z.uuid() }), body: addKeySchema, bodyRequired: false },
    conditional: true,
    responses: { 201: addedKeySchema },
    audit: { action: 'update', objectType: 'ServiceAccount', before: knownAccount },
    async handle({ deps, principal: { organizationId, role }, params: { id }, body, requireUnchanged }) {
      const now = deps.clock.now();
      const requireAsRead = requireUnchanged(serviceAccountTag);
      const { account, added, key } = await addApiKey(deps, {
        organizationId,
        id,
        expiresAt: expiryIn(body, now),
        requireChangeable(found) {
          requireGrantable(role, found.role);
          requireAsRead?.(found);
        },
      });
      return {
        status: 201,
        body: presentAddedKey(added, key, now),
        headers: { ETag: serviceAccountTag(account) },
      };
    },
  }),
  route({
    name: 'serviceaccounts_keys_destroy',
    method: 'DELETE',
    path: `${collection}{prefix}/`,
    summary: 'Revoke one key of an account, by the part before its dot; it opens nothing from then on',
    auth: 'ADMIN',
    request: { params: z.object({ id: z.uuid(), prefix: z.string() }) },
    conditional: true,
    responses: { 204: null },
    audit: { action: 'update', objectType: 'ServiceAccount', before: knownAccount },
    async handle({ deps, principal, params: { id, prefix }, requireUnchanged }) {
      const change = { principal, id, prefix, requireUnchanged: requireUnchanged(serviceAccountTag) };
      await revokeKeyOfAccount(deps, change);
      return { status: 204 };
    },
  }),
];
