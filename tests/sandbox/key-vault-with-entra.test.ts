import { randomUUID } from 'node:crypto';
import { ClientSecretCredential } from '@azure/identity';
import { SecretClient } from '@azure/keyvault-secrets';
import { vaultRoles } from '../../sandbox/cloud/identifiers.ts';
import type { Vault } from '../../sandbox/cloud/model.ts';
import { type Sandbox, startSandbox } from '../../sandbox/start-sandbox.ts';
import { spawnScript } from './support/spawn-script.ts';

let sandbox: Sandbox;
let forget: () => void;
let vault: Vault;
let principalId: string;

beforeEach(async () => {
  sandbox = await startSandbox();
  forget = sandbox.trust();
  const found = sandbox.cloud.vault('contoso-production');
  if (!found) throw new Error('the sandbox begins with a vault contoso-production');
  vault = found;
  principalId = randomUUID();
  sandbox.cloud.model.servicePrincipals.push({
    id: principalId,
    tenantId: vault.tenantId,
    clientId: sandbox.settings.ENTRA_CLIENT_ID ?? '',
    enabled: true,
    created: 0,
    effective: 0,
  });
});
afterEach(async () => {
  forget();
  await sandbox.stop();
});

function client(tenantId: string): SecretClient {
  const { ENTRA_CLIENT_ID = '', ENTRA_CLIENT_SECRET = '', AZURE_AUTHORITY_HOST = '' } = sandbox.settings;
  const credential = new ClientSecretCredential(tenantId, ENTRA_CLIENT_ID, ENTRA_CLIENT_SECRET, {
    authorityHost: AZURE_AUTHORITY_HOST,
    disableInstanceDiscovery: true,
    retryOptions: { maxRetries: 0 },
  });
  const url = `https://${vault.name}.${sandbox.settings.AZURE_KEY_VAULT_SUFFIX}`;
  return new SecretClient(url, credential, { retryOptions: { maxRetries: 0 } });
}

test('the real credential and the real client reach a vault once a role is given', async () => {
  const secrets = client(vault.tenantId);
  await expect(secrets.getSecret('production-web-SESSION-KEY')).rejects.toMatchObject({
    statusCode: 403,
    details: { error: { innerError: { code: 'ForbiddenByRbac' } } },
  });
  const roleId = vaultRoles['Key Vault Secrets Officer'] ?? '';
  vault.roleAssignments.push({ id: randomUUID(), principalId, roleId, effective: 0 });
  const set = await secrets.setSecret('name', 'value');
  expect((await secrets.getSecret('name')).value).toBe('value');
  expect(set.properties.vaultUrl).toBe(`https://${vault.name}.${sandbox.settings.AZURE_KEY_VAULT_SUFFIX}`);
});

test('the credential of another tenant asks for no token when the vault names its own tenant', async () => {
  const other = sandbox.cloud.tenant('fabrikam.onmicrosoft.localhost');
  await expect(client(other?.id ?? '').getSecret('name')).rejects.toThrow(
    'not configured to acquire tokens for tenant',
  );
  expect(vault.counters.operations).toEqual({ challenge: 1 });
});

test('another process reaches it by its environment alone, as long as the vault exists', async () => {
  const url = `https://${vault.name}.${sandbox.settings.AZURE_KEY_VAULT_SUFFIX}`;
  const script = `
    import https from 'node:https';
    https
      .get(process.argv[1], (response) => { console.log(response.statusCode); response.resume(); })
      .on('error', (error) => console.log(error.code));`;
  const run = () => spawnScript(script, [`${url}/secrets?api-version=7.6`], sandbox.childEnvironment);
  expect(await run()).toBe('401');
  sandbox.cloud.model.vaults.splice(sandbox.cloud.model.vaults.indexOf(vault), 1);
  expect(await run()).toBe('ENOTFOUND');
});
