import fc from 'fast-check';
import { isVaultName } from '../../../shared/domain/integration/vault-name.ts';

describe('names of vaults', () => {
  test.each(['abc', 'A-b-9', 'contoso-production', 'x12', 'a'.repeat(24)])('accepts %s', (name) => {
    expect(isVaultName(name)).toBe(true);
  });

  test.each([
    ['too short', 'ab'],
    ['too long', 'a'.repeat(25)],
    ['beginning with a digit', '1abc'],
    ['beginning with a hyphen', '-abc'],
    ['ending with a hyphen', 'abc-'],
    ['two hyphens in a row', 'a--b'],
    ['a dot, which would name another host', 'evil.example'],
    ['a slash', 'abc/def'],
    ['an at sign', 'abc@evil'],
    ['a line feed at the end', 'abc\n'],
    ['a letter that is not ASCII', 'tresör'],
    ['nothing', ''],
  ])('refuses one %s', (_what, name) => {
    expect(isVaultName(name)).toBe(false);
  });

  test('whatever it accepts is one label of a host name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
        if (isVaultName(text)) {
          expect(new URL(`https://${text}.vault.azure.net/`).hostname).toBe(`${text.toLowerCase()}.vault.azure.net`);
        }
      }),
    );
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9.@:/-]{2,23}$/), (text) => {
        if (isVaultName(text)) expect(new URL(`https://${text}.vault.azure.net/`).hostname.split('.')).toHaveLength(4);
      }),
    );
  });
});
