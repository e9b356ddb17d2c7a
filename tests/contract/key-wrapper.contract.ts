import { randomBytes } from 'node:crypto';
import type { KeyWrapper } from '../../shared/ports/key-wrapper.ts';

/** What every implementation of `KeyWrapper` keeps. */
export function describeKeyWrapper(name: string, make: () => Promise<KeyWrapper>): void {
  describe(`key wrapper: ${name}`, () => {
    let wrapper: KeyWrapper;
    beforeAll(async () => {
      wrapper = await make();
    });

    it('unwraps what it wrapped', async () => {
      const keys = Array.from({ length: 5 }, () => Uint8Array.from(randomBytes(32)));
      const wrapped = await Promise.all(keys.map((key) => wrapper.wrap(key)));
      for (const [n, one] of wrapped.entries()) expect(await wrapper.unwrap(one)).toEqual(keys[n]);
    });

    it('shows nothing of the key', async () => {
      const key = randomBytes(32);
      const { bytes, wrappedBy } = await wrapper.wrap(key);
      expect(Buffer.from(bytes).includes(key.subarray(0, 8))).toBe(false);
      expect(wrappedBy).toMatch(/^[a-z]+:.+$/);
    });

    it('names the same wrapping key for all keys', async () => {
      const [one, two] = await Promise.all([wrapper.wrap(randomBytes(32)), wrapper.wrap(randomBytes(32))]);
      expect(one?.wrappedBy).toBe(two?.wrappedBy);
    });

    it('keeps its own copy of the bytes', async () => {
      const key = Uint8Array.from(randomBytes(32));
      const expected = Uint8Array.from(key);
      const wrapped = await wrapper.wrap(key);
      key.fill(0);
      (await wrapper.unwrap(wrapped)).fill(0);
      expect(await wrapper.unwrap(wrapped)).toEqual(expected);
    });

    it('refuses bytes that were changed', async () => {
      const { wrappedBy, bytes } = await wrapper.wrap(randomBytes(32));
      const changed = Uint8Array.from(bytes, (byte, index) => (index === 3 ? byte ^ 1 : byte));
      for (const other of [changed, bytes.subarray(1), new Uint8Array(0), new Uint8Array(40)]) {
        await expect(wrapper.unwrap({ wrappedBy, bytes: other })).rejects.toMatchObject({ name: 'KeyRefused' });
      }
    });

    it('lacks a wrapping key that it does not know', async () => {
      const { bytes } = await wrapper.wrap(randomBytes(32));
      await expect(wrapper.unwrap({ wrappedBy: 'elsewhere:1', bytes })).rejects.toMatchObject({
        name: 'KeyUnavailable',
      });
    });

    it.each([0, 16, 31, 33])('wraps no key of %i bytes', async (length) => {
      await expect(wrapper.wrap(new Uint8Array(length))).rejects.toThrow(RangeError);
    });
  });
}
