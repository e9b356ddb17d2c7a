import { isRestError, SecretClient } from '@azure/keyvault-secrets';
import type { AzureCloud } from '../../config.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Telemetry } from '../../ports/telemetry.ts';
import { VaultFault } from '../../ports/vaults.ts';
import { answerChallenge } from './answer-challenge.ts';
import { classifyNetworkError } from './classify-network-error.ts';
import { classifyVaultAnswer } from './classify-vault-answer.ts';
import { governRequests } from './govern-requests.ts';
import { guardChallenge } from './guard-challenge.ts';
import { limitRequestTime } from './limit-request-time.ts';
import type { PipelinePolicy, PipelineRequest } from './pipeline-policy.ts';
import { repeatListPages } from './repeat-list-pages.ts';
import { RequestGovernor } from './request-governor.ts';
import { safeCause } from './safe-cause.ts';
import type { TenantTokens } from './tenant-tokens.ts';
import { traceRequests } from './trace-requests.ts';
import { readVaultAnswer, type VaultAnswer } from './vault-answer.ts';
import { createVaultCredential } from './vault-credential.ts';
import { writeWholeTimes } from './whole-times.ts';

/** Milliseconds for one request to a vault. */
const requestTime = 30_000;

/** The SDK's client of one vault, with its errors translated. */
export interface VaultClient {
  /** `https://…`, without a slash at the end. */
  readonly url: string;
  readonly tokens: TenantTokens;
  readonly governor: RequestGovernor;
  /** How many responses came from the vault so far: whether it is there at all. */
  responses(): number;
  /** See `Traffic.answeredAt`. */
  answeredAt(): number | undefined;
  /** The vault is known to be the tenant's: its challenge is not asked for, should it not have come yet. */
  leaveChallengeOut(): void;
  /** Sends one operation. Rejects with `VaultFault`, or with the signal's reason once it aborts. */
  call<T>(send: (client: SecretClient) => Promise<T>, signal?: AbortSignal): Promise<T>;
}

export interface VaultClientOptions {
  azure: AzureCloud;
  clock: Clock;
  connections: PipelinePolicy;
  telemetry: Telemetry;
  tokens: TenantTokens;
  tenantId: string;
  vaultName: string;
}

export function createVaultClient(options: VaultClientOptions): VaultClient {
  const { azure, clock, connections, telemetry, tokens, tenantId, vaultName } = options;
  const url = `https://${vaultName.toLowerCase()}.${azure.vaultSuffix}`;
  const governor = new RequestGovernor(clock);
  const answers = new WeakMap<PipelineRequest, VaultAnswer>();
  let responses = 0;
  let answeredAt: number | undefined;
  let authenticated = false;
  let tenantKnown = false;
  let opening: Promise<unknown> | undefined;

  const observe: PipelinePolicy = {
    name: 'observeVault',
    // A failed page of a list becomes an error without the response's body, so it is read here.
    async sendRequest(request, next) {
      // The same request is sent again after a challenge, and may then meet something else than a response.
      answers.delete(request);
      const response = await next(request);
      responses += 1;
      const date = Date.parse(response.headers.get('date') ?? '');
      if (!Number.isNaN(date)) answeredAt = Math.floor(date / 1000);
      if (request.headers.has('authorization')) authenticated = true;
      if (response.status >= 400) {
        const header = (name: string) => response.headers.get(name);
        const raw = { status: response.status, body: response.bodyAsText, header };
        answers.set(request, readVaultAnswer(raw, clock.now()));
      }
      return response;
    },
  };
  const connect = () =>
    new SecretClient(url, createVaultCredential(tokens, tenantId, azure.vaultScope), {
      // Whoever calls decides on repeating: it knows the quota, and a repeated set would be another version.
      retryOptions: { maxRetries: 0 },
      redirectOptions: { maxRetries: 0 },
      additionalPolicies: [
        { policy: answerChallenge(azure, tenantId, () => tenantKnown), position: 'perRetry' },
        { policy: repeatListPages(clock), position: 'perRetry' },
        // A request's time begins when the quota lets it go.
        { policy: governRequests(governor, clock), position: 'perRetry' },
        { policy: traceRequests(telemetry, clock), position: 'perRetry' },
        { policy: limitRequestTime(requestTime), position: 'perRetry' },
        { policy: guardChallenge(tenantId, azure.vaultScope), position: 'perRetry' },
        { policy: writeWholeTimes, position: 'perRetry' },
        { policy: observe, position: 'perRetry' },
        { policy: connections, position: 'perRetry' },
      ],
    });
  let client = connect();

  /**
   * Until the vault's challenge is answered only one request may be under way: the SDK keeps the body of the first one
   * aside and loses it when a second overtakes it, and would send the second, body and all, to a vault whose tenant is
   * not known yet.
   */
  async function first<T>(send: (client: SecretClient) => Promise<T>): Promise<T> {
    while (!authenticated && opening !== undefined) await opening;
    if (authenticated) return send(client);
    const sent = send(client).finally(() => {
      opening = undefined;
      // Its state is that of a challenge half answered.
      if (!authenticated) client = connect();
    });
    opening = sent.catch(() => undefined);
    return sent;
  }

  return {
    url,
    tokens,
    governor,
    responses: () => responses,
    answeredAt: () => answeredAt,
    leaveChallengeOut() {
      tenantKnown = true;
    },
    async call(send, signal) {
      const before = responses;
      try {
        signal?.throwIfAborted();
        return await untilAborted(first(send), signal);
      } catch (error) {
        if (signal?.aborted) throw signal.reason;
        throw translate(error, answers, responses > before);
      }
    },
  };
}

function translate(error: unknown, answers: WeakMap<PipelineRequest, VaultAnswer>, heard: boolean): VaultFault {
  if (error instanceof VaultFault) return error;
  if (!isRestError(error)) {
    // The request's own time limit ran out.
    if (error instanceof Error && error.name === 'AbortError') {
      return new VaultFault(heard ? 'vault.unavailable' : 'network.unreachable', { cause: error });
    }
    return new VaultFault('vault.rejected', { cause: error });
  }
  const answer = error.request && answers.get(error.request);
  if (answer !== undefined) return classifyVaultAnswer(answer, safeCause(error));
  return new VaultFault(classifyNetworkError(error.code, 'vault'), { cause: safeCause(error) });
}

/** Tokens, and pages of a list after the first, cannot be aborted through the SDK: they are left to end unheard. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
