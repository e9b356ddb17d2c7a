import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';
import type { SealContext } from '../../ports/cipher.ts';

const algorithm = 'aes-256-gcm';
const version = 1;
const keyIdLength = 16;
const headerLength = 1 + keyIdLength;
const ivLength = 12;
const tagLength = 16;

/** Bytes that sealing adds: version, key id, IV and tag. */
export const sealOverhead = headerLength + ivLength + tagLength;

export interface DataKey {
  /** A UUID. */
  id: string;
  key: KeyObject;
}

/**
 * AES-256-GCM with a random IV of 96 bits, as NIST SP 800-38D, section 8.2.2, has it: fit for 2^32 values per data key.
 * The result is version (1 byte), key id (16), IV (12), ciphertext, tag (16).
 */
export function sealBytes(
  plaintext: Uint8Array,
  { id, key }: DataKey,
  context: SealContext,
  iv: Uint8Array,
): Uint8Array {
  const header = Buffer.concat([Uint8Array.of(version), Buffer.from(id.replaceAll('-', ''), 'hex')]);
  const cipher = createCipheriv(algorithm, key, iv, { authTagLength: tagLength });
  cipher.setAAD(associatedData(header, context));
  const ciphertext = [cipher.update(plaintext), cipher.final()];
  return Uint8Array.from(Buffer.concat([header, iv, ...ciphertext, cipher.getAuthTag()]));
}

/** The id of the data key that sealed this; nothing when it is no sealed value of a known version. */
export function keyIdOf(sealed: Uint8Array): string | undefined {
  if (sealed[0] !== version || sealed.byteLength < sealOverhead) return undefined;
  const hex = Buffer.from(sealed.subarray(1, headerLength)).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Throws Node's error when key, context or bytes are not those of the sealing. */
export function openBytes(sealed: Uint8Array, key: KeyObject, context: SealContext): Uint8Array {
  const header = sealed.subarray(0, headerLength);
  const iv = sealed.subarray(headerLength, headerLength + ivLength);
  const decipher = createDecipheriv(algorithm, key, iv, { authTagLength: tagLength });
  decipher.setAAD(associatedData(header, context));
  decipher.setAuthTag(sealed.subarray(-tagLength));
  const plaintext = decipher.update(sealed.subarray(headerLength + ivLength, -tagLength));
  return Buffer.concat([plaintext, decipher.final()]);
}

/**
 * The header, then each part after its length: `['ab', 'c']` and `['a', 'bc']` differ. UTF-16, since in UTF-8 all
 * unpaired surrogates would look the same.
 */
function associatedData(header: Uint8Array, { organizationId, binding }: SealContext): Buffer {
  const parts = [organizationId, ...binding].flatMap((part) => {
    const bytes = Buffer.from(part, 'utf16le');
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.byteLength);
    return [length, bytes];
  });
  return Buffer.concat([header, ...parts]);
}
