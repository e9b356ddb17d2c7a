/** What has to outlast the way to the sign-in page and back. No token is among it. */
export interface PendingSignIn {
  verifier: string;
  nonce: string;
  /** Path, query and fragment to go on at. */
  returnTo: string;
}

const key = (state: string) => `sign-in.${state}`;

export function keepPending(state: string, pending: PendingSignIn): void {
  sessionStorage.setItem(key(state), JSON.stringify(pending));
}

/** Each serves once. */
export function takePending(state: string): PendingSignIn | undefined {
  const text = sessionStorage.getItem(key(state));
  sessionStorage.removeItem(key(state));
  return text === null ? undefined : JSON.parse(text);
}

const hint = 'signed-in';
const account = 'account';

/** Whether somebody was signed in here: only then is it worth to ask the issuer without showing anything. */
export const wasSignedIn = () => localStorage.getItem(hint) === 'yes';

/** Who was signed in here, until the tab is closed: the issuer may know several accounts, and is told which one is meant. */
export const knownAccount = () => sessionStorage.getItem(account) ?? undefined;

export function rememberSignedIn(name: string | undefined): void {
  localStorage.setItem(hint, 'yes');
  if (name === undefined) sessionStorage.removeItem(account);
  else sessionStorage.setItem(account, name);
}

export function forgetSignedIn(): void {
  localStorage.removeItem(hint);
  sessionStorage.removeItem(account);
}
