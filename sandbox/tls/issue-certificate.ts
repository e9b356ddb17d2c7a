import 'reflect-metadata';
import type { KeyObject } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Name,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

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

/** An X.509 certificate (RFC 5280), as PEM. */
export async function issueCertificate(request: CertificateRequest): Promise<string> {
  const publicKey = request.publicKey.toCryptoKey(algorithm, true, ['verify']);
  const issuerPublicKey = request.issuerPublicKey.toCryptoKey(algorithm, true, ['verify']);
  const certificate = await X509CertificateGenerator.create({
    serialNumber: Buffer.from(request.serial).toString('hex'),
    subject: commonName(request.subject),
    issuer: commonName(request.issuer),
    notBefore: request.notBefore,
    notAfter: request.notAfter,
    publicKey,
    signingKey: request.issuerPrivateKey.toCryptoKey(algorithm, false, ['sign']),
    signingAlgorithm: algorithm,
    extensions: [
      await SubjectKeyIdentifierExtension.create(publicKey),
      await AuthorityKeyIdentifierExtension.create(issuerPublicKey),
      ...(request.use === 'authority' ? authorityExtensions() : serverExtensions(request.use.dnsNames)),
    ],
  });
  return `${certificate.toString('pem')}\n`;
}

function authorityExtensions() {
  return [
    new BasicConstraintsExtension(true, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
  ];
}

function serverExtensions(dnsNames: string[]) {
  return [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
    new SubjectAlternativeNameExtension(dnsNames.map((value) => ({ type: 'dns', value }))),
  ];
}

function commonName(value: string): string {
  return new Name([{ CN: [value] }]).toString();
}
