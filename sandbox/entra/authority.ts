import type { Cloud } from '../cloud/cloud.ts';
import { personalAccountsTenant } from '../cloud/identifiers.ts';
import type { Tenant } from '../cloud/model.ts';
import { AadstsFault } from './aadsts-fault.ts';

/** Stands for every tenant of organizations, for these and personal accounts, for personal accounts. */
export type AuthorityAlias = 'organizations' | 'common' | 'consumers';

/** What the first segment of a path names. */
export type Authority = { kind: 'tenant'; tenant: Tenant } | { kind: AuthorityAlias };

const aliases = new Set<string>(['organizations', 'common', 'consumers'] satisfies AuthorityAlias[]);
const identifier = /^[0-9a-z](?:[0-9a-z-]*[0-9a-z])?(?:\.[0-9a-z](?:[0-9a-z-]*[0-9a-z])?)*$/i;

const isAlias = (segment: string): segment is AuthorityAlias => aliases.has(segment);

/** The authority by tenant id, domain or alias; throws 90002 for an unknown tenant. */
export function findAuthority(cloud: Cloud, segment: string): Authority {
  const name = segment.toLowerCase();
  if (name === personalAccountsTenant) return { kind: 'consumers' };
  if (isAlias(name)) return { kind: name };
  if (!identifier.test(name)) throw new AadstsFault(900023, { tenant: segment });
  const tenant = cloud.tenant(name);
  if (tenant === undefined) throw new AadstsFault(90002, { tenant: segment });
  return { kind: 'tenant', tenant };
}

/** The segment that Entra itself writes into addresses: the tenant's id, or the alias. */
export function authoritySegment(authority: Authority): string {
  return authority.kind === 'tenant' ? authority.tenant.id : authority.kind;
}

/** Whether an account of this tenant may sign in at this authority. */
export function admitsTenant(authority: Authority, tenantId: string): boolean {
  switch (authority.kind) {
    case 'tenant':
      return authority.tenant.id === tenantId;
    case 'organizations':
      return tenantId !== personalAccountsTenant;
    case 'consumers':
      return tenantId === personalAccountsTenant;
    case 'common':
      return true;
  }
}
