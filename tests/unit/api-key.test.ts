import { type ApiKey, apiKeyIsValid, apiKeyPrefix, digestApiKey, formatApiKey } from '../../shared/domain/api-key.ts';

const now = new Date('2026-01-01T00:00:00Z');
const { key, prefix } = formatApiKey(new Uint8Array(40).fill(7));

const stored: ApiKey = {
  prefix,
  digest: digestApiKey(key),
  organizationId: 'organization',
  serviceAccountId: 'account',
  name: 'key',
  role: 'ADMIN',
  createdAt: now,
};

describe('API keys', () => {
  test('are found by their public part', () => {
    expect(apiKeyPrefix(key)).toBe(prefix);
    expect(apiKeyPrefix(`${key}x`)).toBeUndefined();
    expect(key).not.toBe(formatApiKey(new Uint8Array(40).fill(8)).key);
  });

  test('are valid as they were given out, and no other', () => {
    expect(apiKeyIsValid(stored, key, now)).toBe(true);
    expect(apiKeyIsValid(stored, `${prefix}.${'A'.repeat(43)}`, now)).toBe(false);
  });

  test('are valid until they expire', () => {
    const expiring = { ...stored, expiresAt: now };
    expect(apiKeyIsValid(expiring, key, new Date(now.getTime() - 1))).toBe(true);
    expect(apiKeyIsValid(expiring, key, now)).toBe(false);
  });

  test('are not valid once revoked', () => {
    expect(apiKeyIsValid({ ...stored, revokedAt: now }, key, now)).toBe(false);
  });
});
