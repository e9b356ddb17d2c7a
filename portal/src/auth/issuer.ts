import * as oauth from 'oauth4webapi';
import type { SignInSettings } from './portal-config.ts';

export const client = ({ client_id }: SignInSettings): oauth.Client => ({ client_id });

/** Where the issuer sends the browser back to. */
export const redirectUri = () => new URL(`${import.meta.env.BASE_URL}signed-in`, location.origin).href;

let discovered: Promise<oauth.AuthorizationServer> | undefined;

/** The issuer's endpoints (OpenID Connect Discovery); rejects with {@link IssuerUnreachable}. */
export function discover({ issuer }: SignInSettings): Promise<oauth.AuthorizationServer> {
  const url = new URL(issuer);
  discovered ??= oauth
    .discoveryRequest(url)
    .then((response) => oauth.processDiscoveryResponse(url, response))
    .catch((cause: unknown) => {
      discovered = undefined;
      throw new IssuerUnreachable(issuer, { cause });
    });
  return discovered;
}

export class IssuerUnreachable extends Error {
  override readonly name = 'IssuerUnreachable';
  readonly issuer: string;

  constructor(issuer: string, options: ErrorOptions) {
    super('The sign-in service cannot be reached.', options);
    this.issuer = issuer;
  }
}
