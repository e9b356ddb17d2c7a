import {
  type AccessToken,
  ClientAssertionCredential,
  ClientCertificateCredential,
  ClientSecretCredential,
  type GetTokenOptions,
  type TokenCredential,
} from '@azure/identity';
import { isRestError } from '@azure/keyvault-secrets';
import type { AzureCloud, ClientCredential } from '../../config.ts';
import type { Clock } from '../../ports/clock.ts';
import type { GetClientAssertion } from '../azure/client-assertion.ts';
import { IdentityFault } from '../azure/identity-fault.ts';
import { classifyEntraFailure } from './classify-entra-failure.ts';
import { type EntraFailure, readEntraFailure } from './entra-failure.ts';
import { limitRequestTime } from './limit-request-time.ts';
import type { PipelinePolicy } from './pipeline-policy.ts';

/** A token is not handed out for longer than until this many milliseconds before its end. */
const margin = 5 * 60_000;
/** Milliseconds for one request to Entra. */
const requestTime = 10_000;

/** Our application's tokens of one tenant, and of no other. */
export interface TenantTokens {
  /** Rejects with `VaultFault`. */
  get(scope: string, options?: GetTokenOptions): Promise<AccessToken>;
  /** Forgets what was acquired before this time (milliseconds since 1970); says whether there was anything. */
  forgetOlderThan(time: number): boolean;
}

/** As configured; assertions of a managed identity are the same for all tenants. */
export type TenantCredential =
  | Extract<ClientCredential, { kind: 'secret' | 'certificate' }>
  | { kind: 'managed-identity'; assertion: GetClientAssertion };

export interface TenantTokensOptions {
  azure: AzureCloud;
  credential: TenantCredential;
  clock: Clock;
  connections: PipelinePolicy;
}

export function createTenantTokens(
  { azure, credential, clock, connections }: TenantTokensOptions,
  tenantId: string,
): TenantTokens {
  let seen: EntraFailure | undefined;
  const observe: PipelinePolicy = {
    name: 'observeEntra',
    // The identity library turns what it gets into errors that have lost status, codes and cause.
    async sendRequest(request, next) {
      try {
        const response = await next(request);
        if (response.status >= 400) {
          const header = (name: string) => response.headers.get(name);
          seen = readEntraFailure({ status: response.status, body: response.bodyAsText, header }, clock.now());
        }
        return response;
      } catch (error) {
        seen = { kind: 'network', code: isRestError(error) ? error.code : undefined };
        throw error;
      }
    },
  };
  const observed = (known: TenantCredential): TenantCredential =>
    known.kind === 'managed-identity' ? { ...known, assertion: () => known.assertion().catch(noAssertion) } : known;
  const noAssertion = (error: unknown) => {
    if (error instanceof IdentityFault) seen = { kind: 'identity', fault: error };
    throw error;
  };
  let cached: { token: AccessToken; acquired: number } | undefined;
  let underWay: { scope: string; token: Promise<AccessToken> } | undefined;

  async function acquire(scope: string, options: GetTokenOptions): Promise<AccessToken> {
    const held = cached;
    if (held !== undefined && !options.claims && held.token.expiresOnTimestamp - margin > clock.now().getTime()) {
      return held.token;
    }
    seen = undefined;
    const acquired = clock.now().getTime();
    try {
      // Made anew each time: it would keep tokens as well, without a way to forget them, and much memory for each tenant.
      const identity = createIdentity(azure, observed(credential), tenantId, [observe, connections]);
      const token = await identity.getToken(scope, { ...options, tenantId });
      if (token === null) throw new Error('the credential gave no token');
      cached = { token, acquired };
      return token;
    } catch (error) {
      throw classifyEntraFailure(seen, error);
    }
  }

  return {
    get(scope, { claims, abortSignal: _abortSignal, ...options } = {}) {
      // Those who come together share what the first gets, also a refusal: a tenant whose sign-in is slow is waited for
      // once. So nobody's signal ends it; it has a time limit of its own.
      if (underWay !== undefined && underWay.scope === scope && claims === undefined) return underWay.token;
      const before = underWay?.token.catch(() => undefined);
      // One after the other: `seen` belongs to one attempt.
      const attempt = { scope, token: Promise.resolve(before).then(() => acquire(scope, { ...options, claims })) };
      underWay = attempt;
      const end = () => {
        if (underWay === attempt) underWay = undefined;
      };
      attempt.token.then(end, end);
      return attempt.token;
    },
    forgetOlderThan(time) {
      if (cached === undefined || cached.acquired >= time) return false;
      cached = undefined;
      return true;
    },
  };
}

function createIdentity(
  azure: AzureCloud,
  credential: TenantCredential,
  tenantId: string,
  policies: readonly PipelinePolicy[],
): TokenCredential {
  const options = {
    authorityHost: azure.authorityHost,
    disableInstanceDiscovery: !azure.instanceDiscovery,
    retryOptions: { maxRetries: 0 },
    additionalPolicies: [
      { policy: limitRequestTime(requestTime), position: 'perRetry' as const },
      ...policies.map((policy) => ({ policy, position: 'perRetry' as const })),
    ],
  };
  const { clientId } = azure;
  switch (credential.kind) {
    case 'secret':
      return new ClientSecretCredential(tenantId, clientId, credential.secret, options);
    case 'certificate':
      return new ClientCertificateCredential(tenantId, clientId, { certificatePath: credential.path }, options);
    case 'managed-identity':
      return new ClientAssertionCredential(tenantId, clientId, credential.assertion, options);
  }
}
