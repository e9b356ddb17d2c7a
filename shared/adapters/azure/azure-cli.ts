import { AzureCliCredential } from '@azure/identity';
import type { Clock } from '../../ports/clock.ts';
import { IdentityFault } from './identity-fault.ts';
import { type GetAccessToken, keepTokens } from './keep-tokens.ts';

/** Milliseconds for one run of `az`, which may have to renew its own sign-in first. */
const patience = 30_000;

/** Tokens of whoever is signed in to the Azure CLI. Rejects with {@link IdentityFault}. */
export function createAzureCliIdentity(clock: Pick<Clock, 'now'>): GetAccessToken {
  const credential = new AzureCliCredential({ processTimeoutInMs: patience });
  return keepTokens(async (scope) => {
    try {
      return await credential.getToken(scope);
    } catch (cause) {
      const message = 'The Azure CLI gives no token; install it, sign in (az login) and choose the subscription.';
      throw new IdentityFault('identity.refused', message, { cause });
    }
  }, clock);
}
