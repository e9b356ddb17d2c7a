import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';
import type { TokenIssuer } from '../../config.ts';
import { ServiceError } from '../../errors.ts';
import type { Clock } from '../../ports/clock.ts';
import type { TokenIdentity, TokenVerifier } from '../../ports/token-verifier.ts';

const discovery = z.object({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) });

/**
 * Verifies tokens of an OpenID Connect issuer. Its keys come from `jwksUrl`, or are found by the discovery document
 * (https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig); jose caches them, and takes only asymmetric
 * signatures by keys of such a set.
 */
export function createIssuerTokenVerifier(settings: TokenIssuer, deps: { clock: Clock }): TokenVerifier {
  let keys: Promise<JWTVerifyGetKey> | undefined;
  const getKeys = () => {
    keys ??= loadKeys(settings).catch((cause) => {
      keys = undefined;
      throw new ServiceError('auth.unavailable', "The token issuer's keys cannot be fetched.", {
        cause,
        retryAfter: 10,
      });
    });
    return keys;
  };

  return {
    async verify(token) {
      const keySet = await getKeys();
      try {
        const { payload } = await jwtVerify(token, keySet, {
          issuer: settings.issuer,
          audience: settings.audience,
          requiredClaims: ['exp', 'sub'],
          clockTolerance: 60,
          currentDate: deps.clock.now(),
        });
        return identity(payload, settings);
      } catch (error) {
        if (
          error instanceof errors.JWKSTimeout ||
          !(error instanceof errors.JOSEError) ||
          error.code === 'ERR_JOSE_GENERIC'
        ) {
          throw new ServiceError('auth.unavailable', "The token issuer's keys cannot be fetched.", {
            cause: error,
            retryAfter: 10,
          });
        }
        return undefined;
      }
    },
  };
}

async function loadKeys(settings: TokenIssuer): Promise<JWTVerifyGetKey> {
  if (settings.jwksUrl !== undefined) return createRemoteJWKSet(new URL(settings.jwksUrl));
  const address = `${settings.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(address, { signal: AbortSignal.timeout(5_000) });
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  const document = discovery.parse(await response.json());
  if (document.issuer !== settings.issuer) throw new Error(`${address} names another issuer`);
  return createRemoteJWKSet(new URL(document.jwks_uri));
}

function identity(payload: JWTPayload, settings: TokenIssuer): TokenIdentity | undefined {
  const organizationId = payload[settings.organizationClaim];
  const role = payload[settings.roleClaim];
  if (payload.sub === undefined || typeof organizationId !== 'string' || typeof role !== 'string') return undefined;
  const name = typeof payload.name === 'string' ? payload.name : payload.sub;
  return { subject: payload.sub, name, organizationId, role };
}
