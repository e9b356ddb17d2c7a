import { AadstsFault } from './aadsts-fault.ts';
import { answerConsent } from './answer-consent.ts';
import { adminConsent, authorize } from './authorize.ts';
import type { EntraContext } from './context.ts';
import { crossOriginHeaders } from './cross-origin.ts';
import { instanceDiscovery, openIdConfiguration, signingKeySet } from './discovery.ts';
import { errorResponse } from './error-answer.ts';
import { errorLookup } from './error-lookup.ts';
import type { EntraRequest, EntraResponse } from './exchange.ts';
import { logOut } from './log-out.ts';
import { errorPage } from './pages/error-page.ts';
import { pickAccount } from './pick-account.ts';
import { token } from './token.ts';

interface Route {
  method: 'GET' | 'POST';
  /** What follows the first segment, in lower case. */
  path: string;
  /** Who reads refusals: a person or a program. */
  reader: 'person' | 'program';
  handle: (context: EntraContext, request: EntraRequest) => EntraResponse | Promise<EntraResponse>;
}

const routes: Route[] = [
  { method: 'GET', path: '/v2.0/.well-known/openid-configuration', reader: 'program', handle: openIdConfiguration },
  { method: 'GET', path: '/discovery/v2.0/keys', reader: 'program', handle: signingKeySet },
  { method: 'GET', path: '/discovery/instance', reader: 'program', handle: instanceDiscovery },
  { method: 'GET', path: '/oauth2/v2.0/authorize', reader: 'person', handle: authorize },
  { method: 'POST', path: '/oauth2/v2.0/authorize/account', reader: 'person', handle: pickAccount },
  { method: 'POST', path: '/oauth2/v2.0/authorize/consent', reader: 'person', handle: answerConsent },
  { method: 'POST', path: '/oauth2/v2.0/token', reader: 'program', handle: token },
  { method: 'GET', path: '/oauth2/v2.0/logout', reader: 'person', handle: logOut },
  { method: 'GET', path: '/v2.0/adminconsent', reader: 'person', handle: adminConsent },
  { method: 'GET', path: '', reader: 'person', handle: errorLookup },
];

/** Paths are compared without case; what is after the first segment decides. */
export async function routeRequest(context: EntraContext, request: EntraRequest): Promise<EntraResponse> {
  const path = new URL(request.target, context.authorityHost).pathname.toLowerCase();
  const rest = path.slice(1 + request.segment.length).replace(/\/$/, '');
  const route = routes.find((each) => each.path === rest);
  if (route === undefined || (rest === '' && path !== '/error')) {
    return { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: 'Not found' };
  }
  const cors = route.handle === token ? crossOriginHeaders(context.cloud, request.headers.origin) : {};
  if (request.method === 'OPTIONS' && 'access-control-allow-origin' in cors)
    return { status: 204, headers: cors, body: '' };
  const response = await answer(context, request, route);
  return { ...response, headers: { ...response.headers, ...cors } };
}

async function answer(context: EntraContext, request: EntraRequest, route: Route): Promise<EntraResponse> {
  try {
    if (request.method !== route.method) {
      throw new AadstsFault(900561, { accepted: route.method, received: request.method });
    }
    return await route.handle(context, request);
  } catch (error) {
    if (!(error instanceof AadstsFault)) throw error;
    return route.reader === 'person'
      ? errorPage(error, request.traces)
      : errorResponse(error, request.traces, context.authorityHost);
  }
}
