import { constants, createPrivateKey, createPublicKey, privateDecrypt, publicEncrypt } from 'node:crypto';
import type { KeyVersion } from '../cloud/model.ts';
import type { WrapBody } from './key-body.ts';
import { badParameter } from './key-vault-error.ts';

const HASHES = { 'RSA-OAEP': 'sha1', 'RSA-OAEP-256': 'sha256' } as const;

/** Wraps with the public key, RSAES-OAEP of RFC 8017; bytes in and out in base64url. */
export function wrap({ jwk }: KeyVersion, { alg, value }: WrapBody): string {
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  return attempt(() => publicEncrypt(options(key, alg), Buffer.from(value, 'base64url')));
}

export function unwrap({ jwk }: KeyVersion, { alg, value }: WrapBody): string {
  const key = createPrivateKey({ key: jwk, format: 'jwk' });
  return attempt(() => privateDecrypt(options(key, alg), Buffer.from(value, 'base64url')));
}

function options<K>(key: K, alg: WrapBody['alg']) {
  return { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: HASHES[alg] };
}

/** That the service calls bytes that it cannot wrap or unwrap a bad parameter is assumed. */
function attempt(act: () => Buffer): string {
  try {
    return act().toString('base64url');
  } catch {
    throw badParameter('The parameter is incorrect.');
  }
}
