import { createPublicKey } from 'node:crypto';
import { importJWK, type JWK, SignJWT } from 'jose';
import { directoryRoles } from '../../sandbox/cloud/identifiers.ts';
import { createEntra } from '../../shared/adapters/entra/create-entra.ts';
import { createMemoryEntra, type Person } from '../../shared/adapters/memory/memory-entra.ts';
import { systemClock } from '../../shared/adapters/system/system-clock.ts';
import type { ClientCredential } from '../../shared/config.ts';
import type { Entra } from '../../shared/ports/entra.ts';
import type { EntraHarness } from '../contract/entra.contract.ts';
import { createBrowser } from '../sandbox/entra/browser.ts';
import { found, startTestEntra, type TestEntra } from '../sandbox/entra/test-entra.ts';

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
  sandbox: TestEntra;
  /** Signs in by user principal name, answers the consent page, and resolves to where the browser is sent back to. */
  answerPages(url: string, user: string, decision?: 'accept' | 'cancel' | 'request-approval'): Promise<string>;
  /** The service's adapter with this credential. */
  entraWith(credential: ClientCredential): Promise<Entra>;
}

/** The real adapter against the sandbox's Entra: real TLS, real sign-in pages. */
export async function sandboxEntraHarness(): Promise<SandboxEntraHarness> {
  const sandbox = await startTestEntra();
  const { application, contoso } = sandbox;
  const { authorityHost } = sandbox.entra;
  application.redirectUris = [redirectUri];
  const administrator = sandbox.person('Contoso Administrator').userPrincipalName;
  const people = { administrator, guest: sandbox.person('Contoso Guest').userPrincipalName };

  const entraWith = (credential: ClientCredential) => {
    const azure = { authorityHost, clientId: application.clientId, instanceDiscovery: false };
    return createEntra({ azure, credential, clock: systemClock });
  };
  const signingKey = () => found(sandbox.cloud.model.signingKeys[0]) as JWK & { kid: string };
  const answerPages: SandboxEntraHarness['answerPages'] = async (url, user, decision) => {
    const { location, text } = await createBrowser().signIn(url, user, decision);
    if (location === undefined) throw new Error(`the browser ended on a page:\n${text}`);
    return location;
  };

  return {
    entra: await entraWith({ kind: 'secret', secret: sandbox.secret }),
    authorityHost,
    clientId: application.clientId,
    redirectUri,
    tenantId: contoso.id,
    roleId: directoryRoles.globalAdministrator,
    now: () => Math.floor(Date.now() / 1000),
    async signIn(url, who) {
      // In this tenant only an administrator may consent, and a guest comes when that has been done.
      if (who === 'guest') sandbox.consent(contoso);
      return answerPages(url, people[who]);
    },
    acceptAdminConsent: (url) => answerPages(url, administrator),
    async decline(url) {
      // Nobody is asked who has consented before.
      sandbox.cloud.model.servicePrincipals = [];
      return answerPages(url, administrator, 'cancel');
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
    stop: () => sandbox.stop(),
    sandbox,
    answerPages,
    entraWith,
  };
}
