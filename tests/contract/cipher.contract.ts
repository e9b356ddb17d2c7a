import { randomUUID } from 'node:crypto';
import type { Cipher, SealContext } from '../../shared/ports/cipher.ts';
import { Secret } from '../../shared/secret.ts';

/** What every implementation of `Cipher` keeps. */
export function describeCipher(name: string, make: () => Cipher): void {
  describe(`cipher: ${name}`, () => {
    const cipher = make();
    const context = (binding = ['value', randomUUID()]): SealContext => ({ organizationId: randomUUID(), binding });
    const unreadable = { name: 'CipherFault', code: 'cipher.unreadable' };

    it.each([
      ['text', 'pässwörd 💥'],
      ['nothing', ''],
      ['65,536 characters', '日'.repeat(65_536)],
      ['control characters', '\u0000\r\n\u2028\ufeff'],
    ])('opens what it sealed: %s', async (_what, text) => {
      const where = context();
      expect((await cipher.open(await cipher.seal(new Secret(text), where), where)).reveal()).toBe(text);
    });

    it('shows nothing of the value, and seals equal values differently', async () => {
      const where = context();
      const one = await cipher.seal(new Secret('canary-0123456789'), where);
      const two = await cipher.seal(new Secret('canary-0123456789'), where);
      expect(Buffer.from(one).toString('latin1')).not.toContain('canary');
      expect(Buffer.from(one).equals(two)).toBe(false);
    });

    it('opens nothing in another place', async () => {
      const where = { organizationId: 'organization', binding: ['ab', 'c'] };
      const sealed = await cipher.seal(new Secret('x'), where);
      const others: SealContext[] = [
        { organizationId: 'other', binding: ['ab', 'c'] },
        { organizationId: 'organization', binding: ['ab', 'd'] },
        { organizationId: 'organization', binding: ['a', 'bc'] },
        { organizationId: 'organization', binding: ['abc'] },
        { organizationId: 'organization', binding: ['c', 'ab'] },
        { organizationId: 'organization', binding: ['ab'] },
        { organizationId: 'organization', binding: ['ab', 'c', ''] },
        { organizationId: 'organization', binding: [] },
        { organizationId: 'organizationab', binding: ['c'] },
      ];
      // The other organization has keys of its own.
      await cipher.seal(new Secret('y'), { organizationId: 'other', binding: [] });
      for (const other of others) await expect(cipher.open(sealed, other)).rejects.toMatchObject(unreadable);
      expect((await cipher.open(sealed, where)).reveal()).toBe('x');
    });

    it('opens nothing that was changed anywhere', async () => {
      const where = context();
      const sealed = await cipher.seal(new Secret('value'), where);
      for (let index = 0; index < sealed.length; index += 1) {
        const changed = Uint8Array.from(sealed, (byte, at) => (at === index ? byte ^ 1 : byte));
        await expect(cipher.open(changed, where)).rejects.toMatchObject(unreadable);
      }
      for (const length of [0, 1, 17, 44, sealed.length - 1]) {
        await expect(cipher.open(sealed.subarray(0, length), where)).rejects.toMatchObject(unreadable);
      }
      await expect(cipher.open(Buffer.concat([sealed, Uint8Array.of(0)]), where)).rejects.toMatchObject(unreadable);
    });

    it('refuses a value that has no UTF-8 form', async () => {
      await expect(cipher.seal(new Secret('\ud800'), context())).rejects.toThrow(RangeError);
    });

    it('says that keys which can be had are ok, of an organization with keys and of one without', async () => {
      const organizationId = randomUUID();
      expect(await cipher.check(organizationId)).toBe('ok');
      await cipher.seal(new Secret('x'), { organizationId, binding: [] });
      expect(await cipher.check(organizationId)).toBe('ok');
    });

    it('tells equal values by their digests, within one organization', async () => {
      const [one, other] = [randomUUID(), randomUUID()];
      const digest = await cipher.digest(new Secret('value'), one);
      expect(digest).toMatch(/^[\w-]{43}$/);
      expect(await cipher.digest(new Secret('value'), one)).toBe(digest);
      expect(await cipher.digest(new Secret('valuf'), one)).not.toBe(digest);
      expect(await cipher.digest(new Secret('value'), other)).not.toBe(digest);
      expect(await cipher.digest(new Secret(''), one)).toMatch(/^[\w-]{43}$/);
    });
  });
}
