import type { PortalSignIn } from '../../config.ts';
import type { Reply } from '../route.ts';

/**
 * What the portal asks for first: `api_url`, the origin of the API (empty: its own), and `sign_in` (null: not configured).
 * Where the portal is served by something else, a file of this content stands in for it.
 */
export function portalConfigReply(signIn: PortalSignIn | undefined): Reply {
  const sign_in = signIn && { issuer: signIn.issuer, client_id: signIn.clientId, scope: signIn.scope };
  return { status: 200, body: { api_url: '', sign_in: sign_in ?? null }, headers: { 'Cache-Control': 'no-cache' } };
}
