import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../../infra/app-registration/register.ts', import.meta.url));
const fakeAz = fileURLToPath(new URL('./fake-az.ts', import.meta.url));

// Each run starts half a dozen processes.
import.meta.jest.setTimeout(120_000);

const identity = '0b0b0b0b-0000-4000-8000-000000000001';
const callback = 'https://vaults.example/api/v1/integrations/azure/key_vault/callback';
const everything = ['--public-url', 'https://vaults.example/', '--managed-identity', identity];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fake az-'));
  await writeFile(join(folder, 'az'), `#!/bin/sh\nexec "${process.execPath}" "${fakeAz}" "$@"\n`);
  await chmod(join(folder, 'az'), 0o755);
  await put({ applications: {}, calls: [] });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const stateFile = () => join(folder, 'state.json');
const put = (state: object) => writeFile(stateFile(), JSON.stringify(state));
const state = async () => JSON.parse(await readFile(stateFile(), 'utf8'));
const writes = async () => (await state()).calls.filter((call: string) => !call.startsWith('get '));

/** Runs the script with nothing on its path but the stand-in. */
function register(...args: string[]): Promise<{ code: unknown; output: string; errors: string }> {
  const env = { PATH: folder, FAKE_AZ_STATE: stateFile() };
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], { env }, (error, output, errors) =>
      resolve({ code: error?.code ?? 0, output, errors }),
    );
  });
}

const credential = {
  id: 'credential-1',
  name: `managed-identity-${identity}`,
  issuer: 'https://login.microsoftonline.com/0a0a0a0a-0000-4000-8000-000000000001/v2.0',
  subject: identity,
  audiences: ['api://AzureADTokenExchange'],
};

/** The application as the script makes it. */
const complete = {
  id: 'object-1',
  appId: '0c0c0c0c-0000-4000-8000-000000000001',
  displayName: 'Key Vault Integration',
  signInAudience: 'AzureADMultipleOrgs',
  groupMembershipClaims: 'DirectoryRole',
  optionalClaims: { idToken: [{ name: 'acct', essential: false }], accessToken: [], saml2Token: [] },
  requiredResourceAccess: [],
  web: { redirectUris: [callback] },
  passwordCredentials: [],
  keyCredentials: [],
  federatedIdentityCredentials: [credential],
};

/** The same is there already, but for what is given. */
const registered = (drift: object = {}) => put({ applications: { 'object-1': { ...complete, ...drift } }, calls: [] });

test('says first what it will do, and does nothing', async () => {
  const { code, output } = await register(...everything);
  expect(code).toBe(0);
  for (const part of ['AzureADMultipleOrgs', 'DirectoryRole', '"acct"', callback, identity, '--apply']) {
    expect(output).toContain(part);
  }
  expect(await writes()).toEqual([]);
});

test('the first run creates, the second changes nothing', async () => {
  const first = await register(...everything, '--apply');
  expect(first).toMatchObject({ code: 0, errors: '' });
  expect(first.output).toContain('0c0c0c0c-0000-4000-8000-000000000001');
  const { applications } = await state();
  expect(applications).toEqual({ 'object-1': complete });

  await put({ applications, calls: [] });
  const second = await register(...everything, '--apply');
  expect(second).toMatchObject({ code: 0, output: expect.stringContaining('Nothing to change.') });
  expect(await writes()).toEqual([]);
});

test('what has drifted is named and repaired, in one request for the application', async () => {
  await registered({
    signInAudience: 'AzureADMyOrg',
    groupMembershipClaims: null,
    optionalClaims: { idToken: [{ name: 'email' }] },
    web: { redirectUris: [callback, 'https://forgotten.example/'] },
  });
  const { output } = await register(...everything, '--apply');
  expect(output).toContain('signInAudience: "AzureADMyOrg" → "AzureADMultipleOrgs"');
  expect(output).toContain('https://forgotten.example/');
  expect(await writes()).toEqual(['patch /v1.0/applications/object-1']);
  expect((await state()).applications['object-1']).toMatchObject({
    signInAudience: 'AzureADMultipleOrgs',
    groupMembershipClaims: 'DirectoryRole',
    optionalClaims: { idToken: [{ name: 'email' }, { name: 'acct', essential: false }] },
    web: { redirectUris: [callback] },
  });
});

test('an identity that is new, or is trusted for something else, is put right', async () => {
  await registered({ federatedIdentityCredentials: [{ ...credential, audiences: ['api://other'] }] });
  await register(...everything, '--apply');
  expect(await writes()).toEqual(['patch /v1.0/applications/object-1/federatedIdentityCredentials/credential-1']);
  expect((await state()).applications['object-1'].federatedIdentityCredentials).toEqual([credential]);

  const other = '0b0b0b0b-0000-4000-8000-000000000002';
  const { output } = await register('--managed-identity', other, '--apply');
  expect(output).toContain(`Note: managed-identity-${identity}`);
  expect((await state()).applications['object-1'].federatedIdentityCredentials).toMatchObject([
    { subject: identity },
    { subject: other },
  ]);
});

test('addresses stay as they are where none is said', async () => {
  await registered({ web: { redirectUris: ['https://other.example/'] } });
  await register('--managed-identity', identity, '--apply');
  expect(await writes()).toEqual([]);
});

test('a secret that is left over is told', async () => {
  await registered({ passwordCredentials: [{ keyId: '1' }] });
  const { output } = await register(...everything);
  expect(output).toContain('Note: it has 1 client secret');
});

test('of several applications with the name the client id says which', async () => {
  const application = { displayName: 'Key Vault Integration', federatedIdentityCredentials: [] };
  const [one, two] = [identity, '0c0c0c0c-0000-4000-8000-000000000009'];
  await put({
    applications: { a: { ...application, id: 'a', appId: one }, b: { ...application, id: 'b', appId: two } },
    calls: [],
  });
  const unclear = await register('--apply');
  expect(unclear.code).toBe(1);
  expect(unclear.errors).toContain(two);
  expect(await writes()).toEqual([]);
  await register('--client-id', two, '--apply');
  expect(await writes()).toEqual(['patch /v1.0/applications/b']);
});

test.each([
  [['--client-id', 'x'], 2, '--client-id x is no id'],
  [['--sometimes'], 2, "Unknown option '--sometimes'"],
  [['--public-url', 'http://vaults.example'], 1, 'http://vaults.example is no https address'],
  [['--client-id', identity], 1, `there is no application ${identity}`],
])('%j is refused', async (args, code, message) => {
  const refused = await register(...args);
  expect(refused).toMatchObject({ code, errors: expect.stringContaining(message) });
  expect(await writes()).toEqual([]);
});

test('without the Azure CLI it says so', async () => {
  await rm(join(folder, 'az'));
  expect(await register()).toMatchObject({ code: 1, errors: expect.stringContaining('not installed') });
});
