import { createCipheriv, createDecipheriv } from 'node:crypto';
import { KeyRefused, KeyUnavailable, type KeyWrapper } from '../../ports/key-wrapper.ts';
import { keyLength, readKeyFile } from './key-file.ts';

/** AES key wrap with its default initial value: https://www.rfc-editor.org/rfc/rfc3394#section-2.2.3.1 */
const algorithm = 'id-aes256-wrap';
const initialValue = Buffer.alloc(8, 0xa6);

/**
 * Wraps data keys with the keys of a local file. The file is read for every key, which is rare since the cipher keeps
 * unwrapped keys for a while; so a line added to the file counts without a restart.
 */
export function createKeyFileWrapper(path: string): KeyWrapper {
  return {
    async wrap(dataKey) {
      if (dataKey.byteLength !== keyLength) throw new RangeError(`a data key has ${keyLength} bytes`);
      const [{ id, key }] = await readKeyFile(path);
      const cipher = createCipheriv(algorithm, key, initialValue);
      return { wrappedBy: id, bytes: Uint8Array.from(Buffer.concat([cipher.update(dataKey), cipher.final()])) };
    },

    async unwrap({ wrappedBy, bytes }) {
      const wrapping = (await readKeyFile(path)).find(({ id }) => id === wrappedBy);
      if (wrapping === undefined)
        throw new KeyUnavailable('wrapping-key.not-found', `the key file ${path} lacks the key ${wrappedBy}`);
      // OpenSSL would unwrap nothing to nothing, and shorter keys as well; a data key has one length (RFC 3394 adds 8).
      if (bytes.byteLength !== keyLength + 8) throw new KeyRefused('a wrapped data key has another length');
      try {
        const decipher = createDecipheriv(algorithm, wrapping.key, initialValue);
        return Uint8Array.from(Buffer.concat([decipher.update(bytes), decipher.final()]));
      } catch (error) {
        throw new KeyRefused(`these bytes were not wrapped by ${wrappedBy}`, { cause: error });
      }
    },
  };
}
