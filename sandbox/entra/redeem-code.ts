import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Application, User } from '../cloud/model.ts';
import { AadstsFault } from './aadsts-fault.ts';
import { type Authority, admitsTenant } from './authority.ts';
import type { AuthorizationCode, EntraContext } from './context.ts';
import { findUser } from './directory.ts';
import { userTokens } from './user-tokens.ts';

const codeLifetime = 10 * 60_000;

const fields = z.object({
  code: z.string().min(1).optional(),
  redirect_uri: z.string().optional(),
  code_verifier: z.string().optional(),
  client_info: z.string().optional(),
});

export interface Redemption {
  authority: Authority;
  application: Application;
  form: Record<string, string>;
}

/**
 * Exchanges an authorization code for tokens; a code serves once, for ten minutes.
 * https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow#redeem-a-code-for-an-access-token
 */
export async function redeemCode(context: EntraContext, redemption: Redemption): Promise<Record<string, unknown>> {
  const { cloud, codes } = context;
  const { application } = redemption;
  const form = fields.parse(redemption.form);
  if (form.code === undefined) throw new AadstsFault(900144, { parameter: 'code' });
  const code = codes.get(form.code);
  const user = code && findUser(cloud, code.userId);
  if (code === undefined || user === undefined || code.request.clientId !== application.clientId) {
    throw new AadstsFault(70000, { parameter: 'code' });
  }
  checkCode(code, form, cloud.now());
  if (!admitsTenant(redemption.authority, user.tenantId)) throw new AadstsFault(700005);
  code.redeemed = true;
  refuseBlocked(context, application, user);

  const { scopes, nonce } = code.request;
  return {
    ...(await userTokens(context, { user, application, scopes, nonce })),
    ...(form.client_info === '1' ? { client_info: clientInfo(user) } : {}),
  };
}

function checkCode(code: AuthorizationCode, form: z.infer<typeof fields>, now: number): void {
  if (code.redeemed) throw new AadstsFault(54005);
  if (now >= code.issued + codeLifetime) throw new AadstsFault(70008);
  const { redirectUri, codeChallenge } = code.request;
  if (form.redirect_uri !== redirectUri) {
    throw new AadstsFault(500112, { redirectUri: form.redirect_uri ?? '', expected: redirectUri });
  }
  if (codeChallenge !== undefined && challengeOf(form.code_verifier) !== codeChallenge) throw new AadstsFault(501481);
}

/** RFC 7636, 4.6. */
const challengeOf = (verifier: string | undefined) =>
  verifier === undefined ? undefined : createHash('sha256').update(verifier).digest('base64url');

/** What may have changed since the person signed in. */
export function refuseBlocked({ cloud }: EntraContext, { clientId, name }: Application, user: User): void {
  if (user.blockedAt === 'token') throw new AadstsFault(53003, {}, { suberror: 'message_only' });
  if (user.kind === 'personal') return;
  const principal = cloud.servicePrincipal(user.tenantId, clientId);
  if (principal === undefined) throw new AadstsFault(65001, { clientId, name }, { suberror: 'consent_required' });
  if (!principal.enabled) throw new AadstsFault(7000112, { clientId, name });
}

/** By which msal tells accounts apart; sent when it asks with `client_info=1`. */
const clientInfo = (user: User) =>
  Buffer.from(JSON.stringify({ uid: user.id, utid: user.tenantId })).toString('base64url');
