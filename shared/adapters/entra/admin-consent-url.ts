/** https://learn.microsoft.com/entra/identity-platform/v2-admin-consent: `scope` is required. */
export function adminConsentUrl(request: {
  authorityHost: string;
  clientId: string;
  scopes: readonly string[];
  redirectUri: string;
  state: string;
}): string {
  const url = new URL(`${request.authorityHost}/organizations/v2.0/adminconsent`);
  url.searchParams.set('client_id', request.clientId);
  url.searchParams.set('scope', request.scopes.join(' '));
  url.searchParams.set('redirect_uri', request.redirectUri);
  url.searchParams.set('state', request.state);
  return url.href;
}
