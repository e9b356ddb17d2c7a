import type { Cloud } from '../../cloud/cloud.ts';
import type { Tenant } from '../../cloud/model.ts';
import { vaultName } from '../../cloud/new-vault.ts';
import { html } from '../../web/html.ts';
import { icons } from '../../web/icons.ts';
import { choice, fields, form, optionGroup, textField } from './form.ts';
import type { Page } from './page.ts';
import { table } from './table.ts';
import { accessModels, count, networks } from './words.ts';

/** What there is: vaults and organizations, and how to make more. */
export function homePage(cloud: Cloud): Page {
  const { vaults } = cloud.model;
  const tenants = customers(cloud);
  return {
    title: 'Local Azure',
    kind: 'Vaults and organizations',
    icon: icons.cloud,
    trail: [],
    content: html`<section class="card"><h2>The story, in two tabs</h2>
<ol class="story"><li>In the service’s portal: connect a vault, and consent as an administrator of its organization.</li>
<li>Here: open the vault and, under Access control, assign a role to the application.</li>
<li>There: test again. The vault is connected.</li></ol></section>
<section class="card">${table(
      'Key vaults',
      [
        { label: 'Name', cell: ({ name }) => html`<a href="/vaults/${name}">${name}</a>` },
        { label: 'Organization', cell: ({ tenantId }) => cloud.tenant(tenantId)?.name ?? tenantId },
        { label: 'Access', cell: ({ accessModel }) => accessModels[accessModel] },
        { label: 'Network', cell: ({ network }) => networks[network] },
        { label: 'Secrets', cell: ({ secrets }) => String(secrets.length) },
        {
          label: 'Faults',
          cell: ({ faults }) =>
            faults.length === 0 ? 'none' : html`<span class="badge attention">${count(faults.length, 'fault')}</span>`,
        },
      ],
      vaults,
      'There is no vault yet: create one.',
    )}</section>
<section class="card"><h2>Create a vault</h2>${newVaultForm(tenants)}</section>
<section class="card">${table(
      'Organizations',
      [
        { label: 'Name', cell: ({ id, name }) => html`<a href="/tenants/${id}">${name}</a>` },
        { label: 'Domain', cell: ({ domain }) => domain },
        { label: 'Enterprise applications', cell: ({ id }) => String(applicationsOf(cloud, id)) },
      ],
      tenants,
      'There is no organization yet: create one.',
    )}</section>
<section class="card"><h2>Create an organization</h2>${form({
      method: 'POST',
      path: '/api/tenants',
      back: '/',
      done: 'tenant-created',
      submit: 'Create organization',
      fields: fields(
        textField('name', 'Name of the organization', {
          id: 'tenant-name',
          required: true,
          pattern: '[A-Za-z0-9][A-Za-z0-9 \\-]{0,49}',
          hint: 'Up to 50 letters, digits, blanks and hyphens.',
        }),
      ),
    })}</section>`,
  };
}

/** Organizations that somebody would sign in to, without the one of all personal accounts; the application's own comes last. */
function customers({ model }: Cloud): Tenant[] {
  const people = model.users.filter(({ kind }) => kind !== 'personal');
  const inUse = new Set([...people, ...model.vaults].map(({ tenantId }) => tenantId));
  const homes = new Set(model.applications.map(({ homeTenantId }) => homeTenantId));
  const tenants = model.tenants.filter(({ id }) => inUse.has(id));
  return tenants.toSorted((one, other) => Number(homes.has(one.id)) - Number(homes.has(other.id)));
}

const applicationsOf = (cloud: Cloud, tenantId: string) =>
  cloud.model.servicePrincipals.filter((principal) => principal.tenantId === tenantId).length;

function newVaultForm(tenants: Tenant[]) {
  return form({
    method: 'POST',
    path: '/api/vaults',
    back: '/vaults/{name}',
    from: '/',
    done: 'vault-created',
    submit: 'Create vault',
    fields: fields(
      textField('name', 'Name of the vault', {
        id: 'vault-name',
        required: true,
        pattern: vaultName.source.slice(1, -1),
        hint: '3 to 24 letters, digits and hyphens; it begins with a letter.',
      }),
      choice(
        'tenant',
        'Organization',
        tenants.map(({ id, name }) => [id, name]),
      ),
      optionGroup('radio', 'accessModel', 'Access', [
        { value: 'rbac', label: accessModels.rbac, checked: true },
        { value: 'access-policy', label: accessModels['access-policy'] },
      ]),
    ),
  });
}
