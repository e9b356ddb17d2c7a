import type { AzureCloud } from '../../config.ts';
import type { PipelinePolicy, PipelineRequest } from './pipeline-policy.ts';

/**
 * Answers the SDK's first request, which carries no token, in the vault's place where its tenant is known: the vault
 * would name just this tenant and resource. Should it belong to another tenant by now, it refuses the token, which serves
 * nobody but Key Vault, and its own challenge is met as ever.
 */
export function answerChallenge(
  { authorityHost, vaultScope }: Pick<AzureCloud, 'authorityHost' | 'vaultScope'>,
  tenantId: string,
  isKnown: () => boolean,
): PipelinePolicy {
  const resource = vaultScope.replace(/\/\.default$/, '');
  const challenge = `Bearer authorization="${authorityHost}/${tenantId}", resource="${resource}"`;
  return {
    name: 'answerChallenge',
    sendRequest: async (request, next) => {
      if (request.headers.has('authorization') || !isKnown()) return next(request);
      return { request, status: 401, headers: oneHeader('www-authenticate', challenge) };
    },
  };
}

/** The pipeline's headers, of which there is one. */
function oneHeader(name: string, value: string): PipelineRequest['headers'] {
  const is = (asked: string) => asked.toLowerCase() === name;
  return {
    get: (asked) => (is(asked) ? value : undefined),
    has: is,
    set: () => undefined,
    delete: () => undefined,
    toJSON: () => ({ [name]: value }),
    [Symbol.iterator]: () => new Map([[name, value]]).entries(),
  };
}
