import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type IdentityServer, startIdentityEndpoint } from '../../sandbox/managed-identity/identity-server.ts';
import { trustIdentity } from '../../sandbox/managed-identity/trust-identity.ts';
import { loadClientCredential } from '../../shared/adapters/entra/client-credential.ts';
import { systemClock } from '../../shared/adapters/system/system-clock.ts';
import type { ClientCredential } from '../../shared/config.ts';
import { codeChallenge } from '../../shared/domain/consent/code-challenge.ts';
import { Secret } from '../../shared/secret.ts';
import { makeClientCertificate } from '../sandbox/entra/client-certificate.ts';
import { found } from '../sandbox/entra/test-entra.ts';
import { type SandboxEntraHarness, sandboxEntraHarness } from '../support/entra-harness.ts';
import { setEnvironment } from '../support/set-environment.ts';

const verifier = new Secret('a-verifier-that-is-long-enough-for-RFC-7636-section-4.1');

let directory: string;
let harness: SandboxEntraHarness;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'credential-'));
  harness = await sandboxEntraHarness();
});
afterAll(async () => {
  await harness.stop();
  await rm(directory, { recursive: true });
});

async function file(name: string, content: string): Promise<string> {
  const path = join(directory, name);
  await writeFile(path, content);
  return path;
}

/** A whole sign-in, its code redeemed with this credential. */
async function redeemWith(credential: ClientCredential) {
  const entra = await harness.entraWith(credential);
  const { redirectUri } = harness;
  const request = { state: 's', nonce: 'n', redirectUri, prompt: 'select_account' as const };
  const url = await entra.authorizationUrl({ ...request, codeChallenge: codeChallenge(verifier.reveal()) });
  const code = new URL(await harness.signIn(url, 'administrator')).searchParams.get('code') ?? '';
  return entra.redeem({ code: new Secret(code), codeVerifier: verifier, nonce: 'n', redirectUri });
}

describe('the credential of the app registration', () => {
  test('a certificate of the registration redeems codes', async () => {
    const { certificate, privateKey } = await makeClientCertificate();
    harness.sandbox.application.certificates.push(certificate);
    const path = await file('registered.pem', `${privateKey}\n${certificate}`);
    expect(await redeemWith({ kind: 'certificate', path })).toBeInstanceOf(Secret);
  });

  test('a certificate that is not registered is refused', async () => {
    const { certificate, privateKey } = await makeClientCertificate();
    const path = await file('stranger.pem', `${privateKey}\n${certificate}`);
    await expect(redeemWith({ kind: 'certificate', path })).rejects.toMatchObject({
      name: 'EntraFault',
      code: 'credential.invalid',
      aadsts: 700027,
    });
  });

  test('a wrong secret is refused', async () => {
    await expect(redeemWith({ kind: 'secret', secret: 'wrong' })).rejects.toMatchObject({
      code: 'credential.invalid',
      aadsts: 7000215,
    });
  });

  test('an expired secret is refused', async () => {
    harness.sandbox.application.secrets.push({ id: 'old', value: 'the old one', expires: Date.now() - 1 });
    await expect(redeemWith({ kind: 'secret', secret: 'the old one' })).rejects.toMatchObject({
      code: 'credential.invalid',
      aadsts: 7000222,
    });
  });
});

describe('a managed identity that the registration trusts', () => {
  let endpoint: IdentityServer;
  let forget: () => void;
  beforeAll(async () => {
    const { cloud, entra } = harness.sandbox;
    endpoint = await startIdentityEndpoint({ cloud, entra });
    forget = setEnvironment(endpoint.environment);
  });
  afterAll(async () => {
    forget?.();
    await endpoint?.stop();
  });
  beforeEach(() => {
    endpoint.trouble = undefined;
  });

  /** A new identity each time: the library keeps tokens for as long as the process lives. */
  const identity = ({ trusted = true, assigned = true } = {}): ClientCredential => {
    const { cloud, entra, application } = harness.sandbox;
    const [known] = cloud.model.managedIdentities;
    const added = { ...found(known), clientId: randomUUID(), principalId: randomUUID() };
    if (assigned) cloud.model.managedIdentities.push(added);
    if (trusted) trustIdentity(application, added, entra.authorityHost);
    return { kind: 'managed-identity', clientId: added.clientId, audience: 'api://AzureADTokenExchange' };
  };

  test('redeems codes', async () => {
    expect(await redeemWith(identity())).toBeInstanceOf(Secret);
  });

  test('is refused where nobody trusts it', async () => {
    identity();
    await expect(redeemWith(identity({ trusted: false }))).rejects.toMatchObject({
      name: 'EntraFault',
      code: 'credential.invalid',
      aadsts: 700213,
    });
  });

  test('is an invalid credential where it is not assigned to the app', async () => {
    await expect(redeemWith(identity({ assigned: false }))).rejects.toMatchObject({
      code: 'credential.invalid',
      cause: { name: 'IdentityFault', code: 'identity.refused' },
    });
  });

  test('is waited for while its endpoint is down, and then serves', async () => {
    const credential = identity();
    endpoint.trouble = 'unavailable';
    await expect(redeemWith(credential)).rejects.toMatchObject({ name: 'EntraFault', code: 'entra.unavailable' });
    endpoint.trouble = undefined;
    expect(await redeemWith(credential)).toBeInstanceOf(Secret);
  });
});

describe('reading a certificate', () => {
  test('finds key and certificate in either order, and the thumbprint', async () => {
    const { certificate, privateKey } = await makeClientCertificate();
    for (const content of [`${privateKey}\n${certificate}`, `${certificate}\n${privateKey}`]) {
      const loaded = await loadClientCredential(
        { kind: 'certificate', path: await file('either.pem', content) },
        systemClock,
      );
      expect(loaded).toMatchObject({ kind: 'certificate', thumbprint: expect.stringMatching(/^[0-9A-F]{64}$/) });
    }
  });

  test('refuses what is not whole, and quotes nothing of it', async () => {
    const [mine, other] = [await makeClientCertificate(), await makeClientCertificate()];
    for (const content of ['', mine.certificate, mine.privateKey, `${other.privateKey}\n${mine.certificate}`]) {
      const path = await file('broken.pem', content);
      const error: Error = await loadClientCredential({ kind: 'certificate', path }, systemClock).catch(
        (reason) => reason,
      );
      expect(error.name).toBe('CredentialError');
      expect(error.message).not.toContain('BEGIN');
    }
    const nowhere = loadClientCredential({ kind: 'certificate', path: join(directory, 'nowhere.pem') }, systemClock);
    await expect(nowhere).rejects.toMatchObject({ name: 'CredentialError' });
  });
});
