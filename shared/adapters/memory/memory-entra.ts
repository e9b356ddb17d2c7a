import { createHash } from 'node:crypto';
import { createLocalJWKSet, exportJWK, exportSPKI, generateKeyPair, type JWTHeaderParameters, SignJWT } from 'jose';
import type { AzureCloud } from '../../config.ts';
import type { Clock } from '../../ports/clock.ts';
import { type Entra, EntraFault, IdTokenFault } from '../../ports/entra.ts';
import { Secret } from '../../secret.ts';
import { adminConsentUrl } from '../entra/admin-consent-url.ts';
import { verifyIdToken } from '../entra/verify-id-token.ts';

/** Somebody who can sign in. */
export interface Person {
  tenantId: string;
  objectId?: string;
  name?: string;
  preferredUsername?: string;
  /** `acct`; null: the registration does not ask for the claim. Default 0, a member. */
  account?: 0 | 1 | null;
  /** Template ids of directory roles. */
  directoryRoles?: string[];
}

/** What is to be wrong with the id_token. */
export interface Forgery {
  /** Replace the true claims; null leaves the claim out. */
  claims?: Record<string, unknown>;
  /** Signed with a key that Entra does not publish, under the id of the one that it does. */
  foreignKey?: boolean;
}

export interface MemoryEntra extends Entra {
  /** Signs the person in and consents, and returns the address that the browser is sent back to. */
  signIn(authorizationUrl: string, person: Person, forgery?: Forgery): string;
  /** An administrator of this tenant consents at the adminconsent endpoint; returns the address to go back to. */
  acceptAdminConsent(url: string, tenantId: string): string;
  /** Entra sends the browser back with an error; returns the address to go back to. */
  refuse(url: string, error: string, aadsts: number): string;
  /** The next code that is redeemed meets this fault. */
  failNextRedemption(fault: EntraFault): void;
  /** A token with these claims, by Entra's own key. */
  sign(claims: Record<string, unknown>, header?: Partial<JWTHeaderParameters>): Promise<string>;
  /** The public half of that key, PEM (SPKI), and its id. */
  publicKey(): Promise<{ pem: string; kid: string }>;
}

interface IssuedCode {
  claims: Record<string, unknown>;
  codeChallenge: string | null;
  redirectUri: string | null;
  expires: number;
  foreignKey: boolean;
}

const keyId = 'memory';
const codeLifetime = 600_000;
// Making RSA keys takes a while: one process needs them once.
let keyPairs: Promise<Awaited<ReturnType<typeof generateKeyPair>>[]> | undefined;

/** Entra in this process's memory: people sign in when a test says so, and tokens are really signed and verified. */
export async function createMemoryEntra(options: {
  azure: Pick<AzureCloud, 'authorityHost' | 'clientId'>;
  clock: Pick<Clock, 'now'>;
}): Promise<MemoryEntra> {
  const { clock } = options;
  const { authorityHost, clientId } = options.azure;
  keyPairs ??= Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  const [own, foreign] = await keyPairs;
  if (own === undefined || foreign === undefined) throw new Error('there are two key pairs');
  const publicKey = { ...(await exportJWK(own.publicKey)), kid: keyId, alg: 'RS256', use: 'sig' };
  const keys = createLocalJWKSet({ keys: [publicKey] });

  const codes = new Map<string, IssuedCode>();
  const faults: EntraFault[] = [];
  let issued = 0;
  const seconds = () => Math.floor(clock.now().getTime() / 1000);

  const signWith = (key: typeof own.privateKey, claims: Record<string, unknown>, header = {}) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: keyId, typ: 'JWT', ...header }).sign(key);

  return {
    async authorizationUrl({ state, nonce, codeChallenge, redirectUri, prompt }) {
      const url = new URL(`${authorityHost}/organizations/oauth2/v2.0/authorize`);
      const parameters = {
        client_id: clientId,
        scope: 'openid profile',
        response_type: 'code',
        redirect_uri: redirectUri,
        state,
        nonce,
        prompt,
        code_challenge: codeChallenge,
        code_challenge_method: 'S256',
      };
      for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
      return url.href;
    },

    async adminConsentUrl(request) {
      return adminConsentUrl({ ...request, authorityHost, clientId, scopes: ['openid', 'profile'] });
    },

    async redeem({ code, codeVerifier, nonce, redirectUri }) {
      const fault = faults.shift();
      if (fault !== undefined) throw fault;
      const entry = codes.get(code.reveal());
      codes.delete(code.reveal());
      const challenge = createHash('sha256').update(codeVerifier.reveal()).digest('base64url');
      if (
        entry === undefined ||
        entry.expires <= clock.now().getTime() ||
        entry.codeChallenge !== challenge ||
        entry.redirectUri !== redirectUri
      ) {
        throw new EntraFault('entra.code-refused', { aadsts: entry === undefined ? 54005 : 501481 });
      }
      if (entry.claims.nonce !== nonce) throw new IdTokenFault('id-token.nonce');
      return new Secret(await signWith(entry.foreignKey ? foreign.privateKey : own.privateKey, entry.claims));
    },

    async verifyIdToken(idToken, { nonce }) {
      const now = clock.now();
      return verifyIdToken(idToken, { keys, keyIssuer: () => undefined, authorityHost, clientId, nonce, now });
    },

    signIn(authorizationUrl, person, forgery = {}) {
      const request = new URL(authorizationUrl).searchParams;
      const now = seconds();
      const truth = {
        ver: '2.0',
        iss: `${authorityHost}/${person.tenantId}/v2.0`,
        aud: clientId,
        tid: person.tenantId,
        oid: person.objectId ?? '00000000-0000-4000-8000-00000000000f',
        sub: `subject of ${person.objectId ?? 'somebody'}`,
        name: person.name ?? 'Ada Admin',
        preferred_username: person.preferredUsername ?? 'ada@contoso.example',
        nonce: request.get('nonce'),
        acct: person.account === undefined ? 0 : person.account,
        wids: person.directoryRoles ?? [],
        iat: now,
        nbf: now,
        exp: now + 3600,
      };
      const claims = Object.entries({ ...truth, ...forgery.claims }).filter(([, value]) => value !== null);
      issued += 1;
      const code = `code-${issued}`;
      codes.set(code, {
        claims: Object.fromEntries(claims),
        codeChallenge: request.get('code_challenge'),
        redirectUri: request.get('redirect_uri'),
        expires: clock.now().getTime() + codeLifetime,
        foreignKey: forgery.foreignKey ?? false,
      });
      return backTo(request, { code, session_state: 'memory' });
    },

    acceptAdminConsent(url, tenantId) {
      return backTo(new URL(url).searchParams, { admin_consent: 'True', tenant: tenantId, scope: 'openid profile' });
    },

    refuse(url, error, aadsts) {
      return backTo(new URL(url).searchParams, { error, error_description: `AADSTS${aadsts}: As documented.` });
    },

    failNextRedemption(fault) {
      faults.push(fault);
    },

    sign: (claims, header) => signWith(own.privateKey, claims, header),

    async publicKey() {
      return { pem: await exportSPKI(own.publicKey), kid: keyId };
    },
  };
}

function backTo(request: URLSearchParams, parameters: Record<string, string>): string {
  const url = new URL(request.get('redirect_uri') ?? '');
  for (const [name, value] of Object.entries({ ...parameters, state: request.get('state') ?? '' })) {
    url.searchParams.set(name, value);
  }
  return url.href;
}
