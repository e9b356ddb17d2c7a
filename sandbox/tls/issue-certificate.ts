import { createHash, type KeyObject, sign } from 'node:crypto';
import * as der from './der.ts';

const ECDSA_WITH_SHA256 = der.sequence(der.objectIdentifier('1.2.840.10045.4.3.2'));
const COMMON_NAME = '2.5.4.3';
const SUBJECT_KEY_IDENTIFIER = '2.5.29.14';
const KEY_USAGE = '2.5.29.15';
const SUBJECT_ALTERNATIVE_NAME = '2.5.29.17';
const BASIC_CONSTRAINTS = '2.5.29.19';
const AUTHORITY_KEY_IDENTIFIER = '2.5.29.35';
const EXTENDED_KEY_USAGE = '2.5.29.37';
const SERVER_AUTHENTICATION = '1.3.6.1.5.5.7.3.1';
const DIGITAL_SIGNATURE = Buffer.from([0x80]);
const SIGN_CERTIFICATES_AND_REVOCATIONS = Buffer.from([0x06]);

/** What goes into a certificate. Keys are P-256; `serial` is up to 20 random bytes. */
export interface CertificateRequest {
  subject: string;
  issuer: string;
  publicKey: KeyObject;
  /** The issuer's pair; a certificate authority signs itself. */
  issuerPublicKey: KeyObject;
  issuerPrivateKey: KeyObject;
  serial: Uint8Array;
  notBefore: Date;
  notAfter: Date;
  /** A certificate authority's certificate, or one for servers of these DNS names (a leading `*.` is a wildcard). */
  use: 'authority' | { dnsNames: string[] };
}

/** An X.509 v3 certificate (RFC 5280) in PEM. */
export function issueCertificate(request: CertificateRequest): string {
  const toBeSigned = der.sequence(
    der.contextConstructed(0, der.positiveInteger(Buffer.from([2]))),
    der.positiveInteger(request.serial),
    ECDSA_WITH_SHA256,
    distinguishedName(request.issuer),
    der.sequence(der.time(request.notBefore), der.time(request.notAfter)),
    distinguishedName(request.subject),
    request.publicKey.export({ type: 'spki', format: 'der' }),
    der.contextConstructed(3, der.sequence(...extensions(request))),
  );
  const signature = sign('sha256', toBeSigned, { key: request.issuerPrivateKey, dsaEncoding: 'der' });
  return toPem(der.sequence(toBeSigned, ECDSA_WITH_SHA256, der.bitString(signature)));
}

function extensions(request: CertificateRequest): Buffer[] {
  const identifiers = [
    extension(SUBJECT_KEY_IDENTIFIER, der.octetString(keyIdentifier(request.publicKey))),
    extension(AUTHORITY_KEY_IDENTIFIER, der.sequence(der.contextPrimitive(0, keyIdentifier(request.issuerPublicKey)))),
  ];
  if (request.use === 'authority') {
    return [
      extension(BASIC_CONSTRAINTS, der.sequence(der.boolean(true)), 'critical'),
      extension(KEY_USAGE, der.bitString(SIGN_CERTIFICATES_AND_REVOCATIONS, 1), 'critical'),
      ...identifiers,
    ];
  }
  const names = request.use.dnsNames.map((name) => der.contextPrimitive(2, Buffer.from(name, 'ascii')));
  return [
    extension(BASIC_CONSTRAINTS, der.sequence(), 'critical'),
    extension(KEY_USAGE, der.bitString(DIGITAL_SIGNATURE, 7), 'critical'),
    extension(EXTENDED_KEY_USAGE, der.sequence(der.objectIdentifier(SERVER_AUTHENTICATION))),
    extension(SUBJECT_ALTERNATIVE_NAME, der.sequence(...names)),
    ...identifiers,
  ];
}

function extension(identifier: string, value: Buffer, critical?: 'critical'): Buffer {
  const flag = critical ? [der.boolean(true)] : [];
  return der.sequence(der.objectIdentifier(identifier), ...flag, der.octetString(value));
}

function distinguishedName(commonName: string): Buffer {
  return der.sequence(der.set(der.sequence(der.objectIdentifier(COMMON_NAME), der.utf8String(commonName))));
}

/** RFC 5280, 4.2.1.2 lets an issuer choose any hash of the key. */
function keyIdentifier(key: KeyObject): Buffer {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest()
    .subarray(0, 20);
}

function toPem(certificate: Buffer): string {
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
