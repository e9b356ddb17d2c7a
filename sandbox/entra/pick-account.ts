import { z } from 'zod';
import { AadstsFault } from './aadsts-fault.ts';
import type { EntraContext } from './context.ts';
import { findUser } from './directory.ts';
import type { EntraRequest, EntraResponse } from './exchange.ts';
import { sessionCookie } from './session.ts';
import { continueSignIn } from './sign-in.ts';

const fields = z.object({ request: z.string(), user: z.string() });

/**
 * `POST /{tenant}/oauth2/v2.0/authorize/account`: the answer to "Pick an account", fields `request` and `user` (an id or a
 * user principal name). Each page's `request` serves once.
 */
export function pickAccount(context: EntraContext, request: EntraRequest): EntraResponse {
  const parsed = fields.safeParse(request.form);
  if (!parsed.success) throw new AadstsFault(90023, { reason: "the fields 'request' and 'user' are required" });
  const user = findUser(context.cloud, parsed.data.user);
  if (user === undefined) throw new AadstsFault(90023, { reason: 'there is no such account' });
  const signIn = context.accountChoices.take(parsed.data.request);
  if (signIn === undefined) throw new AadstsFault(50089);
  const response = continueSignIn(context, { request: signIn, user, traces: request.traces });
  return { ...response, headers: { ...response.headers, 'set-cookie': sessionCookie(context, request, user) } };
}
