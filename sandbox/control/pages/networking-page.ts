import type { Vault } from '../../cloud/model.ts';
import { html } from '../../web/html.ts';
import { fields, form, optionGroup } from './form.ts';
import { vaultBlade } from './vault-blade.ts';
import { networks } from './words.ts';

const hints: Record<Vault['network'], string> = {
  open: 'Whoever has access may come from anywhere.',
  firewall: 'Only addresses on a list may come, and the service’s address is not on it.',
  private: 'Public network access is disabled.',
};

/** From where the vault can be reached. */
export const networkingPage = vaultBlade(
  'networking',
  (_cloud, vault, path) =>
    html`<section class="card"><h2>Firewall</h2>${form({
      method: 'PATCH',
      path: `/api/vaults/${vault.name}`,
      back: path,
      done: 'network-changed',
      submit: 'Save',
      fields: fields(
        optionGroup(
          'radio',
          'network',
          'Allow access from',
          (Object.keys(networks) as Vault['network'][]).map((value) => ({
            value,
            label: networks[value],
            hint: hints[value],
            checked: value === vault.network,
          })),
        ),
      ),
    })}</section>`,
);
