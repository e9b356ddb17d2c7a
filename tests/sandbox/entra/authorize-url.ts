import { redirectUri, type TestEntra } from './test-entra.ts';

/** A state whose characters need care in a query. */
export const state = 'a&b=c d';

/** The address to which an application sends a browser; `change` replaces parameters, or leaves out the undefined ones. */
export function authorizeUrl(
  { entra, application }: TestEntra,
  change: Record<string, string | undefined> = {},
  segment = 'organizations',
): string {
  const query = {
    client_id: application.clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid profile',
    state,
    ...change,
  };
  const present = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return `${entra.authorityHost}/${segment}/oauth2/v2.0/authorize?${new URLSearchParams(present)}`;
}
