import { z } from 'zod';
import { AadstsFault } from './aadsts-fault.ts';
import { admitsTenant } from './authority.ts';
import type { EntraContext } from './context.ts';
import { findUser } from './directory.ts';
import { type Redemption, refuseBlocked } from './redeem-code.ts';
import { userTokens } from './user-tokens.ts';

const fields = z.object({ refresh_token: z.string().min(1).optional() });

/**
 * Exchanges a refresh token for tokens of the same scopes, a new refresh token among them; the old one stays good.
 * https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow#refresh-the-access-token
 */
export async function redeemRefreshToken(
  context: EntraContext,
  { authority, application, form }: Redemption,
): Promise<Record<string, unknown>> {
  const { refresh_token: presented } = fields.parse(form);
  if (presented === undefined) throw new AadstsFault(900144, { parameter: 'refresh_token' });
  const grant = context.refreshTokens.get(presented);
  const user = grant && findUser(context.cloud, grant.userId);
  if (grant === undefined || user === undefined || grant.clientId !== application.clientId)
    throw new AadstsFault(70008);
  if (!admitsTenant(authority, user.tenantId)) throw new AadstsFault(700005);
  refuseBlocked(context, application, user);
  return userTokens(context, { user, application, scopes: grant.scopes });
}
