import type { Cloud } from '../../cloud/cloud.ts';
import type { Vault } from '../../cloud/model.ts';
import { type Html, html } from '../../web/html.ts';
import { icons } from '../../web/icons.ts';
import { findVault } from '../vault-operations.ts';
import type { Page } from './page.ts';

/** The pages of a vault, by the last part of their path. */
const blades = {
  '': 'Overview',
  secrets: 'Secrets',
  access: 'Access control',
  networking: 'Networking',
  faults: 'Faults',
} as const;

/** A page of a vault, beside the menu with all of them. */
export function vaultBlade(blade: keyof typeof blades, render: (cloud: Cloud, vault: Vault, path: string) => Html) {
  return (cloud: Cloud, { vault: name }: Record<string, string>): Page => {
    const vault = findVault(cloud, name);
    const home = `/vaults/${vault.name}`;
    const pathOf = (part: string) => (part === '' ? home : `${home}/${part}`);
    const items = Object.entries(blades).map(
      ([part, label]) =>
        html`<li><a href="${pathOf(part)}"${part === blade ? html` aria-current="page"` : ''}>${label}</a></li>`,
    );
    const above = { label: vault.name, path: home };
    return {
      title: blade === '' ? vault.name : `${blades[blade]} of ${vault.name}`,
      kind: `Key vault of ${cloud.tenant(vault.tenantId)?.name ?? vault.tenantId}`,
      icon: icons.vault,
      trail: [{ label: 'Local Azure', path: '/' }, ...(blade === '' ? [] : [above])],
      content: html`<div class="blade"><nav class="menu" aria-label="${vault.name}"><ul>${items}</ul></nav>
<div>${render(cloud, vault, pathOf(blade))}</div></div>`,
    };
  };
}
