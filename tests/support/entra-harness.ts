import { createPublicKey, randomUUID } from 'node:crypto';
import { importJWK, type JWK, SignJWT } from 'jose';
import { Cloud } from '../../sandbox/cloud/cloud.ts';
import { defaultModel } from '../../sandbox/cloud/default-model.ts';
import { directoryRoles } from '../../sandbox/cloud/identifiers.ts';
import type { Application, Tenant, User } from '../../sandbox/cloud/model.ts';
import { trustSandbox } from '../../sandbox/dns/trust-sandbox.ts';
import { startEntra } from '../../sandbox/entra/entra-server.ts';
import { createCertificateAuthority } from '../../sandbox/tls/certificate-authority.ts';
import { createEntra } from '../../shared/adapters/entra/create-entra.ts';
import { createMemoryEntra, type Person } from '../../shared/adapters/memory/memory-entra.ts';
import { systemClock } from '../../shared/adapters/system/system-clock.ts';
import type { ClientCredential } from '../../shared/config.ts';
import type { EntraHarness } from '../contract/entra.contract.ts';
import { answerPages } from './browser.ts';

const redirectUri = 'https://service.example/api/v1/integrations/azure/key_vault/callback';

/** The in-memory Entra and its people. */
export async function memoryEntraHarness(): Promise<EntraHarness> {
  const azure = { authorityHost: 'https://login.example', clientId: '11111111-2222-4333-8444-555555555555' };
  const clock = { now: () => new Date('2026-01-01T00:00:00Z') };
  const entra = await createMemoryEntra({ azure, clock });
  const tenantId = '7e0d1b5c-3a44-4f5b-9d21-6c1f2a3b4c5d';
  const roleId = directoryRoles.globalAdministrator;
  const people: Record<'administrator' | 'guest', Person> = {
    administrator: { tenantId, directoryRoles: [roleId] },
    guest: { tenantId, account: 1 },
  };
  return {
    ...azure,
    entra,
    redirectUri,
    tenantId,
    roleId,
    now: () => clock.now().getTime() / 1000,
    signIn: async (url, who) => entra.signIn(url, people[who]),
    acceptAdminConsent: async (url) => entra.acceptAdminConsent(url, tenantId),
    decline: async (url) => entra.refuse(url, 'access_denied', 65004),
    sign: entra.sign,
    publicKey: async () => entra.publicKey(),
    stop: async () => {},
  };
}

export interface SandboxEntraHarness extends EntraHarness {
  cloud: Cloud;
  application: Application;
  /** The service's adapter with another credential, or for another application. */
  entraWith(credential: ClientCredential, changed?: { clientId?: string }): ReturnType<typeof createEntra>;
}

/** The real adapter against the sandbox's Entra: real TLS, real sign-in pages. */
export async function sandboxEntraHarness(): Promise<SandboxEntraHarness> {
  const cloud = new Cloud(defaultModel({ now: Date.now(), uuid: randomUUID, redirectUris: [redirectUri] }));
  const certificates = await createCertificateAuthority();
  const server = await startEntra({ cloud, certificates });
  const forget = trustSandbox({ caPem: certificates.caPem, resolve: (name) => name === 'login.localhost' });
  const application = first<Application>(cloud.model.applications);
  const tenant = first<Tenant>(cloud.model.tenants.filter(({ name }) => name === 'Contoso'));
  const person = (name: string) => first<User>(cloud.model.users.filter((user) => user.name === name)).userPrincipalName;
  const people = { administrator: person('Contoso Administrator'), guest: person('Contoso Guest') };
  const { authorityHost } = server;
  const { clientId } = application;

  const entraWith: SandboxEntraHarness['entraWith'] = (credential, changed = {}) => {
    const azure = { authorityHost, clientId, instanceDiscovery: false, ...changed };
    return createEntra({ azure, credential, clock: systemClock });
  };
  const signingKey = () => first(cloud.model.signingKeys) as JWK & { kid: string };
  const accept = (url: string, user: string) => answerPages(url, { user, decision: 'accept' });

  return {
    entra: await entraWith({ kind: 'secret', secret: first<{ value: string }>(application.secrets).value }),
    authorityHost,
    clientId,
    redirectUri,
    tenantId: tenant.id,
    roleId: directoryRoles.globalAdministrator,
    now: () => Math.floor(Date.now() / 1000),
    async signIn(url, who) {
      // In this tenant only an administrator may consent, and a guest comes when that has been done.
      if (who === 'guest') await accept(url, people.administrator);
      return accept(url, people[who]);
    },
    acceptAdminConsent: (url) => accept(url, people.administrator),
    async decline(url) {
      cloud.model.servicePrincipals = [];
      return answerPages(url, { user: people.administrator, decision: 'cancel' });
    },
    async sign(claims, header = {}) {
      const jwk = signingKey();
      const protectedHeader = { alg: 'RS256', kid: jwk.kid, typ: 'JWT', ...header };
      return new SignJWT(claims).setProtectedHeader(protectedHeader).sign(await importJWK(jwk, 'RS256'));
    },
    async publicKey() {
      const { kty = '', n = '', e = '', kid } = signingKey();
      const key = createPublicKey({ key: { kty, n, e }, format: 'jwk' });
      return { pem: key.export({ type: 'spki', format: 'pem' }).toString(), kid };
    },
    async stop() {
      forget();
      await server.stop();
    },
    cloud,
    application,
    entraWith,
  };
}

function first<T>(list: readonly T[]): T {
  const [one] = list;
  if (one === undefined) throw new Error('there is none');
  return one;
}
