import type { User } from '../cloud/model.ts';
import type { EntraContext } from './context.ts';
import { findUser } from './directory.ts';
import type { EntraRequest } from './exchange.ts';

const name = 'ESTSAUTH';

/**
 * Remembers who signed in, as `Set-Cookie`. Only `prompt=none` makes use of it: every other sign-in asks for the account,
 * since people of several tenants share this browser.
 */
export function sessionCookie(context: EntraContext, user: User): string {
  return `${name}=${context.sessions.put(user.id)}; Path=/; Secure; HttpOnly; SameSite=None`;
}

/** Ends the session, as `Set-Cookie`. */
export function forgottenSession(context: EntraContext, request: EntraRequest): string {
  const id = sessionId(request);
  if (id !== undefined) context.sessions.take(id);
  return `${name}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=None`;
}

function sessionId(request: EntraRequest): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([key]) => key === name)?.[1];
}

export function sessionUser(context: EntraContext, request: EntraRequest): User | undefined {
  const id = sessionId(request);
  const userId = id === undefined ? undefined : context.sessions.get(id);
  return userId === undefined ? undefined : findUser(context.cloud, userId);
}
