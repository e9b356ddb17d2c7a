import { ConfidentialClientApplication, type NodeAuthOptions } from '@azure/msal-node';
import { createRemoteJWKSet } from 'jose';
import type { AzureCloud, ClientCredential } from '../../config.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Entra } from '../../ports/entra.ts';
import { Secret } from '../../secret.ts';
import { adminConsentUrl } from './admin-consent-url.ts';
import { type LoadedCredential, loadClientCredential } from './client-credential.ts';
import { toEntraFault } from './msal-fault.ts';
import { msalNetwork } from './msal-network.ts';
import { verifyIdToken } from './verify-id-token.ts';

/** Only who signed in is asked for: nothing of the customer's directory or vaults. */
const scopes = ['openid', 'profile'];

export interface EntraOptions {
  azure: Pick<AzureCloud, 'authorityHost' | 'clientId' | 'instanceDiscovery'>;
  credential: ClientCredential;
  clock: Pick<Clock, 'now'>;
}

/** Entra by its library for the authorization code, and by jose for the id_token, which the library does not verify. */
export async function createEntra({ azure, credential, clock }: EntraOptions): Promise<Entra> {
  const msal = new ConfidentialClientApplication({
    auth: {
      clientId: azure.clientId,
      // Work and school accounts of any tenant; `common` would let personal accounts in.
      authority: `${azure.authorityHost}/organizations`,
      knownAuthorities: azure.instanceDiscovery ? [] : [new URL(azure.authorityHost).host],
      ...clientAuthentication(await loadClientCredential(credential, clock)),
    },
    system: { networkClient: msalNetwork },
  });
  const keys = createRemoteJWKSet(new URL(`${azure.authorityHost}/organizations/discovery/v2.0/keys`));
  const keyIssuer = (keyId: string | undefined) => {
    const key = keys.jwks()?.keys.find(({ kid }) => kid === keyId);
    return key !== undefined && 'issuer' in key && typeof key.issuer === 'string' ? key.issuer : undefined;
  };

  return {
    async authorizationUrl({ state, nonce, codeChallenge, redirectUri, prompt }) {
      return translated(() =>
        msal.getAuthCodeUrl({ scopes, redirectUri, state, nonce, prompt, codeChallenge, codeChallengeMethod: 'S256' }),
      );
    },

    async adminConsentUrl(request) {
      return adminConsentUrl({
        ...request,
        authorityHost: azure.authorityHost,
        clientId: azure.clientId,
        // msal asks for offline_access in every sign-in: what is not granted here, the sign-in would ask for again.
        scopes: [...scopes, 'offline_access'],
      });
    },

    async redeem({ code, codeVerifier, nonce, redirectUri }) {
      try {
        const { idToken } = await translated(() =>
          msal.acquireTokenByCode({
            scopes,
            redirectUri,
            code: code.reveal(),
            codeVerifier: codeVerifier.reveal(),
            nonce,
          }),
        );
        return new Secret(idToken);
      } finally {
        // Nothing is ever read from msal's cache. It would keep every person's tokens, and after one answer of 429 or
        // 5xx it refuses everybody's codes for a minute.
        msal.clearCache();
      }
    },

    async verifyIdToken(idToken, { nonce }) {
      const { authorityHost, clientId } = azure;
      return verifyIdToken(idToken, { keys, keyIssuer, authorityHost, clientId, nonce, now: clock.now() });
    },
  };
}

function clientAuthentication(
  credential: LoadedCredential,
): Pick<NodeAuthOptions, 'clientSecret' | 'clientCertificate' | 'clientAssertion'> {
  if (credential.kind === 'managed-identity') return { clientAssertion: credential.assertion };
  if (credential.kind === 'secret') return { clientSecret: credential.secret.reveal() };
  return {
    clientCertificate: {
      thumbprintSha256: credential.thumbprint,
      privateKey: credential.privateKey.reveal(),
      x5c: credential.certificates,
    },
  };
}

async function translated<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw toEntraFault(error);
  }
}
