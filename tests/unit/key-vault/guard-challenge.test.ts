import { guardChallenge } from '../../../shared/adapters/key-vault/guard-challenge.ts';
import type { PipelinePolicy, PipelineRequest } from '../../../shared/adapters/key-vault/pipeline-policy.ts';

const tenantId = '0d1f9a52-7f0e-4f0c-9c68-0d9b8f0a4b11';
const other = '7c5c1f7e-91b5-4c55-8d2c-5a3b1c1e2f60';
const guard = guardChallenge(tenantId, 'https://vault.azure.net/.default');

type Next = Parameters<PipelinePolicy['sendRequest']>[1];
const answer = (status: number, challenge?: string) => {
  const next = (async () => ({
    status,
    headers: new Headers(challenge === undefined ? {} : { 'WWW-Authenticate': challenge }),
  })) as unknown;
  return guard.sendRequest({} as PipelineRequest, next as Next);
};
const challenge = (tenant: string, resource = 'https://vault.azure.net') =>
  `Bearer authorization="https://login.microsoftonline.com/${tenant}", resource="${resource}"`;

describe("a vault's challenge", () => {
  test.each([
    ['of our tenant', challenge(tenantId)],
    ['of our tenant in capitals', challenge(tenantId.toUpperCase())],
    ['with a slash after the resource', challenge(tenantId, 'https://vault.azure.net/')],
    ['without quotes', `Bearer authorization=https://login.microsoftonline.com/${tenantId}`],
    // Continuous access evaluation names no tenant: the SDK goes on with the one it knows.
    [
      'for claims',
      'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", ' +
        'error="insufficient_claims", claims="eyJ9"',
    ],
  ])('%s passes', async (_what, header) => {
    expect((await answer(401, header)).status).toBe(401);
  });

  test.each([
    ['of another tenant', challenge(other)],
    ['of another tenant, with more behind it', challenge(`${other}/oauth2/authorize`)],
    ['of a tenant whose id ours begins', challenge(`${tenantId}0`)],
    ['of no tenant in particular', challenge('common')],
    ['in other words', `Bearer resource="https://vault.azure.net",authorization=https://x.example/${other}`],
  ])('%s ends the request', async (_what, header) => {
    await expect(answer(401, header)).rejects.toMatchObject({ code: 'vault.wrong-tenant', status: 401 });
  });

  test.each(['https://graph.microsoft.com', 'https://vault.azure.net.evil.example', 'https://evil-vault.azure.net'])(
    'for %s ends the request',
    async (resource) => {
      await expect(answer(401, challenge(tenantId, resource))).rejects.toMatchObject({ code: 'vault.rejected' });
    },
  );

  test('is looked for in a 401 alone', async () => {
    expect((await answer(403, challenge(other))).status).toBe(403);
    expect((await answer(401)).status).toBe(401);
  });
});
