import type { Clock } from '../../ports/clock.ts';
import { createManagedIdentity } from './managed-identity.ts';

/** Gives a JWT by which Entra knows the application. */
export type GetClientAssertion = () => Promise<string>;

/**
 * The managed identity's tokens as assertions of the application that trusts them by a federated credential. Each serves
 * for five minutes at least. Rejects with {@link IdentityFault}.
 * https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity
 */
export function createClientAssertion(
  { clientId, audience }: { clientId: string; audience: string },
  clock: Pick<Clock, 'now'>,
): GetClientAssertion {
  const get = createManagedIdentity(clientId, clock);
  return async () => (await get(`${audience}/.default`)).token;
}
