import { createHmac } from 'node:crypto';
import { type Cipher, CipherFault, type SealContext } from '../../ports/cipher.ts';
import type { Random } from '../../ports/random.ts';
import type { Secret } from '../../secret.ts';

/** Keeps the values and hands out random handles for them: what is stored says nothing without this value. */
export function createMemoryCipher({ random }: { random: Pick<Random, 'bytes'> }): Cipher {
  const sealed = new Map<string, { plaintext: Secret; context: string }>();
  const digestKey = random.bytes(32);

  return {
    async seal(plaintext, context) {
      if (!plaintext.reveal().isWellFormed()) throw new RangeError('the value is not well-formed Unicode');
      const handle = random.bytes(45);
      sealed.set(keyOf(handle), { plaintext, context: contextOf(context) });
      return handle;
    },

    async open(handle, context) {
      const found = sealed.get(keyOf(handle));
      if (found?.context !== contextOf(context)) throw new CipherFault('cipher.unreadable');
      return found.plaintext;
    },

    async digest(value, organizationId) {
      const text = JSON.stringify([organizationId, value.reveal()]);
      return createHmac('sha256', digestKey).update(text).digest('base64url');
    },

    check: async () => 'ok',
  };
}

function keyOf(handle: Uint8Array): string {
  return Buffer.from(handle).toString('base64');
}

function contextOf({ organizationId, binding }: SealContext): string {
  return JSON.stringify([organizationId, ...binding]);
}
