import type { Application, ServicePrincipal, Tenant, User } from '../cloud/model.ts';
import { AadstsFault } from './aadsts-fault.ts';
import { type Authority, admitsTenant } from './authority.ts';
import { isAdministrator } from './directory.ts';
import type { SignInRequest } from './sign-in-request.ts';

export type SignInDecision =
  | { kind: 'granted' }
  /** Asks the person; who may not consent can only ask an administrator. */
  | { kind: 'consent'; mayConsent: boolean };

export interface SignInFacts {
  request: Pick<SignInRequest, 'flow' | 'prompt'>;
  authority: Authority;
  application: Application;
  user: User;
  /** The account's tenant. */
  tenant: Tenant;
  /** The application's principal in that tenant; its existence means that somebody consented there. */
  principal: ServicePrincipal | undefined;
}

/** What follows when a person has chosen an account. Throws the refusals. */
export function decideSignIn(facts: SignInFacts): SignInDecision {
  const { request, user, tenant, principal } = facts;
  refuseWrongAccount(facts);
  if (principal && !principal.enabled) {
    throw new AadstsFault(7000112, { clientId: principal.clientId, name: facts.application.name });
  }
  if (user.blockedAt === 'sign-in') throw new AadstsFault(53003, {}, { error: 'access_denied' });

  if (request.flow === 'admin-consent') return { kind: 'consent', mayConsent: isAdministrator(user) };
  if (principal && request.prompt !== 'consent') return { kind: 'granted' };
  return { kind: 'consent', mayConsent: isAdministrator(user) || tenant.userConsent };
}

function refuseWrongAccount({ request, authority, application, user, tenant }: SignInFacts): void {
  const { clientId, name } = application;
  const personal = user.kind === 'personal';
  if (personal && (authority.kind === 'organizations' || request.flow === 'admin-consent')) {
    throw new AadstsFault(500200, { user: user.userPrincipalName });
  }
  if (!admitsTenant(authority, user.tenantId)) {
    throw new AadstsFault(50020, {
      user: user.userPrincipalName,
      provider: personal ? 'live.com' : `https://sts.localhost/${user.tenantId}/`,
      tenant: authority.kind === 'tenant' ? authority.tenant.name : authority.kind,
      clientId,
      name,
    });
  }
  if (!application.multiTenant && application.homeTenantId !== tenant.id) {
    throw new AadstsFault(700016, { clientId, tenant: tenant.name });
  }
}
