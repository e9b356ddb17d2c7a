import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';
import { EntraFault, type IdTokenClaims, IdTokenFault, type IdTokenFaultCode } from '../../ports/entra.ts';
import type { Secret } from '../../secret.ts';

/** Seconds that clocks may differ. */
const clockTolerance = 60;

export interface IdTokenRules {
  /** Finds the key that a token's header names. */
  keys: JWTVerifyGetKey;
  /** The `issuer` that Entra's key document gives for the key, with `{tenantid}` for the tenant; absent: none given. */
  keyIssuer: (keyId: string | undefined) => string | undefined;
  authorityHost: string;
  clientId: string;
  nonce: string;
  now: Date;
}

/** https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference */
const claims = z.object({
  tid: z.guid(),
  oid: z.string().min(1),
  name: z.string().optional(),
  preferred_username: z.string().optional(),
  // Anything else than the two documented values proves nothing, and counts as absent.
  acct: z
    .union([z.literal(0), z.literal(1)])
    .optional()
    .catch(undefined),
  wids: z.array(z.string()).default([]),
});

/**
 * Checks everything that makes an id_token proof of a sign-in: RS256 signature by a key that Entra publishes, `aud`, `nonce`,
 * `exp` and `nbf`, and that `iss` is the issuer of the token's own tenant.
 * https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation
 * https://learn.microsoft.com/entra/identity-platform/access-tokens#validate-tokens
 */
export async function verifyIdToken(idToken: Secret, rules: IdTokenRules): Promise<IdTokenClaims> {
  const { payload, keyId } = await verifyJwt(idToken, rules);
  const parsed = claims.safeParse(payload);
  if (!parsed.success) throw new IdTokenFault('id-token.malformed', { cause: parsed.error });
  const { tid, oid, name, preferred_username, acct, wids } = parsed.data;
  if (payload.iss !== issuerOf(`${rules.authorityHost}/{tenantid}/v2.0`, tid))
    throw new IdTokenFault('id-token.issuer');
  // Some of the published keys may sign for one tenant only.
  const keyIssuer = rules.keyIssuer(keyId);
  if (keyIssuer !== undefined && issuerOf(keyIssuer, tid) !== payload.iss) throw new IdTokenFault('id-token.issuer');
  if (payload.nonce !== rules.nonce) throw new IdTokenFault('id-token.nonce');
  return {
    tenantId: tid.toLowerCase(),
    objectId: oid,
    directoryRoles: wids,
    ...(name === undefined ? {} : { name }),
    ...(preferred_username === undefined ? {} : { preferredUsername: preferred_username }),
    ...(acct === undefined ? {} : { account: acct }),
  };
}

function issuerOf(template: string, tenantId: string): string {
  return template.replace('{tenantid}', tenantId);
}

async function verifyJwt(idToken: Secret, rules: IdTokenRules): Promise<{ payload: JWTPayload; keyId?: string }> {
  try {
    const { payload, protectedHeader } = await jwtVerify(idToken.reveal(), rules.keys, {
      algorithms: ['RS256'],
      audience: rules.clientId,
      requiredClaims: ['exp', 'iss', 'nonce'],
      clockTolerance,
      currentDate: rules.now,
    });
    return { payload, ...(protectedHeader.kid === undefined ? {} : { keyId: protectedHeader.kid }) };
  } catch (cause) {
    const code = faultOf(cause);
    if (code !== undefined) throw new IdTokenFault(code, { cause });
    throw new EntraFault('entra.unavailable', { cause });
  }
}

/** Nothing when it is not the token's fault: then the keys could not be had. */
function faultOf(error: unknown): IdTokenFaultCode | undefined {
  if (error instanceof errors.JWTExpired) return 'id-token.expired';
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'nbf' || error.claim === 'exp') return 'id-token.expired';
    if (error.claim === 'aud') return 'id-token.audience';
    if (error.claim === 'iss') return 'id-token.issuer';
    return error.claim === 'nonce' ? 'id-token.nonce' : 'id-token.malformed';
  }
  if (
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSEAlgNotAllowed
  ) {
    return 'id-token.signature';
  }
  if (
    error instanceof errors.JWSInvalid ||
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JOSENotSupported
  ) {
    return 'id-token.malformed';
  }
  return undefined;
}
