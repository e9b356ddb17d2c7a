import type { User } from '../cloud/model.ts';
import { AadstsFault } from './aadsts-fault.ts';
import type { EntraContext } from './context.ts';
import { findUser } from './directory.ts';
import type { EntraRequest } from './exchange.ts';

const name = 'ESTSAUTH';
const cookie = (value: string, more = '') => `${name}=${value}; Path=/${more}; Secure; HttpOnly; SameSite=None`;

/**
 * Remembers who signed in, beside whoever did before, as `Set-Cookie`. Only `prompt=none` makes use of it: every other sign-in
 * asks for the account, since people of several tenants share this browser.
 */
export function sessionCookie(context: EntraContext, request: EntraRequest, user: User): string {
  const others = sessionIds(request).filter((id) => ![undefined, user.id].includes(context.sessions.get(id)));
  return cookie([...others, context.sessions.put(user.id)].join('.'));
}

/** Ends the sessions of all accounts, as `Set-Cookie`. */
export function forgottenSession(context: EntraContext, request: EntraRequest): string {
  for (const id of sessionIds(request)) context.sessions.take(id);
  return cookie('', '; Max-Age=0');
}

function sessionIds(request: EntraRequest): string[] {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  const [, value = ''] = pairs.find(([key]) => key === name) ?? [];
  return value.split('.').filter((id) => id !== '');
}

/** Who is signed in: the account of the login hint, or the only one. Throws 16000 when there are several to choose from. */
export function sessionUser(
  context: EntraContext,
  request: EntraRequest,
  loginHint: string | undefined,
): User | undefined {
  const users = sessionIds(request).flatMap((id) => {
    const userId = context.sessions.get(id);
    return (userId === undefined ? undefined : findUser(context.cloud, userId)) ?? [];
  });
  if (loginHint !== undefined) {
    return users.find(({ userPrincipalName }) => userPrincipalName.toLowerCase() === loginHint.toLowerCase());
  }
  if (users.length > 1) throw new AadstsFault(16000);
  return users[0];
}
