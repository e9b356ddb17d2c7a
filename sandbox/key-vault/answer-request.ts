import type { Cloud } from '../cloud/cloud.ts';
import type { Fault, Vault } from '../cloud/model.ts';
import type { VaultOperation } from '../cloud/vault-operation.ts';
import { refuseByAccess, refuseByNetwork } from './authorize.ts';
import { type FaultMoment, takeFaults } from './faults.ts';
import { KEY_OPERATIONS } from './key-operations.ts';
import { badParameter, KeyVaultError } from './key-vault-error.ts';
import type { Answer, OperationRequest } from './operation-request.ts';
import type { AdmitRequest } from './quota-window.ts';
import type { VaultRoute } from './route-request.ts';
import { checkName, checkVersion } from './secret-body.ts';
import { SECRET_OPERATIONS } from './secret-operations.ts';
import type { Caller, TokenRules } from './verify-token.ts';

/** Versions of the API that are answered; all that the sandbox speaks is the same in them. */
const API_VERSION = /^(7\.[0-6](-preview(\.\d)?)?|20\d\d-\d\d-\d\d(-preview)?)$/;

/** They name no object. */
const LISTS = new Set<VaultOperation>(['list', 'listDeleted', 'listKeys', 'listDeletedKeys']);

const OPERATIONS: Record<VaultOperation, (request: OperationRequest) => Answer | Promise<Answer>> = {
  ...SECRET_OPERATIONS,
  ...KEY_OPERATIONS,
};

export interface VaultRequest {
  vault: Vault;
  vaultUrl: string;
  route: VaultRoute;
  query: URLSearchParams;
  /** The bearer token; undefined when there is none. */
  token: string | undefined;
  /** Reads and parses the body; called only when everything before it has let the request pass. */
  readBody: () => Promise<unknown>;
}

export interface AnswerDeps {
  cloud: Cloud;
  verifyToken: (token: string, rules: TokenRules) => Promise<Caller>;
  admit: AdmitRequest;
  random: () => number;
  newVersionId: () => string;
  /** Waits that many milliseconds; rejects when the server stops. */
  wait: (milliseconds: number) => Promise<void>;
  /** The resource that tokens are for, e.g. `https://vault.localhost`. */
  resource: string;
}

/**
 * The order in which Key Vault decides: token, service limits, network rules, authorization, then the request itself. So a caller
 * without permission never learns whether a secret or key exists. Injected faults come after the token, or when all is done: they hit what a client means to do.
 * @returns an answer, or `reset` when the connection is to be cut
 */
export async function answerRequest(deps: AnswerDeps, request: VaultRequest): Promise<Answer | 'reset'> {
  const { cloud } = deps;
  const { vault, route, token, query } = request;
  const { operation, name, version } = route;
  if (!token) throw new KeyVaultError(401, 'Unauthorized', 'AKV10000: Request is missing a Bearer or PoP token.');
  const caller = await deps.verifyToken(token, {
    audience: deps.resource,
    issuer: `https://sts.localhost/${vault.tenantId}/`,
    now: new Date(cloud.now()),
  });

  const early = await meetFaults(deps, vault, operation, 'before');
  if (early) return early;

  const refused = deps.admit(vault, operation, cloud.now());
  if (refused) throw throttled(vault.quota.retryAfter ? Math.max(1, Math.ceil(refused.wait / 1000)) : undefined);

  const refusedByNetwork = refuseByNetwork(vault, caller);
  if (refusedByNetwork) throw refusedByNetwork;
  if (!API_VERSION.test(query.get('api-version') ?? '')) {
    throw badParameter(`The specified version (${query.get('api-version')}) is not recognized.`);
  }
  if (!LISTS.has(operation)) checkName(name);
  if (version) checkVersion(version);

  const callerExists = cloud
    .principals()
    .some(({ id, tenantId }) => id === caller.objectId && tenantId === vault.tenantId);
  const refusedByAccess = refuseByAccess({ vault, caller, operation, name, now: cloud.now(), callerExists });
  if (refusedByAccess) throw refusedByAccess;
  if (vault.forbiddenByPolicy?.includes(operation)) {
    const options = { innerCode: 'ForbiddenByGovernancePolicy' };
    throw new KeyVaultError(403, 'Forbidden', `An Azure Policy forbids ${operation} in ${vault.name}.`, options);
  }

  const answer = await OPERATIONS[operation]({
    vault,
    vaultUrl: request.vaultUrl,
    name,
    ...(version ? { version } : {}),
    query,
    body: await request.readBody(),
    now: cloud.now(),
    newVersionId: deps.newVersionId,
  });
  return (await meetFaults(deps, vault, operation, 'after')) ?? answer;
}

/** Waits as long as the faults say; then rejects with their refusal, or answers whether the connection is to be cut. */
async function meetFaults(
  deps: AnswerDeps,
  vault: Vault,
  operation: VaultOperation,
  moment: FaultMoment,
): Promise<'reset' | undefined> {
  const { delay, failure } = takeFaults(vault, operation, moment, deps.random);
  if (delay > 0) await deps.wait(delay);
  return failure && fail(failure);
}

function fail(fault: Fault): 'reset' {
  if (fault.kind === 'throttle') throw throttled(fault.retryAfter);
  if (fault.kind === 'unavailable') {
    throw new KeyVaultError(503, 'ServiceUnavailable', 'The service is temporarily unavailable.', {
      headers: retryAfter(fault.retryAfter),
    });
  }
  return 'reset';
}

function throttled(seconds: number | undefined): KeyVaultError {
  return new KeyVaultError(429, 'Throttled', 'Request was not processed because too many requests were received.', {
    headers: retryAfter(seconds),
  });
}

const retryAfter = (seconds: number | undefined): Record<string, string> =>
  seconds === undefined ? {} : { 'Retry-After': String(seconds) };
