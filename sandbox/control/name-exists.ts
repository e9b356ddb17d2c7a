import type { Cloud } from '../cloud/cloud.ts';

/** Whether a host name of the sandbox resolves: Entra's always, a vault's while the vault exists. */
export function nameExists(cloud: Cloud, hostname: string): boolean {
  const name = hostname.toLowerCase();
  if (name === 'login.localhost') return true;
  const vault = /^([^.]+)\.vault\.localhost$/.exec(name)?.[1];
  return vault !== undefined && cloud.vault(vault) !== undefined;
}
