import { X509Certificate } from 'node:crypto';
import { decodeProtectedHeader, errors, jwtVerify } from 'jose';
import type { Application } from '../cloud/model.ts';
import { AadstsFault } from './aadsts-fault.ts';
import type { AuthenticationRules } from './authentication-rules.ts';

/** Clocks of client and service may differ, in seconds. */
const tolerance = 300;

/**
 * Checks an assertion (RFC 7523) signed with one of the registration's certificates, which the header names by SHA-1 (`x5t`)
 * or SHA-256 (`x5t#S256`) thumbprint. Issuer and subject are the client id.
 */
export async function checkCertificateAssertion(
  application: Application,
  assertion: string,
  { now, audiences }: AuthenticationRules,
): Promise<void> {
  const certificate = findCertificate(application, decodeProtectedHeader(assertion));
  if (certificate === undefined) throw new AadstsFault(700027, { reason: 'The key was not found.' });
  if (now < certificate.validFromDate.getTime() || now > certificate.validToDate.getTime()) {
    throw new AadstsFault(700027, { reason: 'The key used is expired.' });
  }
  const { clientId } = application;
  try {
    await jwtVerify(assertion, certificate.publicKey, {
      algorithms: ['RS256', 'PS256'],
      audience: audiences,
      issuer: clientId,
      subject: clientId,
      requiredClaims: ['exp'],
      currentDate: new Date(now),
      clockTolerance: tolerance,
    });
  } catch (error) {
    throw translate(error);
  }
}

function findCertificate(
  { certificates }: Application,
  header: { x5t?: unknown; 'x5t#S256'?: unknown },
): X509Certificate | undefined {
  return certificates
    .map((pem) => new X509Certificate(pem))
    .find(
      ({ fingerprint, fingerprint256 }) =>
        header.x5t === thumbprint(fingerprint) || header['x5t#S256'] === thumbprint(fingerprint256),
    );
}

/** From `AB:CD:…` to base64url. */
const thumbprint = (fingerprint: string) => Buffer.from(fingerprint.replaceAll(':', ''), 'hex').toString('base64url');

function translate(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) return new AadstsFault(700024, {}, { cause: error });
  if (error instanceof errors.JWTClaimValidationFailed) return claimFault(error);
  if (error instanceof errors.JOSEError) {
    const reason = 'Key was found, but use of the key to verify the signature failed.';
    return new AadstsFault(700027, { reason }, { cause: error });
  }
  return error;
}

function claimFault(error: errors.JWTClaimValidationFailed): AadstsFault {
  switch (error.claim) {
    case 'aud':
      return new AadstsFault(700023, {}, { cause: error });
    case 'iss':
    case 'sub':
      return new AadstsFault(700021, {}, { cause: error });
    default:
      return new AadstsFault(700024, {}, { cause: error });
  }
}
