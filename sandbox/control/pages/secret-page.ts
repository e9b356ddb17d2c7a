import type { Cloud } from '../../cloud/cloud.ts';
import { html } from '../../web/html.ts';
import { icons } from '../../web/icons.ts';
import { findSecret } from '../secret-operations.ts';
import { findVault } from '../vault-operations.ts';
import { form } from './form.ts';
import { newSecretForm } from './new-secret-form.ts';
import type { Page } from './page.ts';
import { table } from './table.ts';
import { showTime } from './words.ts';

/** A secret with its versions and, once opened, their values. */
export function secretPage(cloud: Cloud, { vault: vaultName, secret: secretName }: Record<string, string>): Page {
  const vault = findVault(cloud, vaultName);
  const { name, versions } = findSecret(vault, secretName);
  const home = `/vaults/${vault.name}`;
  const path = `${home}/secrets`;
  return {
    title: name,
    kind: `Secret in ${vault.name}`,
    icon: icons.secret,
    trail: [
      { label: 'Local Azure', path: '/' },
      { label: vault.name, path: home },
      { label: 'Secrets', path },
    ],
    content: html`<section class="card">${table(
      'Versions',
      [
        { label: 'Version', cell: ({ version }) => html`<code>${version}</code>` },
        { label: 'Created', cell: ({ created }) => showTime(created * 1000) },
        { label: 'Expires', cell: ({ expires }) => (expires === undefined ? 'never' : showTime(expires * 1000)) },
        { label: 'Content type', cell: ({ contentType }) => contentType ?? 'none' },
        {
          label: 'Value',
          cell: ({ value }) => html`<details><summary>Show the value</summary><code>${value}</code></details>`,
        },
      ],
      versions.toReversed(),
      'There is no version.',
    )}</section>
<section class="card"><h2>Create a version</h2>${newSecretForm(path, name)}</section>
<section class="card"><h2>Delete the secret</h2>
<p>All versions go at once, as after deleting and purging; nothing brings them back.</p>
${form({
  method: 'DELETE',
  path: `/api${path}/${name}`,
  back: path,
  from: `${path}/${name}`,
  done: 'secret-deleted',
  submit: 'Delete secret',
  look: 'danger',
})}</section>`,
  };
}
