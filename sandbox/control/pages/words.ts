import type { AccessModel, Vault } from '../../cloud/model.ts';
import { type Html, html } from '../../web/html.ts';

export const accessModels: Record<AccessModel, string> = {
  rbac: 'Azure role-based access control',
  'access-policy': 'Vault access policy',
};

export const networks: Record<Vault['network'], string> = {
  open: 'Open to all networks',
  firewall: 'Firewall: nobody is let in',
  private: 'Private link only',
};

/** A time to the minute. @param time milliseconds since 1970 */
export function showTime(time: number): Html {
  const iso = new Date(time).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 16).replace('T', ' ')} UTC</time>`;
}

export const count = (many: number, one: string) => `${many} ${one}${many === 1 ? '' : 's'}`;
