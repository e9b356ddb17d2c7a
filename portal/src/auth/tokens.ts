import * as oauth from 'oauth4webapi';
import { client, discover } from './issuer.ts';
import type { SignInSettings } from './portal-config.ts';

/** In memory only, for as long as the page lives. */
export interface Tokens {
  access: string;
  refresh?: string;
  /** Milliseconds since 1970. */
  expires: number;
}

export function readTokens(answer: oauth.TokenEndpointResponse): Tokens {
  const { access_token: access, refresh_token: refresh, expires_in: seconds = 300 } = answer;
  return { access, expires: Date.now() + seconds * 1_000, ...(refresh === undefined ? {} : { refresh }) };
}

/** New tokens without the person; rejects when the issuer wants to see them again. */
export async function renewTokens(settings: SignInSettings, { refresh }: Tokens): Promise<Tokens> {
  if (refresh === undefined) throw new Error('The issuer gave no refresh token.');
  const issuer = await discover(settings);
  const response = await oauth.refreshTokenGrantRequest(issuer, client(settings), oauth.None(), refresh);
  const renewed = readTokens(await oauth.processRefreshTokenResponse(issuer, client(settings), response));
  return { refresh, ...renewed };
}
