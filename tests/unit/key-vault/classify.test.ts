import { classifyEntraFailure } from '../../../shared/adapters/key-vault/classify-entra-failure.ts';
import { classifyNetworkError } from '../../../shared/adapters/key-vault/classify-network-error.ts';
import { classifyVaultAnswer } from '../../../shared/adapters/key-vault/classify-vault-answer.ts';
import { readEntraFailure } from '../../../shared/adapters/key-vault/entra-failure.ts';
import { readVaultAnswer } from '../../../shared/adapters/key-vault/vault-answer.ts';

const now = new Date('2026-05-01T12:00:00Z');
const raw = (status: number, body: string, headers: Record<string, string> = {}) => ({
  status,
  body,
  header: (name: string) => headers[name],
});
const cause = new Error('the cause');

describe('error responses of a vault', () => {
  const body = (code: string, inner?: string) =>
    JSON.stringify({ error: { code, message: 'Forbidden', ...(inner ? { innererror: { code: inner } } : {}) } });

  test.each([
    [401, body('Unauthorized'), 'vault.wrong-tenant'],
    [403, body('Forbidden', 'ForbiddenByRbac'), 'vault.forbidden-by-rbac'],
    [403, body('Forbidden', 'AccessDenied'), 'vault.forbidden-by-access-policy'],
    [403, body('Forbidden', 'ForbiddenByPolicy'), 'vault.forbidden-by-access-policy'],
    [403, body('Forbidden', 'ForbiddenByFirewall'), 'vault.forbidden-by-firewall'],
    [403, body('Forbidden', 'ForbiddenByConnection'), 'vault.forbidden-by-connection'],
    [403, body('Forbidden', 'ForbiddenByGovernancePolicy'), 'vault.forbidden-by-governance-policy'],
    [403, body('Forbidden', 'SecretDisabled'), 'secret.disabled'],
    [403, body('Forbidden', 'SomethingNew'), 'vault.rejected'],
    [403, body('Forbidden'), 'vault.rejected'],
    [403, '<html>a proxy</html>', 'vault.rejected'],
    [404, body('SecretNotFound'), 'secret.not-found'],
    [404, body('NotFound'), 'vault.rejected'],
    [409, body('Conflict', 'ObjectIsDeletedButRecoverable'), 'secret.deleted'],
    [409, body('Conflict', 'ObjectIsBeingDeleted'), 'secret.being-deleted'],
    [409, body('Conflict', 'ObjectIsBeingRecovered'), 'secret.being-deleted'],
    [409, body('Conflict'), 'vault.rejected'],
    [400, body('BadParameter'), 'vault.rejected'],
    [408, '', 'vault.unavailable'],
    [429, body('Throttled'), 'vault.throttled'],
    [429, '', 'vault.throttled'],
    [500, body('InternalServerError'), 'vault.unavailable'],
    [503, '<html>', 'vault.unavailable'],
  ] as const)('%d %s is %s', (status, text, code) => {
    const fault = classifyVaultAnswer(readVaultAnswer(raw(status, text), now), cause);
    expect(fault).toMatchObject({ code, status, cause });
  });

  test('words of the message decide nothing', () => {
    const text = JSON.stringify({ error: { code: 'Forbidden', message: 'ForbiddenByFirewall AKV10032 Throttled' } });
    expect(classifyVaultAnswer(readVaultAnswer(raw(403, text), now), cause).code).toBe('vault.rejected');
  });

  test.each([
    ['7', 7],
    ['0', 0],
    ['Fri, 01 May 2026 12:00:30 GMT', 30],
    ['Fri, 01 May 2026 11:59:00 GMT', 0],
    ['soon', undefined],
    ['-1', undefined],
  ])('Retry-After: %s', (header, seconds) => {
    const answer = readVaultAnswer(raw(429, '', { 'retry-after': header }), now);
    expect(classifyVaultAnswer(answer, cause).retryAfter).toBe(seconds);
  });
});

describe('failures at Entra', () => {
  const body = (error: string, ...codes: number[]) =>
    JSON.stringify({ error, error_description: 'AADSTS90002: words', error_codes: codes });

  test.each([
    [400, body('unauthorized_client', 700016), 'consent.missing'],
    [401, body('invalid_client', 7000229), 'consent.missing'],
    [400, body('invalid_request', 90002), 'tenant.not-found'],
    [400, body('unauthorized_client', 7000112), 'app.disabled'],
    [401, body('invalid_client', 7000215), 'credential.invalid'],
    [401, body('invalid_client', 7000222), 'credential.invalid'],
    [401, body('invalid_client', 700027), 'credential.invalid'],
    [401, body('invalid_client', 1, 7000112), 'app.disabled'],
    [401, body('invalid_client', 1), 'credential.invalid'],
    [400, body('unauthorized_client', 1), 'consent.missing'],
    [400, body('invalid_scope', 70011), 'vault.rejected'],
    [400, '<html>', 'vault.rejected'],
    [429, body('temporarily_unavailable'), 'network.unreachable'],
    [503, body('invalid_client', 7000215), 'credential.invalid'],
    [503, '', 'network.unreachable'],
  ] as const)('%d %s is %s', (status, text, code) => {
    expect(classifyEntraFailure(readEntraFailure(raw(status, text), now), cause)).toMatchObject({
      code,
      status,
      cause,
    });
  });

  test('Retry-After is kept', () => {
    const failure = readEntraFailure(raw(429, '', { 'retry-after': '12' }), now);
    expect(classifyEntraFailure(failure, cause).retryAfter).toBe(12);
  });

  test('without anything on the wire it is our own credential that cannot be used', () => {
    expect(classifyEntraFailure(undefined, cause).code).toBe('credential.invalid');
  });
});

describe('no answer at all', () => {
  test.each([
    ['ENOTFOUND', 'vault.not-found', 'network.unreachable'],
    ['EAI_AGAIN', 'network.unreachable', 'network.unreachable'],
    ['ECONNREFUSED', 'network.unreachable', 'network.unreachable'],
    ['ETIMEDOUT', 'network.unreachable', 'network.unreachable'],
    ['EHOSTUNREACH', 'network.unreachable', 'network.unreachable'],
    ['CERT_HAS_EXPIRED', 'network.unreachable', 'network.unreachable'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'network.unreachable', 'network.unreachable'],
    ['ECONNRESET', 'vault.unavailable', 'network.unreachable'],
    ['PARSE_ERROR', 'vault.unavailable', 'network.unreachable'],
    [undefined, 'vault.unavailable', 'network.unreachable'],
  ] as const)('%s', (code, vault, entra) => {
    expect(classifyNetworkError(code, 'vault')).toBe(vault);
    expect(classifyNetworkError(code, 'entra')).toBe(entra);
  });
});
