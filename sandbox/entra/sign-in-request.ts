import { z } from 'zod';
import type { Cloud } from '../cloud/cloud.ts';
import type { Application } from '../cloud/model.ts';
import { AadstsFault } from './aadsts-fault.ts';
import { type Authority, findAuthority } from './authority.ts';
import { findApplication } from './directory.ts';
import type { EntraRequest } from './exchange.ts';

export type ResponseMode = 'query' | 'fragment' | 'form_post';

/** A sign-in that an application asked for, with what its answer needs. */
export interface SignInRequest {
  flow: 'authorize' | 'admin-consent';
  segment: string;
  clientId: string;
  /** One of the registered ones. */
  redirectUri: string;
  responseMode: ResponseMode;
  state?: string;
  scopes: string[];
  nonce?: string;
  /** PKCE S256 (RFC 7636). */
  codeChallenge?: string;
  prompt?: string;
  loginHint?: string;
  /** Path and query that begin this sign-in anew. */
  startPath: string;
}

/** Where answers may go: known before anything else about a request, and itself never answered by a redirect. */
export interface Target {
  authority: Authority;
  application: Application;
  redirectUri: string;
}

const words = z
  .string()
  .transform((text) => text.split(/\s+/).filter((word) => word !== ''))
  .pipe(z.array(z.string()).min(1));

/** Parameters that both endpoints have; the rest is checked one by one, since each has a number of its own. */
const parameters = z.object({
  client_id: z.string().min(1),
  redirect_uri: z.string().min(1).optional(),
  scope: words.optional().catch(undefined),
  state: z.string().optional(),
  nonce: z.string().optional(),
  response_type: z.string().optional(),
  response_mode: z.string().optional(),
  code_challenge: z.string().optional(),
  code_challenge_method: z.string().optional(),
  prompt: z.string().optional(),
  login_hint: z.string().optional(),
});

/**
 * Finds the application and the registered redirect URI. Throws what has to stay on Entra's own page: an unknown client
 * (700016), an address that is not registered (50011), a single-tenant application at a shared endpoint (50194).
 */
export function findTarget(cloud: Cloud, request: EntraRequest): Target {
  const authority = findAuthority(cloud, request.segment);
  const parsed = parameters.pick({ client_id: true, redirect_uri: true }).safeParse(request.query);
  if (!parsed.success) throw new AadstsFault(900144, { parameter: 'client_id' });
  const { client_id: clientId, redirect_uri: asked } = parsed.data;
  const application = findApplication(cloud, clientId);
  if (application === undefined) {
    throw new AadstsFault(700016, {
      clientId,
      tenant: authority.kind === 'tenant' ? authority.tenant.name : request.segment,
    });
  }
  // RFC 6749, 3.1.2.3: it may be left out when only one is registered.
  const [only, ...others] = application.redirectUris;
  const redirectUri = asked ?? (others.length === 0 ? only : undefined);
  if (redirectUri === undefined || !application.redirectUris.includes(redirectUri)) {
    throw new AadstsFault(50011, { redirectUri: redirectUri ?? '', clientId });
  }
  if (!application.multiTenant && authority.kind !== 'tenant') {
    throw new AadstsFault(50194, { clientId, name: application.name, alias: authority.kind });
  }
  return { authority, application, redirectUri };
}

/** How the application wants its answer, also that its request was wrong. */
export function answerTo(
  request: EntraRequest,
  target: Target,
): Pick<SignInRequest, 'redirectUri' | 'responseMode' | 'state'> {
  const { response_mode: mode, state } = request.query;
  return {
    redirectUri: target.redirectUri,
    responseMode: mode === 'fragment' || mode === 'form_post' ? mode : 'query',
    state,
  };
}

/**
 * Checks the rest of an authorization request; what this throws is answered by a redirect.
 * https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow#request-an-authorization-code
 */
export function parseAuthorize(request: EntraRequest, target: Target): SignInRequest {
  const query = parameters.parse(request.query);
  if (query.response_type === undefined) throw new AadstsFault(900144, { parameter: 'response_type' });
  if (query.response_type !== 'code') throw new AadstsFault(70005, { responseType: query.response_type });
  const { response_mode: mode = 'query' } = query;
  if (!['query', 'fragment', 'form_post'].includes(mode)) throw new AadstsFault(70007, { responseMode: mode });
  if (query.scope === undefined) throw new AadstsFault(900144, { parameter: 'scope' });
  if (query.code_challenge !== undefined) {
    if (query.code_challenge_method !== 'S256') {
      throw new AadstsFault(90023, { reason: "only the code_challenge_method 'S256' is supported" });
    }
    if (!/^[\w.~-]{43,128}$/.test(query.code_challenge)) throw new AadstsFault(501491);
  } else if (target.application.public) {
    throw new AadstsFault(9002325);
  }
  if (query.prompt !== undefined && !['select_account', 'consent', 'login', 'none'].includes(query.prompt)) {
    throw new AadstsFault(90023, { reason: `unsupported 'prompt' value '${query.prompt}'` });
  }
  return {
    flow: 'authorize',
    segment: request.segment,
    clientId: target.application.clientId,
    ...answerTo(request, target),
    scopes: query.scope,
    nonce: query.nonce,
    codeChallenge: query.code_challenge,
    prompt: query.prompt,
    loginHint: query.login_hint,
    startPath: request.target,
  };
}

/** Likewise for an administrator's consent. https://learn.microsoft.com/entra/identity-platform/v2-admin-consent */
export function parseAdminConsent(request: EntraRequest, target: Target): SignInRequest {
  const query = parameters.parse(request.query);
  if (query.scope === undefined) throw new AadstsFault(900144, { parameter: 'scope' });
  if (target.authority.kind === 'common' || target.authority.kind === 'consumers') {
    throw new AadstsFault(90023, { reason: `the admin consent endpoint does not serve /${target.authority.kind}` });
  }
  return {
    flow: 'admin-consent',
    segment: request.segment,
    clientId: target.application.clientId,
    ...answerTo(request, target),
    responseMode: 'query',
    scopes: query.scope,
    startPath: request.target,
  };
}
