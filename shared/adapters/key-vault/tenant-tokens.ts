import {
  type AccessToken,
  ClientCertificateCredential,
  ClientSecretCredential,
  type GetTokenOptions,
  type TokenCredential,
} from '@azure/identity';
import { isRestError } from '@azure/keyvault-secrets';
import type { AzureCloud, ClientCredential } from '../../config.ts';
import type { Clock } from '../../ports/clock.ts';
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

export function createTenantTokens(
  { azure, credential, clock }: { azure: AzureCloud; credential: ClientCredential; clock: Clock },
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
  let identity: TokenCredential | undefined;
  let cached: { token: AccessToken; acquired: number } | undefined;
  let last: Promise<unknown> = Promise.resolve();

  async function acquire(scope: string, options: GetTokenOptions): Promise<AccessToken> {
    const held = cached;
    if (held !== undefined && !options.claims && held.token.expiresOnTimestamp - margin > clock.now().getTime()) {
      return held.token;
    }
    seen = undefined;
    const acquired = clock.now().getTime();
    try {
      identity ??= createIdentity(azure, credential, tenantId, observe);
      const token = await identity.getToken(scope, { ...options, tenantId });
      if (token === null) throw new Error('the credential gave no token');
      cached = { token, acquired };
      return token;
    } catch (error) {
      throw classifyEntraFailure(seen, error);
    }
  }

  return {
    get(scope, options = {}) {
      // One after the other: those who come together share the token of the first, and `seen` belongs to one attempt.
      const next = last.then(() => acquire(scope, options));
      last = next.catch(() => undefined);
      return next;
    },
    forgetOlderThan(time) {
      if (cached === undefined || cached.acquired >= time) return false;
      cached = undefined;
      // The identity library keeps tokens too, and has no other way to forget them.
      identity = undefined;
      return true;
    },
  };
}

function createIdentity(
  azure: AzureCloud,
  credential: ClientCredential,
  tenantId: string,
  observe: PipelinePolicy,
): TokenCredential {
  const options = {
    authorityHost: azure.authorityHost,
    disableInstanceDiscovery: !azure.instanceDiscovery,
    retryOptions: { maxRetries: 0 },
    additionalPolicies: [
      { policy: limitRequestTime(requestTime), position: 'perRetry' as const },
      { policy: observe, position: 'perRetry' as const },
    ],
  };
  return credential.kind === 'secret'
    ? new ClientSecretCredential(tenantId, azure.clientId, credential.secret, options)
    : new ClientCertificateCredential(tenantId, azure.clientId, { certificatePath: credential.path }, options);
}
