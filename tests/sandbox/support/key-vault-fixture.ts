import type { TokenCredential } from '@azure/core-auth';
import { CryptographyClient, KeyClient } from '@azure/keyvault-keys';
import { SecretClient, type SecretClientOptions } from '@azure/keyvault-secrets';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { Cloud } from '../../../sandbox/cloud/cloud.ts';
import { vaultRoles } from '../../../sandbox/cloud/identifiers.ts';
import type { AccessModel, CloudModel, KeyPermission, SecretPermission, Vault } from '../../../sandbox/cloud/model.ts';
import { newVault } from '../../../sandbox/cloud/new-vault.ts';
import { trustSandbox } from '../../../sandbox/dns/trust-sandbox.ts';
import { type KeyVaultOptions, startKeyVault } from '../../../sandbox/key-vault/key-vault-server.ts';
import { createCertificateAuthority } from '../../../sandbox/tls/certificate-authority.ts';

export const CONTOSO = '11111111-1111-4111-8111-111111111111';
export const FABRIKAM = '22222222-2222-4222-8222-222222222222';
export const CLIENT_ID = '33333333-3333-4333-8333-333333333333';
export const PRINCIPAL_ID = '44444444-4444-4444-8444-444444444444';
export const AUDIENCE = 'https://vault.localhost';
const AUTHORITY_HOST = 'https://login.localhost:7443';

/** An answer's body: of a secret, of a page, or of a refusal. Only what the tests look at. */
export interface RawBody {
  id: string;
  value: unknown;
  nextLink: string | null;
  tags?: Record<string, string>;
  error: { code: string; message: string; innererror?: { code: string } };
}

export interface RawAnswer {
  status: number;
  headers: Headers;
  body: RawBody;
}

export type KeyVaultFixture = Awaited<ReturnType<typeof startKeyVaultFixture>>;

/**
 * A Key Vault with one vault of the tenant CONTOSO, `contoso-vault`, in which nothing is granted, and one service principal there.
 * The clock stands still unless a test moves it; tokens are signed by the fixture in Entra's place.
 */
export async function startKeyVaultFixture(options: Partial<KeyVaultOptions> = {}, onChange: () => void = () => {}) {
  const clock = { now: Date.UTC(2026, 10, 23, 12, 0, 0, 400) };
  const vault = newVault('contoso-vault', CONTOSO, 'rbac', '55555555-5555-4555-8555-555555555555');
  const cloud = new Cloud(emptyModel(vault), { now: () => clock.now, onChange });
  const keys = await generateKeyPair('RS256');
  const jwks = { keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'key-1', alg: 'RS256', use: 'sig' }] };
  const certificates = await createCertificateAuthority();
  const server = await startKeyVault({
    cloud,
    certificates,
    entraKeys: () => jwks,
    authorityHost: AUTHORITY_HOST,
    ...options,
  });
  const resolvable = new Set<string>();
  const forget = trustSandbox({
    caPem: certificates.caPem,
    resolve: (name) => resolvable.has(name) || cloud.vault(name.replace(/\.vault\.localhost$/, '')) !== undefined,
  });

  const sign = (claims: JWTPayload = {}, key = keys.privateKey) => {
    const seconds = Math.floor(clock.now / 1000);
    const payload = {
      aud: AUDIENCE,
      iss: `https://sts.localhost/${CONTOSO}/`,
      tid: CONTOSO,
      oid: PRINCIPAL_ID,
      appid: CLIENT_ID,
      idtyp: 'app',
      ver: '1.0',
      iat: seconds,
      nbf: seconds,
      exp: seconds + 3600,
      ...claims,
    };
    return new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid: 'key-1', typ: 'JWT' }).sign(key);
  };

  const tokenRequests: { scopes: string | string[]; tenantId: string | undefined }[] = [];
  const credential: TokenCredential = {
    async getToken(scopes, tokenOptions) {
      tokenRequests.push({ scopes, tenantId: tokenOptions?.tenantId });
      return { token: await sign(), expiresOnTimestamp: Date.now() + 3_600_000 };
    },
  };

  const vaultUrl = `https://contoso-vault.${server.suffix}`;
  return {
    clock,
    cloud,
    vault,
    server,
    vaultUrl,
    resolvable,
    sign,
    tokenRequests,
    client: (clientOptions: SecretClientOptions = {}) =>
      new SecretClient(vaultUrl, credential, { retryOptions: { maxRetries: 0 }, ...clientOptions }),
    keyClient: () => new KeyClient(vaultUrl, credential, { retryOptions: { maxRetries: 0 } }),
    /** Of a key, named by its id with or without a version. */
    cryptography: (keyId: string) => new CryptographyClient(keyId, credential, { retryOptions: { maxRetries: 0 } }),
    grantRole(role = 'Key Vault Secrets Officer', effective = 0) {
      vault.roleAssignments.push({ id: role, principalId: PRINCIPAL_ID, roleId: vaultRoles[role] ?? role, effective });
    },
    grantPermissions(permissions: SecretPermission[], effective = 0, keyPermissions: KeyPermission[] = []) {
      vault.accessPolicies.push({ principalId: PRINCIPAL_ID, permissions, keyPermissions, effective });
    },
    setAccessModel(model: AccessModel) {
      vault.accessModel = model;
    },
    /** A request as it is, with a good token unless another one, or none (null), is given. */
    async raw(
      method: string,
      path: string,
      { token, body, url = vaultUrl }: { token?: string | null; body?: unknown; url?: string } = {},
    ): Promise<RawAnswer> {
      const bearer = token === undefined ? await sign() : token;
      const response = await fetch(`${url}${path}${path.includes('?') ? '&' : '?'}api-version=7.6`, {
        method,
        headers: {
          ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: JSON.parse(text || '{}') };
    },
    async stop() {
      forget();
      await server.stop();
    },
  };
}

function emptyModel(vault: Vault): CloudModel {
  return {
    version: 1,
    tenants: [],
    users: [],
    applications: [],
    servicePrincipals: [
      { id: PRINCIPAL_ID, tenantId: CONTOSO, clientId: CLIENT_ID, enabled: true, created: 0, effective: 0 },
    ],
    managedIdentities: [],
    vaults: [vault],
    signingKeys: [],
  };
}

/** Status, code and inner code, as a test compares them. */
export function codes({ status, body }: RawAnswer): [number, string | undefined, string | undefined] {
  const error: RawBody['error'] | undefined = body.error;
  return [status, error?.code, error?.innererror?.code];
}

/** The items of a page. */
export function items(answer: RawAnswer): { id: string }[] {
  return answer.body.value as { id: string }[];
}

/** The names of a page's items. */
export function names(answer: RawAnswer): (string | undefined)[] {
  return items(answer).map(({ id }) => id.split('/').at(-1));
}
