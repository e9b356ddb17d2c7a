import { forgetSignedIn, rememberSignedIn, wasSignedIn } from './pending-sign-in.ts';
import { loadConfig, type SignInSettings } from './portal-config.ts';
import { createSession, type Session } from './session.ts';
import { beginSignIn, completeSignIn, here } from './sign-in.ts';

/** What the portal begins with. */
export type Start =
  | { kind: 'signed-in'; session: Session; apiUrl: string }
  /** `refused`: what the issuer said of why nobody is. */
  | { kind: 'signed-out'; settings: SignInSettings; returnTo: string; refused?: string }
  | { kind: 'not-configured' };

/** Finds out who is there. Does not resolve when the browser leaves to ask the issuer. */
export async function start(): Promise<Start> {
  const { api_url: apiUrl, sign_in: settings } = await loadConfig();
  if (settings === null) return { kind: 'not-configured' };

  if (location.pathname === `${import.meta.env.BASE_URL}signed-in`) {
    const end = await completeSignIn(settings, new URL(location.href));
    history.replaceState(null, '', end.returnTo);
    if (end.kind === 'signed-out') {
      forgetSignedIn();
      return { ...end, settings };
    }
    rememberSignedIn(end.account);
    return { kind: 'signed-in', session: createSession(settings, end.tokens), apiUrl };
  }
  if (!wasSignedIn()) return { kind: 'signed-out', settings, returnTo: here() };
  await beginSignIn(settings, { interactive: false, returnTo: here() });
  return new Promise(() => {});
}
