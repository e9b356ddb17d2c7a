import type { Application, ManagedIdentity } from '../cloud/model.ts';
import { tokenExchange } from './identity-tokens.ts';

/**
 * Lets the identity's tokens prove the application, as the registration's federated credential of the type "managed
 * identity" does. What an earlier start left is replaced: Entra may have had another port.
 * https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity
 */
export function trustIdentity(application: Application, identity: ManagedIdentity, authorityHost: string): void {
  const [audience] = tokenExchange.uris;
  const subject = identity.principalId;
  const issuer = `${authorityHost}/${identity.tenantId}/v2.0`;
  application.federatedCredentials = [
    ...application.federatedCredentials.filter((other) => other.subject !== subject),
    { issuer, subject, audience },
  ];
}
