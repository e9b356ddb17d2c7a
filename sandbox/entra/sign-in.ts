import type { User } from '../cloud/model.ts';
import { AadstsFault } from './aadsts-fault.ts';
import { answerFault, answerRedirect } from './answer-redirect.ts';
import { findAuthority } from './authority.ts';
import type { EntraContext } from './context.ts';
import { decideSignIn } from './decide-sign-in.ts';
import { ensureServicePrincipal, findApplication } from './directory.ts';
import type { EntraResponse, Traces } from './exchange.ts';
import { accountPage } from './pages/account-page.ts';
import { approvalPage, consentPage } from './pages/consent-page.ts';
import { errorPage } from './pages/error-page.ts';
import type { SignInRequest } from './sign-in-request.ts';

export const formPath = (request: SignInRequest, form: 'account' | 'consent') =>
  `/${request.segment}/oauth2/v2.0/authorize/${form}`;

/** Asks who signs in. The account of the login hint comes first; accounts that will be refused are shown too. */
export function askForAccount(context: EntraContext, request: SignInRequest): EntraResponse {
  const { cloud } = context;
  const hint = request.loginHint?.toLowerCase();
  const hinted = (user: User) => (user.userPrincipalName.toLowerCase() === hint ? 0 : 1);
  const users = cloud.model.users.toSorted((a, b) => hinted(a) - hinted(b));
  return accountPage({
    action: formPath(request, 'account'),
    requestId: context.accountChoices.put(request),
    applicationName: findApplication(cloud, request.clientId)?.name ?? request.clientId,
    accounts: users.map((user) => ({ user, tenant: cloud.tenant(user.tenantId) })),
  });
}

/** Goes on with a known person: refusal, consent page, or the answer to the application. */
export function continueSignIn(
  context: EntraContext,
  { request, user, traces }: { request: SignInRequest; user: User; traces: Traces },
): EntraResponse {
  try {
    const facts = gatherFacts(context, request, user);
    const decision = decideSignIn(facts);
    if (decision.kind === 'granted') return grant(context, request, user);
    const requestId = context.consentChoices.put({ request, userId: user.id, mayConsent: decision.mayConsent });
    const model = {
      action: formPath(request, 'consent'),
      requestId,
      applicationName: facts.application.name,
      userName: user.userPrincipalName,
      tenantName: facts.tenant.name,
    };
    return decision.mayConsent
      ? consentPage({ ...model, scopes: request.scopes, forOrganization: request.flow === 'admin-consent' })
      : approvalPage(model);
  } catch (error) {
    if (!(error instanceof AadstsFault)) throw error;
    // The sign-in page keeps these refusals; the admin consent endpoint was seen to pass them on
    // (https://github.com/MicrosoftDocs/azure-docs/issues/114009).
    return request.flow === 'admin-consent'
      ? answerFault(request, error, { traces, authorityHost: context.authorityHost })
      : errorPage(error, traces, request.startPath);
  }
}

/** What a decision about this person needs; throws 90002 and 700016 for what was removed in the meantime. */
export function gatherFacts({ cloud }: EntraContext, request: SignInRequest, user: User) {
  const authority = findAuthority(cloud, request.segment);
  const tenant = cloud.tenant(user.tenantId);
  if (tenant === undefined) throw new AadstsFault(90002, { tenant: user.tenantId });
  const application = findApplication(cloud, request.clientId);
  if (application === undefined) throw new AadstsFault(700016, { clientId: request.clientId, tenant: tenant.name });
  return {
    request,
    authority,
    application,
    user,
    tenant,
    principal: cloud.servicePrincipal(tenant.id, application.clientId),
  };
}

/** The person consented: the principal comes to be, and the application gets its answer. */
export function acceptConsent(context: EntraContext, request: SignInRequest, user: User): EntraResponse {
  const { cloud, uuid } = context;
  ensureServicePrincipal(cloud, { tenantId: user.tenantId, clientId: request.clientId, uuid });
  return grant(context, request, user);
}

function grant(context: EntraContext, request: SignInRequest, user: User): EntraResponse {
  if (request.flow === 'admin-consent') {
    return answerRedirect(request, {
      admin_consent: 'True',
      tenant: user.tenantId,
      scope: request.scopes.join(' '),
    });
  }
  const issued = context.cloud.now();
  const code = context.codes.put({ request, userId: user.id, issued, redeemed: false });
  return answerRedirect(request, { code, session_state: context.uuid() });
}

/** As {@link continueSignIn}, for `prompt=none`: nothing may be asked, every obstacle goes to the application. */
export function signInSilently(
  context: EntraContext,
  { request, user, traces }: { request: SignInRequest; user: User | undefined; traces: Traces },
): EntraResponse {
  try {
    if (user === undefined) throw new AadstsFault(50058);
    const facts = gatherFacts(context, request, user);
    if (decideSignIn(facts).kind === 'granted') return grant(context, request, user);
    const { clientId, name } = facts.application;
    throw new AadstsFault(65001, { clientId, name }, { error: 'consent_required' });
  } catch (error) {
    if (!(error instanceof AadstsFault)) throw error;
    return answerFault(request, error, { traces, authorityHost: context.authorityHost });
  }
}
