import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startAzurite } from '../sandbox/azurite/start-azurite.ts';
import { startFunctionsHost } from '../sandbox/host/start-functions-host.ts';
import { startSandbox } from '../sandbox/start-sandbox.ts';
import { freePort } from './free-port.ts';
import { arrangePortalSignIn } from './portal-sign-in.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = promisify(execFile);

export interface LocalService {
  /** Origin of the service. */
  url: string;
  /** Origin of the sandbox's control page and API. */
  controlUrl: string;
  /** Origin of the sandbox's Entra. */
  authorityHost: string;
  /** Connection string of the storage emulator. */
  connectionString: string;
  /** The settings that the app runs with. */
  settings: Record<string, string>;
  organization: { id: string; name: string; apiKey: string };
  sandbox: Awaited<ReturnType<typeof startSandbox>>;
  host: Awaited<ReturnType<typeof startFunctionsHost>>;
  stop(): Promise<void>;
}

export interface LocalServiceOptions {
  /** Where everything is kept; it is made when it is not there. */
  stateDirectory: string;
  /** Use the well-known ports where they are free; otherwise free ones. */
  wellKnownPorts?: boolean;
  /** The folder with the built app; this checkout where it is absent. */
  appDirectory?: string;
  /** More settings for the app. */
  settings?: Record<string, string>;
  /** A line of the functions app's log. */
  onLog?: (line: string) => void;
}

const wellKnown = {
  functions: 7071,
  entra: 7443,
  keyVault: 7444,
  control: 7070,
  blob: 10000,
  queue: 10001,
  table: 10002,
};

/**
 * Starts the whole service on this machine: Azurite, the sandbox, the functions host with the built app,
 * and an organization with an API key. What was started is stopped again when a later part fails.
 */
export async function startLocalService(options: LocalServiceOptions): Promise<LocalService> {
  const started: { stop(): Promise<void> }[] = [];
  const stop = async () => {
    for (const part of started.splice(0).reverse()) await part.stop();
  };
  try {
    const ports = await choosePorts(options.wellKnownPorts ?? false);
    await mkdir(options.stateDirectory, { recursive: true, mode: 0o700 });

    const azurite = await startAzurite({
      directory: join(options.stateDirectory, 'storage'),
      ports: { blob: ports.blob, queue: ports.queue, table: ports.table },
    });
    started.push(azurite);

    const url = `http://localhost:${ports.functions}`;
    const sandbox = await startSandbox({
      stateDirectory: join(options.stateDirectory, 'azure'),
      redirectUris: [`${url}/api/v1/integrations/azure/key_vault/callback`],
      ports: { entra: ports.entra, keyVault: ports.keyVault, control: ports.control },
    });
    started.push(sandbox);

    const portalSignIn = arrangePortalSignIn(sandbox);
    portalSignIn.admit(url);
    const settings = {
      AzureWebJobsStorage: azurite.connectionString,
      KEY_FILE: await ensureKeyFile(options.stateDirectory),
      PUBLIC_URL: url,
      ...sandbox.settings,
      ...portalSignIn.settings,
      ...options.settings,
    };
    const organization = await ensureOrganization(options.stateDirectory, settings);
    portalSignIn.addPeople(organization.id);
    const host = await startFunctionsHost({
      appDirectory: options.appDirectory ?? root,
      settings,
      environment: sandbox.childEnvironment,
      port: ports.functions,
      log: (line) => options.onLog?.(JSON.stringify(line)),
    });
    started.push(host);

    return {
      url,
      controlUrl: sandbox.control.url,
      authorityHost: sandbox.entra.authorityHost,
      connectionString: azurite.connectionString,
      settings,
      organization,
      sandbox,
      host,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function choosePorts(preferWellKnown: boolean): Promise<typeof wellKnown> {
  const entries: [string, number][] = [];
  for (const [name, port] of Object.entries(wellKnown)) {
    entries.push([name, await freePort(preferWellKnown ? port : 0)]);
  }
  return Object.fromEntries(entries) as typeof wellKnown;
}

async function ensureKeyFile(stateDirectory: string): Promise<string> {
  const path = join(stateDirectory, 'data-key');
  if (!existsSync(path)) await admin(['create-key-file', '--path', path], {});
  return path;
}

/** The organization of this state directory, made on the first start; its API key is kept beside the other state. */
async function ensureOrganization(stateDirectory: string, settings: Record<string, string>) {
  const path = join(stateDirectory, 'organization.json');
  if (existsSync(path)) return JSON.parse(await readFile(path, 'utf8')) as LocalService['organization'];
  const { organization: id, name } = await admin(['create-organization', '--name', 'Example'], settings);
  const { api_key: apiKey } = await admin(['create-api-key', '--organization', id, '--name', 'first key'], settings);
  const organization = { id, name, apiKey };
  await writeFile(path, JSON.stringify(organization), { mode: 0o600 });
  return organization;
}

async function admin(args: string[], settings: Record<string, string>) {
  const { stdout } = await run(process.execPath, [join(root, 'scripts/admin.ts'), ...args, '--json'], {
    env: { ...process.env, ...settings },
  });
  return JSON.parse(stdout);
}
