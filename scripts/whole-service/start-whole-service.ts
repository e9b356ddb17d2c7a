import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Azurite, type AzuriteOptions, startAzurite } from '../../sandbox/azurite/start-azurite.ts';
import {
  type FunctionsHost,
  type FunctionsHostOptions,
  startFunctionsHost,
} from '../../sandbox/host/start-functions-host.ts';
import type { ServedRequest } from '../../sandbox/key-vault/key-vault-server.ts';
import { type Sandbox, startSandbox } from '../../sandbox/start-sandbox.ts';
import { createKeyFile } from '../../shared/adapters/crypto/create-key-file.ts';
import { compose } from '../../shared/compose.ts';
import { readConfig } from '../../shared/config.ts';
import { putTenantLink } from '../../shared/store/tenants.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { createOrganization } from '../../shared/use-cases/identity/create-organization.ts';
import { issueApiKey } from '../../shared/use-cases/identity/issue-api-key.ts';
import { arrangePortalSignIn } from '../portal-sign-in.ts';
import { type ApiClient, createApiClient } from '../story/api-client.ts';
import { prepareIdentity } from './prepare-identity.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface WholeServiceOptions {
  azurite?: AzuriteOptions;
  /** Where the app reaches its storage, if not at Azurite itself. Ended with the service. */
  storageFor?: (connectionString: string) => Promise<{ connectionString: string; stop(): Promise<void> }>;
  host?: Partial<FunctionsHostOptions>;
  /** Without an account key and without a client secret: as the managed identity, for storage and for customers' tenants. */
  byIdentity?: boolean;
  /** For faults that hit a share of the requests. */
  random?: () => number;
}

/** The whole service, and what is needed to fill it, to disturb it and to look at it. */
export interface WholeService {
  azurite: Azurite;
  sandbox: Sandbox;
  /** The first functions host. */
  host: FunctionsHost;
  /** Another host of the same app on the same storage. */
  startHost(options?: Partial<FunctionsHostOptions>): Promise<FunctionsHost>;
  /** Calls the first host with the organization's key. */
  api: ApiClient;
  /** What the app runs with. */
  settings: Record<string, string>;
  organizationId: string;
  /** A tenant that the organization has proven, and in it our application's object id. */
  tenantId: string;
  principalId: string;
  /** The app's own storage and keys, for filling and looking. */
  deps: Deps;
  /** Emits `request` with a ServedRequest for every request to a vault that has had its effect, before it is answered. */
  vaultRequests: EventEmitter<{ request: [ServedRequest] }>;
  stop(): Promise<void>;
}

/**
 * Starts the built app (see `buildApp`) on free ports: Azurite, the sandbox and a functions host, with an organization
 * that has proven its tenant. What was started is stopped when a later part fails.
 */
export async function startWholeService(options: WholeServiceOptions = {}): Promise<WholeService> {
  const started: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const end of started.splice(0).reverse()) await end();
  };
  try {
    const folder = await mkdtemp(join(tmpdir(), 'service-'));
    started.push(() => rm(folder, { recursive: true, force: true }));
    const vaultRequests: WholeService['vaultRequests'] = new EventEmitter();
    const sandbox = await startSandbox({
      onVaultRequest: (request) => vaultRequests.emit('request', request),
      random: options.random,
    });
    started.push(sandbox.stop);
    const byIdentity = options.byIdentity ? await prepareIdentity(sandbox) : undefined;
    if (byIdentity !== undefined) started.push(byIdentity.undo);
    const azurite = await startAzurite({ ...options.azurite, ...byIdentity?.azurite });
    started.push(azurite.stop);
    const storage = await options.storageFor?.(azurite.connectionString);
    if (storage !== undefined) started.push(storage.stop);

    const keyFile = join(folder, 'key');
    await createKeyFile(keyFile);
    const sample = JSON.parse(await readFile(join(root, 'local.settings.sample.json'), 'utf8')).Values;
    const portalSignIn = arrangePortalSignIn(sandbox);
    const settings = {
      ...sample,
      ...sandbox.settings,
      ...portalSignIn.settings,
      AzureWebJobsStorage: azurite.connectionString,
      KEY_FILE: keyFile,
      ...byIdentity?.settings(azurite),
    };
    const { deps } = await compose(readConfig(settings));
    const { id: organizationId } = await createOrganization(deps, { name: 'Example' });
    const issued = await issueApiKey(deps, { organizationId, name: 'key', role: 'ADMIN' });
    const { tenantId, principalId } = await proveTenant(deps, sandbox, organizationId);

    const startHost = async (more: Partial<FunctionsHostOptions> = {}) => {
      const host = await startFunctionsHost({
        appDirectory: root,
        port: 0,
        ...options.host,
        ...more,
        settings: {
          ...settings,
          AzureWebJobsStorage: storage?.connectionString ?? settings.AzureWebJobsStorage,
          ...options.host?.settings,
          ...more.settings,
        },
        environment: joined(sandbox.childEnvironment, options.host?.environment, more.environment),
      });
      started.push(() => host.stop());
      return host;
    };
    const host = await startHost();
    portalSignIn.admit(host.url);
    portalSignIn.addPeople(organizationId);
    const api = createApiClient(host.url, { Authorization: `Api-Key ${issued.key.reveal()}` });
    return {
      azurite,
      sandbox,
      host,
      startHost,
      api,
      settings,
      organizationId,
      tenantId,
      principalId,
      deps,
      vaultRequests,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Later variables win, but for NODE_OPTIONS, which add up. */
function joined(...environments: (Record<string, string> | undefined)[]): Record<string, string> {
  const options = environments.flatMap((each) => each?.NODE_OPTIONS ?? []);
  return { ...Object.assign({}, ...environments), NODE_OPTIONS: options.join(' ') };
}

/** As after a consent of the tenant's administrator that was completed. */
async function proveTenant({ rows, clock }: Deps, { cloud, settings }: Sandbox, organizationId: string) {
  const tenant = cloud.model.tenants.find(({ name }) => name === 'Contoso');
  if (tenant === undefined) throw new Error('the default cloud has no customer');
  const principalId = randomUUID();
  const clientId = settings.ENTRA_CLIENT_ID ?? '';
  const since = { created: 0, effective: 0 };
  cloud.model.servicePrincipals.push({ id: principalId, tenantId: tenant.id, clientId, enabled: true, ...since });
  const link = { name: tenant.name, linkedById: 'a', linkedByName: 'A', signedInObjectId: 'b' };
  await putTenantLink(rows, { organizationId, tenantId: tenant.id, linkedAt: clock.now(), ...link });
  return { tenantId: tenant.id, principalId };
}
