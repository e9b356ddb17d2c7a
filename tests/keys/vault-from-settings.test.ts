import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { startAzurite } from '../../sandbox/azurite/start-azurite.ts';
import { compose } from '../../shared/compose.ts';
import { readConfig } from '../../shared/config.ts';
import { Secret } from '../../shared/secret.ts';
import { createWrappingWorld, type WrappingWorld } from './wrapping-world.ts';

const run = promisify(execFile);
const binding = ['value'];

let vault: WrappingWorld;
let azurite: Awaited<ReturnType<typeof startAzurite>>;
beforeAll(async () => {
  vault = await createWrappingWorld();
  azurite = await startAzurite();
  // Where the identity library looks, as on the platform.
  Object.assign(process.env, vault.sandbox.identityEndpoint.environment);
});
afterAll(async () => {
  for (const name of Object.keys(vault.sandbox.identityEndpoint.environment)) delete process.env[name];
  await azurite?.stop();
  await vault?.close();
});

test('the app wraps with the key of WRAPPING_KEY_URL as its managed identity, and the operator rotates it', async () => {
  vault.assign(vault.sandbox.managedIdentity.principalId);
  const sample = JSON.parse(await readFile('local.settings.sample.json', 'utf8')).Values;
  const settings = {
    ...sample,
    ...vault.sandbox.settings,
    AzureWebJobsStorage: azurite.connectionString,
    KEY_FILE: '',
    WRAPPING_KEY_URL: vault.keyUrl,
    SERVICE_IDENTITY_CLIENT_ID: vault.sandbox.managedIdentity.clientId,
  };
  const env = { ...process.env, ...vault.sandbox.childEnvironment, ...settings };
  const admin = async (...args: string[]) =>
    JSON.parse((await run(process.execPath, ['scripts/admin.ts', ...args, '--json'], { env })).stdout);
  /** As a process has it that starts now. */
  const newProcess = () => compose(readConfig(settings));

  const { organization: organizationId } = await admin('create-organization', '--name', 'Contoso');
  const { deps } = await newProcess();
  const sealed = await deps.cipher.seal(new Secret('correct horse'), { organizationId, binding });
  const old = await vault.newestVersion();

  await vault.keys.rotateKey('data-keys');
  expect(await admin('rotate-keys')).toEqual({ organizations: 1, keys: 1, rewrapped: 1, renewed: 0 });
  await vault.enable(old, false);
  const opened = await (await newProcess()).deps.cipher.open(sealed, { organizationId, binding });
  expect(opened.reveal()).toBe('correct horse');
  expect(await admin('rotate-keys')).toMatchObject({ keys: 1, rewrapped: 0 });
}, 120_000);
