import { createLocalJWKSet, decodeJwt, errors, type JSONWebKeySet, jwtVerify } from 'jose';
import type { Application } from '../cloud/model.ts';
import { tokenExchange } from '../managed-identity/identity-tokens.ts';
import { AadstsFault } from './aadsts-fault.ts';
import type { AuthenticationRules } from './authentication-rules.ts';

/**
 * Checks an assertion of an outside issuer, or of a managed identity, against the registration's federated credentials:
 * issuer, then subject, then audience have to match exactly, and the issuer's keys have to verify it.
 * https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity
 */
export async function checkFederatedAssertion(
  { federatedCredentials }: Application,
  assertion: string,
  { now, ownKeys }: Pick<AuthenticationRules, 'now' | 'ownKeys'>,
): Promise<void> {
  const { iss: issuer = '', sub: subject = '', aud } = decodeJwt(assertion);
  const audience = [aud ?? []].flat().join(' ');
  const audiences = [aud ?? []].flat().flatMap(namesOf);
  if (federatedCredentials.length === 0) throw new AadstsFault(70021, { issuer, subject, audience });
  const ofIssuer = federatedCredentials.filter((credential) => credential.issuer === issuer);
  if (ofIssuer.length === 0) throw new AadstsFault(700211, { issuer });
  const ofSubject = ofIssuer.filter((credential) => credential.subject === subject);
  if (ofSubject.length === 0) throw new AadstsFault(700213, { subject });
  const credential = ofSubject.find((known) => audiences.includes(known.audience));
  if (credential === undefined) throw new AadstsFault(700212, { audience });
  try {
    await jwtVerify(assertion, createLocalJWKSet((credential.jwks as JSONWebKeySet | undefined) ?? ownKeys), {
      algorithms: ['RS256'],
      requiredClaims: ['exp'],
      currentDate: new Date(now),
    });
  } catch (error) {
    if (error instanceof errors.JWTExpired || error instanceof errors.JWTClaimValidationFailed) {
      throw new AadstsFault(700024, {}, { cause: error });
    }
    if (!(error instanceof errors.JOSEError)) throw error;
    const reason = error instanceof errors.JWKSNoMatchingKey ? 'The key was not found.' : 'The signature is not valid.';
    throw new AadstsFault(50013, { reason }, { cause: error });
  }
}

/** A federated credential names the exchange by its address, a token of Entra by its application id. */
function namesOf(audience: string): readonly string[] {
  return audience === tokenExchange.applicationId ? tokenExchange.uris : [audience];
}
