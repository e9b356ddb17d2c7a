import { createHmac } from 'node:crypto';
import { type Cipher, CipherFault } from '../../ports/cipher.ts';
import { Secret } from '../../secret.ts';
import { createDataKeys, type DataKeyDeps, type DataKeyTimes } from './data-keys.ts';
import { keyIdOf, openBytes, sealBytes } from './sealed-format.ts';

const ivLength = 12;

/**
 * Envelope encryption: values under an organization's data key, data keys under the wrapping key.
 * Rejects with `CipherFault`, or with what `rows` rejects with when the keys cannot be read.
 */
export function createEnvelopeCipher(deps: DataKeyDeps, times: DataKeyTimes): Cipher {
  const { random } = deps;
  const keys = createDataKeys(deps, times);

  return {
    async seal(plaintext, context) {
      const text = plaintext.reveal();
      // UTF-8 has no form for half a surrogate pair: the value would come back as another one.
      if (!text.isWellFormed()) throw new RangeError('the value is not well-formed Unicode');
      const key = await keys.active(context.organizationId);
      return sealBytes(Buffer.from(text, 'utf8'), key, context, random.bytes(ivLength));
    },

    async open(sealed, context) {
      const keyId = keyIdOf(sealed);
      if (keyId === undefined) throw new CipherFault('cipher.unreadable');
      const key = await keys.find(context.organizationId, keyId);
      try {
        return new Secret(Buffer.from(openBytes(sealed, key, context)).toString('utf8'));
      } catch (error) {
        throw new CipherFault('cipher.unreadable', { cause: error });
      }
    },

    async digest(value, organizationId) {
      const key = await keys.digest(organizationId);
      return createHmac('sha256', key).update(value.reveal(), 'utf8').digest('base64url');
    },

    check: (organizationId) => keys.check(organizationId),
  };
}
