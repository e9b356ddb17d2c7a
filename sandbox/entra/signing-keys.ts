import { createHash } from 'node:crypto';
import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK, type JWTPayload, SignJWT } from 'jose';
import type { Cloud } from '../cloud/cloud.ts';

/** Entra's token-signing keys: the newest signs, all are published. */
export interface SigningKeys {
  sign(payload: JWTPayload): Promise<string>;
  /** The public keys as a JWK set (RFC 7517). */
  published(): { keys: JWK[] };
  /** Adds a key, which signs from then on. */
  rotate(): Promise<void>;
}

const algorithm = 'RS256';

/** Keys live in the cloud's model; the first is made here when there is none. */
export async function createSigningKeys(cloud: Cloud): Promise<SigningKeys> {
  const { model } = cloud;
  const imported = new Map<string, CryptoKey>();

  async function rotate(): Promise<void> {
    model.signingKeys.unshift(await makeSigningKey());
    cloud.changed();
  }

  async function newest(): Promise<{ kid: string; key: CryptoKey }> {
    if (model.signingKeys.length === 0) await rotate();
    const jwk = model.signingKeys[0] as JWK & { kid: string };
    const kept = imported.get(jwk.kid);
    const key = kept ?? ((await importJWK(jwk, algorithm)) as CryptoKey);
    imported.set(jwk.kid, key);
    return { kid: jwk.kid, key };
  }

  await newest();
  return {
    rotate,
    async sign(payload) {
      const { kid, key } = await newest();
      return new SignJWT(payload).setProtectedHeader({ typ: 'JWT', alg: algorithm, kid }).sign(key);
    },
    published: () => ({ keys: model.signingKeys.map((jwk) => publicPart(jwk as JWK)) }),
  };
}

async function makeSigningKey(): Promise<Record<string, unknown>> {
  const { privateKey } = await generateKeyPair(algorithm, { modulusLength: 2048, extractable: true });
  const jwk = await exportJWK(privateKey);
  const kid = createHash('sha256')
    .update(jwk.n ?? '')
    .digest('base64url')
    .slice(0, 27);
  return { ...jwk, kid, use: 'sig', alg: algorithm };
}

function publicPart({ kty, n, e, kid, use, alg }: JWK): JWK {
  return { kty, use, kid, n, e, alg } as JWK;
}
