import { z } from 'zod';
import { KeyRefused, KeyUnavailable, type WrappingKeyTrouble } from '../../ports/key-wrapper.ts';
import type { PipelineResponse } from '../key-vault/pipeline-policy.ts';
import { retryAfterOf } from '../key-vault/vault-answer.ts';

/** Inner codes of 403; any other is a missing permission. */
const forbidden: Record<string, WrappingKeyTrouble> = {
  KeyDisabled: 'wrapping-key.disabled',
  KeyOperationForbidden: 'wrapping-key.unusable',
  KeyExpired: 'wrapping-key.unusable',
  KeyNotYetValid: 'wrapping-key.unusable',
  ForbiddenByFirewall: 'wrapping-key.blocked',
  ForbiddenByConnection: 'wrapping-key.blocked',
};

/** What the SDK makes of an error's body; of one that is not Key Vault's it makes nothing. */
const errorDetails = z.object({
  error: z.object({ code: z.string(), innerError: z.object({ code: z.string() }).nullish().catch(undefined) }),
});

/**
 * What it means that Key Vault did not wrap or unwrap, by status and codes, never by texts.
 * https://learn.microsoft.com/azure/key-vault/general/rest-error-codes
 */
export function classifyFailure(operation: 'wrap' | 'unwrap', cause: unknown, now: Date): KeyUnavailable | KeyRefused {
  if (cause instanceof KeyUnavailable) return cause;
  const { response, details } = readRestError(cause);
  if (response === undefined) {
    return new KeyUnavailable('wrapping-key.unreachable', 'the vault gave no answer', { cause });
  }
  const { status } = response;
  // The key that wrapped them is there and may unwrap: it is the bytes.
  if (operation === 'unwrap' && status === 400) return new KeyRefused('the vault cannot unwrap these bytes', { cause });
  const { code, innerError } = errorDetails.safeParse(details).data?.error ?? {};
  const said = [status, code, innerError?.code].filter((part) => part !== undefined).join(' ');
  const { retryAfter } = retryAfterOf(response.headers.get('retry-after'), now);
  return new KeyUnavailable(troubleOf(status, innerError?.code), `the vault answered ${said}`, { cause, retryAfter });
}

function troubleOf(status: number, innerCode = ''): WrappingKeyTrouble {
  if (status === 400) return 'wrapping-key.unusable';
  if (status === 401) return 'wrapping-key.no-token';
  if (status === 403) return forbidden[innerCode] ?? 'wrapping-key.forbidden';
  if (status === 404) return 'wrapping-key.not-found';
  if (status === 429) return 'wrapping-key.throttled';
  return 'wrapping-key.unavailable';
}

/** The parts of the SDK's `RestError`, whose class belongs to a package that is no dependency of ours. */
function readRestError(error: unknown): { response?: PipelineResponse; details?: unknown } {
  return error instanceof Error ? (error as { response?: PipelineResponse; details?: unknown }) : {};
}
