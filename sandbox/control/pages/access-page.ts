import type { Cloud } from '../../cloud/cloud.ts';
import { vaultRoles } from '../../cloud/identifiers.ts';
import { secretPermissions, type Vault } from '../../cloud/model.ts';
import { html } from '../../web/html.ts';
import { choice, fields, form, hidden, optionGroup } from './form.ts';
import { principalName, principalOptions } from './principals.ts';
import { table } from './table.ts';
import { vaultBlade } from './vault-blade.ts';
import { accessModels } from './words.ts';

/** What an application needs that reads and writes secrets. */
const usual = { role: 'Key Vault Secrets Officer', permissions: ['get', 'list', 'set', 'delete', 'recover'] };

/** Who may do what, under the vault's access model, and which model that is. */
export const accessPage = vaultBlade('access', (cloud, vault, path) => {
  const other = vault.accessModel === 'rbac' ? 'access-policy' : 'rbac';
  return html`${vault.accessModel === 'rbac' ? roles(cloud, vault, path) : policies(cloud, vault, path)}
<section class="card"><h2>Access model</h2>
<p>The vault uses: ${accessModels[vault.accessModel]}. What is granted by the other model is kept, but has no effect.</p>
${form({
  method: 'PATCH',
  path: `/api/vaults/${vault.name}`,
  back: path,
  done: 'model-changed',
  submit: `Switch to ${accessModels[other]}`,
  look: 'plain',
  fields: hidden('accessModel', other),
})}</section>`;
});

const nobody = html`<p>Nobody is known in this organization to whom anything could be granted. An application is, once
somebody has consented to it: begin in the service’s portal, then load this page again.</p>`;

function roles(cloud: Cloud, vault: Vault, back: string) {
  const path = `/api/vaults/${vault.name}/role-assignments`;
  const options = principalOptions(cloud, vault);
  const roleNames = [usual.role, ...Object.keys(vaultRoles).filter((name) => name !== usual.role)];
  return html`<section class="card">${table(
    'Role assignments',
    [
      { label: 'Application', cell: ({ principalId }) => principalName(cloud, principalId) },
      { label: 'Role', cell: ({ roleId }) => roleName(roleId) },
      {
        label: 'Actions',
        cell: ({ id, roleId, principalId }) =>
          form({
            method: 'DELETE',
            path: `${path}/${id}`,
            back,
            done: 'role-removed',
            submit: 'Remove',
            of: `${roleName(roleId)} of ${principalName(cloud, principalId)}`,
            look: 'danger',
          }),
      },
    ],
    vault.roleAssignments,
    'No role is assigned.',
  )}</section>
<section class="card"><h2>Assign a role</h2>${
    options.length === 0
      ? nobody
      : form({
          method: 'POST',
          path,
          back,
          done: 'role-assigned',
          submit: 'Assign role',
          fields: fields(
            choice('principal', 'Application', options),
            choice(
              'role',
              'Role',
              roleNames.map((name) => [name, name]),
            ),
          ),
        })
  }</section>`;
}

const roleName = (roleId: string) => Object.entries(vaultRoles).find(([, id]) => id === roleId)?.[0] ?? roleId;

function policies(cloud: Cloud, vault: Vault, back: string) {
  const path = `/api/vaults/${vault.name}/access-policies`;
  const options = principalOptions(cloud, vault);
  return html`<section class="card">${table(
    'Access policies',
    [
      { label: 'Application', cell: ({ principalId }) => principalName(cloud, principalId) },
      { label: 'Secret permissions', cell: ({ permissions }) => permissions.join(', ') || 'none' },
      {
        label: 'Actions',
        cell: ({ principalId }) =>
          form({
            method: 'DELETE',
            path: `${path}/${principalId}`,
            back,
            done: 'policy-removed',
            submit: 'Remove',
            of: `the policy of ${principalName(cloud, principalId)}`,
            look: 'danger',
          }),
      },
    ],
    vault.accessPolicies,
    'There is no access policy.',
  )}</section>
<section class="card"><h2>Set an access policy</h2>${
    options.length === 0
      ? nobody
      : form({
          method: 'PUT',
          path: `${path}/{principal}`,
          back,
          done: 'policy-set',
          submit: 'Set access policy',
          fields: fields(
            choice('principal', 'Application', options),
            optionGroup(
              'checkbox',
              'permissions',
              'Secret permissions',
              secretPermissions.map((value) => ({ value, label: value, checked: usual.permissions.includes(value) })),
            ),
          ),
        })
  }</section>`;
}
