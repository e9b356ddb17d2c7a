import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Cloud } from '../cloud/cloud.ts';
import { vaultRoles } from '../cloud/identifiers.ts';
import { type Fault, secretPermissions, type Vault } from '../cloud/model.ts';
import { newVault, vaultName } from '../cloud/new-vault.ts';
import { keyOperations, secretOperations } from '../cloud/vault-operation.ts';
import { ControlError } from './control-error.ts';
import { findTenant } from './directory-operations.ts';
import { flag, listOf, number } from './input.ts';
import { operation } from './operation.ts';

const nothing = z.object({});
const accessModel = z.enum(['rbac', 'access-policy']);
const secretPermission = z.enum(secretPermissions);
const positive = number.pipe(z.number().min(0));

const vaultChange = z.object({
  accessModel: accessModel.optional(),
  network: z.enum(['open', 'firewall', 'private']).optional(),
  propagationDelay: positive.optional(),
  transitionTime: positive.optional(),
  quota: z
    .object({ enforced: z.boolean(), writes: positive, others: positive, retryAfter: z.boolean() })
    .partial()
    .optional(),
});

const fault = z
  .object({
    kind: z.enum(['throttle', 'unavailable', 'reset', 'delay']),
    operations: listOf(z.enum([...secretOperations, ...keyOperations])).optional(),
    count: number.pipe(z.int().min(1)).optional(),
    share: number.pipe(z.number().min(0).max(1)).optional(),
    after: flag.optional(),
    delay: positive.optional(),
    retryAfter: positive.optional(),
  })
  .refine(({ kind, after }) => kind !== 'throttle' || after !== true, {
    path: ['after'],
    message: 'What is throttled is never carried out.',
  })
  .refine(({ kind, delay }) => kind !== 'delay' || delay !== undefined, {
    path: ['delay'],
    message: 'Say how late, in milliseconds.',
  });

/** Vaults with their access control, network, quota, faults and counters: what the Azure portal shows, and more. */
export const vaultOperations = [
  operation('GET', '/api/vaults', nothing, (cloud) => cloud.model.vaults.map(withoutSecrets)),
  operation(
    'POST',
    '/api/vaults',
    z.object({
      name: z.string().regex(vaultName, 'No name of a vault.'),
      tenant: z.string(),
      accessModel: accessModel.default('rbac'),
    }),
    (cloud, _params, { name, tenant, accessModel: model }) => {
      if (cloud.vault(name)) throw new ControlError(409, `The name ${name} is taken; vault names are global.`);
      const vault = newVault(name, findTenant(cloud, tenant).id, model, randomUUID());
      cloud.model.vaults.push(vault);
      return withoutSecrets(vault);
    },
  ),
  operation('GET', '/api/vaults/{vault}', nothing, (cloud, { vault }) => withoutSecrets(findVault(cloud, vault))),
  operation('PATCH', '/api/vaults/{vault}', vaultChange, (cloud, { vault }, { quota, ...change }) => {
    const found = findVault(cloud, vault);
    Object.assign(found, change);
    Object.assign(found.quota, quota);
    return withoutSecrets(found);
  }),
  operation('DELETE', '/api/vaults/{vault}', nothing, (cloud, { vault }) => {
    cloud.model.vaults.splice(cloud.model.vaults.indexOf(findVault(cloud, vault)), 1);
  }),

  operation(
    'POST',
    '/api/vaults/{vault}/role-assignments',
    z.object({ principal: z.string(), role: z.string() }),
    (cloud, { vault }, { principal, role }) => {
      const found = findVault(cloud, vault);
      const roleId = vaultRoles[role] ?? Object.values(vaultRoles).find((id) => id === role);
      if (roleId === undefined) throw new ControlError(400, `There is no role ${role}.`);
      const principalId = findPrincipal(cloud, found, principal);
      const assignment = { id: randomUUID(), principalId, roleId, effective: cloud.now() + found.propagationDelay };
      found.roleAssignments.push(assignment);
      return assignment;
    },
  ),
  operation('DELETE', '/api/vaults/{vault}/role-assignments/{id}', nothing, (cloud, { vault, id }) => {
    const { roleAssignments } = findVault(cloud, vault);
    const index = roleAssignments.findIndex((assignment) => assignment.id === id);
    if (index < 0) throw new ControlError(404, `There is no role assignment ${id}.`);
    roleAssignments.splice(index, 1);
  }),

  operation(
    'PUT',
    '/api/vaults/{vault}/access-policies/{principal}',
    z.object({ permissions: listOf(secretPermission) }),
    (cloud, { vault, principal }, { permissions }) => {
      const found = findVault(cloud, vault);
      const principalId = findPrincipal(cloud, found, principal ?? '');
      const policy = { principalId, permissions, effective: cloud.now() + found.propagationDelay };
      found.accessPolicies = [...found.accessPolicies.filter((other) => other.principalId !== principalId), policy];
      return policy;
    },
  ),
  operation('DELETE', '/api/vaults/{vault}/access-policies/{principal}', nothing, (cloud, { vault, principal }) => {
    const found = findVault(cloud, vault);
    const principalId = findPrincipal(cloud, found, principal ?? '');
    found.accessPolicies = found.accessPolicies.filter((policy) => policy.principalId !== principalId);
  }),

  operation('POST', '/api/vaults/{vault}/faults', fault, (cloud, { vault }, input) => {
    const added: Fault = { id: randomUUID(), ...input };
    findVault(cloud, vault).faults.push(added);
    return added;
  }),
  operation('DELETE', '/api/vaults/{vault}/faults/{id}', nothing, (cloud, { vault, id }) => {
    const found = findVault(cloud, vault);
    const others = found.faults.filter((present) => present.id !== id);
    if (others.length === found.faults.length)
      throw new ControlError(404, `There is no fault ${id}; it may be used up.`);
    found.faults = others;
  }),
  operation('DELETE', '/api/vaults/{vault}/faults', nothing, (cloud, { vault }) => {
    findVault(cloud, vault).faults = [];
  }),
  operation('GET', '/api/vaults/{vault}/counters', nothing, (cloud, { vault }) => findVault(cloud, vault).counters),
  operation('DELETE', '/api/vaults/{vault}/counters', nothing, (cloud, { vault }) => {
    findVault(cloud, vault).counters = { operations: {}, statuses: {} };
  }),
];

export function findVault(cloud: Cloud, name: string | undefined): Vault {
  const vault = cloud.vault(name ?? '');
  if (vault === undefined) throw new ControlError(404, `There is no vault ${name}.`);
  return vault;
}

/** The object id of a principal in the vault's tenant, named by object id or by its application's client id. */
function findPrincipal(cloud: Cloud, vault: Vault, wanted: string): string {
  const found = cloud
    .principals()
    .find(({ id, clientId, tenantId }) => tenantId === vault.tenantId && (id === wanted || clientId === wanted));
  if (found === undefined) {
    throw new ControlError(404, `Nobody in the vault's tenant is ${wanted}; was the application consented to there?`);
  }
  return found.id;
}

function withoutSecrets({ secrets, keys = [], ...vault }: Vault) {
  return { ...vault, secretCount: secrets.length, keyCount: keys.length };
}
