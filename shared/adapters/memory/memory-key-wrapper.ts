import { KeyRefused, KeyUnavailable, type KeyWrapper } from '../../ports/key-wrapper.ts';

const wrappedBy = 'memory:1';

/** Remembers the keys and hands out numbers for them: what is stored is useless without this value. */
export function createMemoryKeyWrapper(): KeyWrapper {
  const keys: Uint8Array[] = [];

  return {
    async wrap(dataKey) {
      if (dataKey.byteLength !== 32) throw new RangeError('a data key has 32 bytes');
      const handle = Buffer.from(`memory key ${keys.length}`);
      keys.push(Uint8Array.from(dataKey));
      return { wrappedBy, bytes: Uint8Array.from(handle) };
    },

    async unwrap(wrapped) {
      if (wrapped.wrappedBy !== wrappedBy)
        throw new KeyUnavailable('wrapping-key.not-found', `there is no wrapping key ${wrapped.wrappedBy}`);
      const [, number] = /^memory key (\d+)$/.exec(Buffer.from(wrapped.bytes).toString('latin1')) ?? [];
      const key = number === undefined ? undefined : keys[Number(number)];
      if (key === undefined) throw new KeyRefused('these bytes were not wrapped here');
      return Uint8Array.from(key);
    },
  };
}
