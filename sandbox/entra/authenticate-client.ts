import { decodeJwt, decodeProtectedHeader } from 'jose';
import type { Application } from '../cloud/model.ts';
import { AadstsFault } from './aadsts-fault.ts';
import type { AuthenticationRules } from './authentication-rules.ts';
import { checkCertificateAssertion } from './certificate-assertion.ts';
import type { PresentedClient } from './client-credential.ts';
import { checkFederatedAssertion } from './federated-assertion.ts';

/** `appidacr`: how the client proved itself; 0 not at all, 1 by a secret, 2 by an assertion. */
export type ClientProof = '0' | '1' | '2';

/** Checks that the client is who it says. https://learn.microsoft.com/entra/identity-platform/certificate-credentials */
export async function authenticateClient(
  application: Application,
  { credential }: PresentedClient,
  rules: AuthenticationRules,
): Promise<ClientProof> {
  if (application.public) {
    if (credential.kind !== 'none') throw new AadstsFault(700025);
    return '0';
  }
  switch (credential.kind) {
    case 'none':
      throw new AadstsFault(7000218);
    case 'secret':
      checkSecret(application, credential.secret, rules.now);
      return '1';
    case 'assertion':
      await checkAssertion(application, credential.assertion, rules);
      return '2';
  }
}

function checkSecret({ clientId, secrets }: Application, presented: string, now: number): void {
  const matching = secrets.filter(({ value }) => value === presented);
  if (matching.length === 0) throw new AadstsFault(7000215, { clientId });
  if (matching.every(({ expires }) => expires <= now)) throw new AadstsFault(7000222, { clientId });
}

/** An assertion is signed either with a certificate that its header names by thumbprint, or by a trusted issuer. */
function checkAssertion(application: Application, assertion: string, rules: AuthenticationRules): Promise<void> {
  const { header, issuer } = peek(assertion);
  if (header.x5t !== undefined || header['x5t#S256'] !== undefined) {
    return checkCertificateAssertion(application, assertion, rules);
  }
  if (issuer === application.clientId) {
    throw new AadstsFault(50027, { reason: 'No certificate thumbprint specified in token header.' });
  }
  return checkFederatedAssertion(application, assertion, rules);
}

function peek(assertion: string) {
  try {
    return { header: decodeProtectedHeader(assertion), issuer: decodeJwt(assertion).iss };
  } catch (cause) {
    throw new AadstsFault(50027, { reason: 'JWT format is not proper.' }, { cause });
  }
}
