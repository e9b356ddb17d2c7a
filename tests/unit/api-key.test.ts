import { type ApiKey, apiKeyPrefix, digestApiKey, formatApiKey, isSameKey } from '../../shared/domain/api-key.ts';

const { key, prefix } = formatApiKey(new Uint8Array(40).fill(7));
const stored: ApiKey = {
  prefix,
  digest: digestApiKey(key),
  organizationId: 'organization',
  serviceAccountId: 'account',
};

describe('API keys', () => {
  test('are found by their public part', () => {
    expect(apiKeyPrefix(key)).toBe(prefix);
    expect(apiKeyPrefix(`${key}x`)).toBeUndefined();
    expect(key).not.toBe(formatApiKey(new Uint8Array(40).fill(8)).key);
  });

  test('are the ones that were given out, and no others', () => {
    expect(isSameKey(stored, key)).toBe(true);
    expect(isSameKey(stored, `${prefix}.${'A'.repeat(43)}`)).toBe(false);
  });
});
