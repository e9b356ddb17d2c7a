import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cloud } from './cloud/cloud.ts';
import { defaultModel } from './cloud/default-model.ts';
import type { ManagedIdentity } from './cloud/model.ts';
import { createCloudSaver, loadCloud } from './cloud/persist.ts';
import { nameExists } from './control/name-exists.ts';
import { startControl } from './control/start-control.ts';
import { trustSandbox } from './dns/trust-sandbox.ts';
import { type EntraServer, startEntra } from './entra/entra-server.ts';
import { type KeyVaultServer, type ServedRequest, startKeyVault } from './key-vault/key-vault-server.ts';
import { type IdentityServer, startIdentityEndpoint } from './managed-identity/identity-server.ts';
import { trustIdentity } from './managed-identity/trust-identity.ts';
import { createCertificateAuthority } from './tls/certificate-authority.ts';

export interface SandboxOptions {
  /** Where state is kept; absent: nowhere, it ends with the sandbox. */
  stateDirectory?: string;
  /** Redirect URIs of the app registration, replacing those of an earlier start. */
  redirectUris?: string[];
  /** Absent or 0: free ones. */
  ports?: { entra?: number; keyVault?: number; control?: number };
  /** Told of every request to a vault when it has had its effect, before it is answered. */
  onVaultRequest?: (request: ServedRequest) => void;
  /** For faults that hit a share of the requests: a number from 0 (inclusive) to 1. */
  random?: () => number;
}

export interface Sandbox {
  cloud: Cloud;
  entra: EntraServer;
  keyVault: KeyVaultServer;
  /** A user-assigned identity of the provider's tenant, which the registration trusts. */
  managedIdentity: ManagedIdentity;
  /** Where the app gets its tokens. */
  identityEndpoint: IdentityServer;
  control: { url: string };
  /** The certificate authority's certificate, PEM. */
  caPem: string;
  /** Settings for the app: this cloud's addresses and the app registration's credential. */
  settings: Record<string, string>;
  /** Environment variables for a process that is to reach the sandbox. */
  childEnvironment: Record<string, string>;
  /** Makes the present process reach the sandbox; returns the undo. */
  trust(): () => void;
  stop(): Promise<void>;
}

/** Starts Entra, Key Vault, the resolver and the control page. What was started is stopped when a later part fails. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const cleanUps: (() => unknown)[] = [];
  const stop = async () => {
    for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  };
  try {
    const directory = options.stateDirectory ?? (await mkdtemp(join(tmpdir(), 'sandbox-')));
    if (options.stateDirectory === undefined) cleanUps.push(() => rm(directory, { recursive: true, force: true }));

    const redirectUris = options.redirectUris ?? [];
    const saved = await loadCloud(directory);
    const model = saved ?? defaultModel({ now: Date.now(), uuid: randomUUID, redirectUris });
    // What nobody will load again is not written: a large vault would be, after every request.
    const saver = options.stateDirectory === undefined ? undefined : createCloudSaver(directory, () => model);
    cleanUps.push(() => saver?.flush());
    const cloud = new Cloud(model, { onChange: () => saver?.changed() });
    const [application] = model.applications;
    const [credential] = application?.secrets ?? [];
    const [managedIdentity] = model.managedIdentities;
    if (application === undefined || credential === undefined || managedIdentity === undefined)
      throw new Error('the saved cloud has no app registration');
    if (redirectUris.length > 0) application.redirectUris = redirectUris;
    cloud.changed();

    const certificates = await createCertificateAuthority({ directory });
    const entra = await startEntra({ cloud, certificates, port: options.ports?.entra });
    cleanUps.push(() => entra.stop());
    trustIdentity(application, managedIdentity, entra.authorityHost);
    const identityEndpoint = await startIdentityEndpoint({ cloud, entra });
    cleanUps.push(() => identityEndpoint.stop());
    const keyVault = await startKeyVault({
      cloud,
      certificates,
      entraKeys: () => entra.jwks(),
      authorityHost: entra.authorityHost,
      port: options.ports?.keyVault,
      onRequest: options.onVaultRequest,
      random: options.random,
    });
    cleanUps.push(() => keyVault.stop());
    const control = await startControl({ cloud, port: options.ports?.control });
    cleanUps.push(() => control.stop());

    return {
      cloud,
      entra,
      keyVault,
      managedIdentity,
      identityEndpoint,
      control: { url: control.url },
      caPem: certificates.caPem,
      settings: {
        AZURE_CLOUD: 'custom',
        AZURE_AUTHORITY_HOST: entra.authorityHost,
        AZURE_KEY_VAULT_SUFFIX: keyVault.suffix,
        AZURE_KEY_VAULT_SCOPE: keyVault.scope,
        ENTRA_CLIENT_ID: application.clientId,
        ENTRA_CLIENT_SECRET: credential.value,
      },
      childEnvironment: {
        NODE_EXTRA_CA_CERTS: certificates.caPath ?? '',
        NODE_OPTIONS: `--import=${new URL('./dns/register.ts', import.meta.url).href}`,
        SANDBOX_DNS: control.url,
        ...identityEndpoint.environment,
      },
      trust: () => trustSandbox({ caPem: certificates.caPem, resolve: (name) => nameExists(cloud, name) }),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
