import type { TenantTokens } from '../../../shared/adapters/key-vault/tenant-tokens.ts';
import { createVaultCredential } from '../../../shared/adapters/key-vault/vault-credential.ts';

const tenantId = '0d1f9a52-7f0e-4f0c-9c68-0d9b8f0a4b11';
const scope = 'https://vault.azure.net/.default';

function credential() {
  const asked: string[] = [];
  const tokens: TenantTokens = {
    async get(wanted) {
      asked.push(wanted);
      return { token: 'a-token', expiresOnTimestamp: Number.MAX_SAFE_INTEGER };
    },
    forgetOlderThan: () => false,
  };
  return { asked, credential: createVaultCredential(tokens, tenantId, scope) };
}

describe('the credential that the SDK sees', () => {
  test('gives a token for our tenant and our scope, which the SDK does not keep', async () => {
    for (const tenant of [tenantId, tenantId.toUpperCase()]) {
      const given = credential();
      const token = await given.credential.getToken([scope], { tenantId: tenant });
      expect(token).toEqual({ token: 'a-token', expiresOnTimestamp: 0 });
      expect(given.asked).toEqual([scope]);
    }
  });

  test.each(['7c5c1f7e-91b5-4c55-8d2c-5a3b1c1e2f60', 'common', '', undefined])(
    'refuses the tenant %s before anything is asked for',
    async (tenant) => {
      const given = credential();
      await expect(given.credential.getToken(scope, { tenantId: tenant })).rejects.toMatchObject({
        code: 'vault.wrong-tenant',
      });
      expect(given.asked).toEqual([]);
    },
  );

  test('refuses another resource', async () => {
    for (const scopes of ['https://graph.microsoft.com/.default', [scope, 'openid'], []]) {
      const given = credential();
      await expect(given.credential.getToken(scopes, { tenantId })).rejects.toMatchObject({ code: 'vault.rejected' });
      expect(given.asked).toEqual([]);
    }
  });
});
