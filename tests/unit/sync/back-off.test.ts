import { waitBeforeRetry } from '../../../shared/domain/sync/back-off.ts';
import { VaultFault } from '../../../shared/ports/vaults.ts';

test('waits as documented, longer when the vault says so, and not for ever', () => {
  const throttled = new VaultFault('vault.throttled');
  expect([1, 2, 3, 4, 5, 6].map((attempt) => waitBeforeRetry(throttled, attempt))).toEqual([1, 2, 4, 8, 16, undefined]);
  expect(waitBeforeRetry(new VaultFault('vault.throttled', { retryAfter: 30 }), 1)).toBe(30);
  expect(waitBeforeRetry(new VaultFault('vault.throttled', { retryAfter: 1 }), 3)).toBe(4);
  expect(waitBeforeRetry(new VaultFault('vault.throttled', { retryAfter: 31 }), 1)).toBeUndefined();
});

test('does not wait for what will not pass', () => {
  expect(waitBeforeRetry(new VaultFault('vault.forbidden-by-rbac'), 1)).toBeUndefined();
  expect(waitBeforeRetry(new VaultFault('secret.not-found'), 1)).toBeUndefined();
});
