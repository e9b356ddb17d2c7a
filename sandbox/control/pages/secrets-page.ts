import type { SecretEntry } from '../../cloud/model.ts';
import { html } from '../../web/html.ts';
import { newSecretForm } from './new-secret-form.ts';
import { table } from './table.ts';
import { vaultBlade } from './vault-blade.ts';
import { showTime } from './words.ts';

/** The vault's secrets, without their values. */
export const secretsPage = vaultBlade(
  'secrets',
  (_cloud, vault, path) => html`<section class="card">${table(
    'Secrets',
    [
      { label: 'Name', cell: ({ name }) => html`<a href="${path}/${name}">${name}</a>` },
      { label: 'Versions', cell: ({ versions }) => String(versions.length) },
      { label: 'State', cell: stateOf },
      { label: 'Expires', cell: expiryOf },
    ],
    vault.secrets,
    'There is no secret yet: create one.',
  )}</section>
<section class="card"><h2>Create a secret</h2>${newSecretForm(path)}</section>`,
);

function stateOf({ deleted, versions, managed }: SecretEntry) {
  if (deleted !== undefined) return html`<span class="badge bad">deleted</span>`;
  if (versions.at(-1)?.enabled === false) return html`<span class="badge attention">disabled</span>`;
  return managed ? 'of a certificate' : html`<span class="badge good">enabled</span>`;
}

function expiryOf({ versions }: SecretEntry) {
  const expires = versions.at(-1)?.expires;
  return expires === undefined ? 'never' : showTime(expires * 1000);
}
