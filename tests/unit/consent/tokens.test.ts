import { codeChallenge } from '../../../shared/domain/consent/code-challenge.ts';
import { digestToken, formatToken, tokenMatches } from '../../../shared/domain/consent/one-time-token.ts';
import { formatState, parseState } from '../../../shared/domain/consent/state.ts';

const consentId = '0d9c2f6e-58a4-4d0c-9f43-6f2b7f0f8a11';

test("the challenge is RFC 7636's own example", () => {
  expect(codeChallenge('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
    'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  );
});

test('a one-time token is 32 bytes as 43 characters, and only itself matches its digest', () => {
  const token = formatToken(new Uint8Array(32).fill(7));
  expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(tokenMatches(digestToken(token), token)).toBe(true);
  expect(tokenMatches(digestToken(token), `${token}=`)).toBe(false);
  expect(tokenMatches(digestToken(token), '')).toBe(false);
  expect(() => formatToken(new Uint8Array(31))).toThrow(RangeError);
});

describe('state', () => {
  test('comes back as it was made', () => {
    expect(parseState(formatState({ consentId, token: 'abc-_9' }))).toEqual({ consentId, token: 'abc-_9' });
  });

  test.each([
    '',
    consentId,
    `${consentId}.`,
    `.${'a'.repeat(43)}`,
    `${consentId}.a.b`,
    `${consentId}/x.abc`,
    `${consentId.toUpperCase()}.abc`,
    `${consentId}.abc\n`,
    `${consentId}.${'a'.repeat(101)}`,
    '__proto__.abc',
  ])('"%s" is none', (text) => {
    expect(parseState(text)).toBeUndefined();
  });
});
