import { ManagedIdentityCredential } from '@azure/identity';
import type { Clock } from '../../ports/clock.ts';
import { IdentityFault } from './identity-fault.ts';
import { type GetAccessToken, keepTokens } from './keep-tokens.ts';
import { limitTime } from './limit-time.ts';

/** Milliseconds for one token, with the repetitions. */
const patience = 10_000;
/** A restarting endpoint is waited for, for a second or two: requests of people wait along. */
const retryOptions = { maxRetries: 3, retryDelayInMs: 250, maxRetryDelayInMs: 1_000 };

/**
 * Tokens of the managed identity that runs this process; without a client id of the one that Azure made with the app.
 * Rejects with {@link IdentityFault}. https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference
 */
export function createManagedIdentity(clientId: string | undefined, clock: Pick<Clock, 'now'>): GetAccessToken {
  const credential = new ManagedIdentityCredential({ ...(clientId === undefined ? {} : { clientId }), retryOptions });
  return keepTokens(async (scope) => {
    try {
      return await limitTime(credential.getToken(scope), patience);
    } catch (cause) {
      throw toIdentityFault(cause, clientId);
    }
  }, clock);
}

function toIdentityFault(cause: unknown, clientId: string | undefined): IdentityFault {
  const which = clientId === undefined ? 'the system-assigned managed identity' : `the managed identity ${clientId}`;
  const status = statusOf(cause);
  if (status !== undefined && status >= 400 && status < 500 && status !== 408 && status !== 429) {
    const message = `Azure refuses a token for ${which} (status ${status}); assign that identity to the app, or configure the one that is.`;
    return new IdentityFault('identity.refused', message, { cause });
  }
  const message = `The endpoint that gives tokens for ${which} does not answer; outside of Azure there is none, and SERVICE_IDENTITY=azure-cli uses your own sign-in.`;
  return new IdentityFault('identity.unreachable', message, { cause });
}

/** The library's error has none; the one of msal, which it keeps as the cause, has. */
function statusOf(error: unknown): number | undefined {
  const cause = error instanceof Error ? error.cause : undefined;
  const status = cause instanceof Error && 'status' in cause ? cause.status : undefined;
  return typeof status === 'number' ? status : undefined;
}
