import type { TokenCredential } from '@azure/identity';
import type { ServiceIdentity } from '../../config.ts';
import type { Clock } from '../../ports/clock.ts';
import { createAzureCliIdentity } from './azure-cli.ts';
import { createManagedIdentity } from './managed-identity.ts';
import { tokenForOneRequest } from './token-for-one-request.ts';

/**
 * As whom the service reaches what is its own at Azure, such as its storage: never a customer's vault. Rejects with
 * {@link IdentityFault}.
 */
export function createServiceIdentity(identity: ServiceIdentity, clock: Pick<Clock, 'now'>): TokenCredential {
  const get =
    identity.kind === 'azure-cli' ? createAzureCliIdentity(clock) : createManagedIdentity(identity.clientId, clock);
  return {
    async getToken(scopes) {
      const [scope, ...others] = typeof scopes === 'string' ? [scopes] : scopes;
      if (scope === undefined || others.length > 0) throw new TypeError('one scope at a time');
      const { token } = await get(scope);
      return tokenForOneRequest(token);
    },
  };
}
