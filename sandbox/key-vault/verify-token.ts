import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose';
import { KeyVaultError } from './key-vault-error.ts';

/** Who calls, as the token says. */
export interface Caller {
  tenantId: string;
  /** Object id of the service principal. */
  objectId: string;
  clientId: string;
  issuer: string;
}

export interface TokenRules {
  audience: string;
  /** The only issuer whose tokens the vault takes: its own tenant's. */
  issuer: string;
  now: Date;
}

export type KeySource = () => { keys: object[] };

/**
 * Checks an app-only access token: signature, audience, validity, then that the vault's own tenant issued it.
 * The refusals carry the service's AKV numbers; AKV10032 is the token of another tenant.
 */
export function createTokenVerifier(keys: KeySource): (token: string, rules: TokenRules) => Promise<Caller> {
  const keySet = createKeySet(keys);
  return async (token, rules) => {
    const payload = await verify(token, keySet(), rules);
    const { iss, tid, oid, appid } = payload;
    if (iss !== rules.issuer) {
      throw unauthorized(`AKV10032: Invalid issuer. Expected one of ${rules.issuer}, found ${iss}.`);
    }
    if (typeof tid !== 'string' || typeof oid !== 'string' || typeof appid !== 'string') {
      throw unauthorized('Error validating token: the claims tid, oid and appid are required.');
    }
    return { tenantId: tid, objectId: oid, clientId: appid, issuer: iss };
  };
}

type KeySet = ReturnType<typeof createLocalJWKSet>;

/** Importing keys costs more than a check: the set is made anew only when Entra's keys have changed. */
function createKeySet(keys: KeySource): () => KeySet {
  let made: { from: string; set: KeySet } | undefined;
  return () => {
    const jwks = keys();
    const from = JSON.stringify(jwks);
    if (made?.from !== from) made = { from, set: createLocalJWKSet(jwks as JSONWebKeySet) };
    return made.set;
  };
}

async function verify(token: string, keySet: KeySet, rules: TokenRules): Promise<JWTPayload> {
  try {
    const options = { algorithms: ['RS256'], audience: rules.audience, currentDate: rules.now };
    const { payload } = await jwtVerify(token, keySet, options);
    return payload;
  } catch (error) {
    throw unauthorized(messageOf(error, rules));
  }
}

function messageOf(error: unknown, rules: TokenRules): string {
  if (error instanceof errors.JWTExpired) return '[TokenExpired] Error validating token: the token has expired.';
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud') {
    return `AKV10022: Invalid audience. Expected ${rules.audience}, found: ${String(error.payload.aud)}.`;
  }
  if (error instanceof errors.JWTClaimValidationFailed) return `Error validating token: the claim ${error.claim}.`;
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey) {
    return 'AKV10046: Unable to resolve the key used for signature validation.';
  }
  if (error instanceof errors.JOSEError) return 'Error validating token: it is no token that can be read.';
  throw error;
}

function unauthorized(message: string): KeyVaultError {
  return new KeyVaultError(401, 'Unauthorized', message);
}
