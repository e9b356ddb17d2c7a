import { createLocalJWKSet, decodeJwt, errors, type JSONWebKeySet, jwtVerify } from 'jose';
import type { Application } from '../cloud/model.ts';
import { AadstsFault } from './aadsts-fault.ts';
import type { AuthenticationRules } from './authenticate-client.ts';

/**
 * Checks an assertion of an outside issuer against the registration's federated credentials: issuer, then subject, then
 * audience have to match exactly, and the issuer's keys have to verify it.
 * https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity
 */
export async function checkFederatedAssertion(
  { federatedCredentials }: Application,
  assertion: string,
  { now }: Pick<AuthenticationRules, 'now'>,
): Promise<void> {
  const { iss: issuer = '', sub: subject = '', aud } = decodeJwt(assertion);
  const audiences = [aud ?? []].flat();
  const ofIssuer = federatedCredentials.filter((credential) => credential.issuer === issuer);
  if (ofIssuer.length === 0) throw new AadstsFault(700211, { issuer });
  const ofSubject = ofIssuer.filter((credential) => credential.subject === subject);
  if (ofSubject.length === 0) throw new AadstsFault(700213, { subject });
  const credential = ofSubject.find(({ audience }) => audiences.includes(audience));
  if (credential === undefined) throw new AadstsFault(700212, { audience: audiences.join(' ') });
  try {
    await jwtVerify(assertion, createLocalJWKSet(credential.jwks as unknown as JSONWebKeySet), {
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
