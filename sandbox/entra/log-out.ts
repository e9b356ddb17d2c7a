import { html } from '../web/html.ts';
import type { EntraContext } from './context.ts';
import { type EntraRequest, type EntraResponse, redirectResponse } from './exchange.ts';
import { page } from './pages/layout.ts';
import { forgottenSession } from './session.ts';

/**
 * `GET /{tenant}/oauth2/v2.0/logout`: ends the session, and returns to an address that is registered as a redirect URI.
 * https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc#send-a-sign-out-request
 */
export function logOut(context: EntraContext, request: EntraRequest): EntraResponse {
  const cookie = { 'set-cookie': forgottenSession(context, request) };
  const { post_logout_redirect_uri: wanted, state } = request.query;
  const registered = context.cloud.model.applications.some(({ redirectUris }) => redirectUris.includes(wanted ?? ''));
  if (wanted === undefined || !registered) {
    return page('Signed out', html`<h1>You signed out of your account</h1>`, { headers: cookie });
  }
  const location = new URL(wanted);
  if (state !== undefined) location.searchParams.set('state', state);
  return redirectResponse(location.href, cookie);
}
