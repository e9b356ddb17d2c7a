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

export function sessionUser(context: EntraContext, request: EntraRequest): User | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  const id = pairs.find(([key]) => key === name)?.[1];
  const userId = id === undefined ? undefined : context.sessions.get(id);
  return userId === undefined ? undefined : findUser(context.cloud, userId);
}
