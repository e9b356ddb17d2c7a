import { discover } from './issuer.ts';
import { forgetSignedIn } from './pending-sign-in.ts';
import type { SignInSettings } from './portal-config.ts';
import { beginSignIn, here } from './sign-in.ts';
import { renewTokens, type Tokens } from './tokens.ts';

/** Somebody who is signed in. */
export interface Session {
  /** An access token that is good for a while yet. */
  token(): Promise<string>;
  /** Leaves for the issuer and comes back to this page, as whoever signs in there. */
  signInAgain(): Promise<void>;
  signOut(): Promise<void>;
}

/** How long before its end a token is renewed, in milliseconds. */
const margin = 60_000;

export function createSession(settings: SignInSettings, first: Tokens): Session {
  let tokens = first;
  let renewing: Promise<void> | undefined;

  const renew = async () => {
    try {
      tokens = await renewTokens(settings, tokens);
    } catch {
      // The issuer's own session may still be good; if not, it shows its sign-in page and leads back here.
      await beginSignIn(settings, { interactive: true, returnTo: here() });
      await new Promise(() => {});
    }
  };
  return {
    async token() {
      if (Date.now() > tokens.expires - margin) {
        renewing ??= renew().finally(() => {
          renewing = undefined;
        });
        await renewing;
      }
      return tokens.access;
    },
    signInAgain: () => beginSignIn(settings, { interactive: true, returnTo: here() }),
    async signOut() {
      forgetSignedIn();
      const start = new URL(import.meta.env.BASE_URL, location.origin).href;
      const { end_session_endpoint: end } = await discover(settings);
      const url = new URL(end ?? start);
      if (end !== undefined) {
        url.searchParams.set('client_id', settings.client_id);
        url.searchParams.set('post_logout_redirect_uri', start);
      }
      location.assign(url);
    },
  };
}
