import type { Vault } from '../../cloud/model.ts';
import { html } from '../../web/html.ts';
import { form } from './form.ts';
import { table } from './table.ts';
import { vaultBlade } from './vault-blade.ts';
import { accessModels, networks } from './words.ts';

export const vaultPage = vaultBlade(
  '',
  (cloud, vault, path) => html`<section class="card"><h2>Essentials</h2><dl class="facts">
<dt>Organization</dt><dd><a href="/tenants/${vault.tenantId}">${cloud.tenant(vault.tenantId)?.name ?? vault.tenantId}</a></dd>
<dt>Resource group</dt><dd>${vault.resourceGroup}</dd>
<dt>Subscription ID</dt><dd><code>${vault.subscriptionId}</code></dd>
<dt>Access</dt><dd>${accessModels[vault.accessModel]}</dd>
<dt>Network</dt><dd>${networks[vault.network]}</dd>
<dt>Secrets</dt><dd>${String(vault.secrets.length)}</dd>
<dt>Faults</dt><dd>${String(vault.faults.length)}</dd></dl></section>
<section class="card"><h2>Requests since the last reset</h2>${counters(vault)}
${form({
  method: 'DELETE',
  path: `/api${path}/counters`,
  back: path,
  done: 'counters-reset',
  submit: 'Reset the counters',
  look: 'plain',
})}</section>
<section class="card"><h2>Delete the vault</h2>
<details><summary>Delete ${vault.name} …</summary>
<p>Its secrets go with it, and nothing brings them back.</p>
${form({
  method: 'DELETE',
  path: `/api${path}`,
  back: '/',
  from: path,
  done: 'vault-deleted',
  submit: 'Delete',
  of: vault.name,
  look: 'danger',
})}</details></section>`,
);

function counters({ counters: { operations, statuses } }: Vault) {
  const columns = (label: string) => [
    { label, cell: ([name]: [string, number]) => name },
    { label: 'Requests', cell: ([, requests]: [string, number]) => String(requests) },
  ];
  return html`<div class="columns">
<div>${table('By operation', columns('Operation'), Object.entries(operations), 'No request has come yet.')}</div>
<div>${table('By status', columns('Status'), Object.entries(statuses), 'Nothing was answered yet.')}</div></div>`;
}
