import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { ClientCredential } from '../../config.ts';
import type { Clock } from '../../ports/clock.ts';
import { Secret } from '../../secret.ts';
import { createClientAssertion, type GetClientAssertion } from '../azure/client-assertion.ts';

/** How the service proves to Entra that it is the application, read and checked. */
export type LoadedCredential =
  | { kind: 'secret'; secret: Secret }
  | {
      kind: 'certificate';
      /** PEM. */
      privateKey: Secret;
      /** PEM of the certificate and what follows it in the file. */
      certificates: string;
      /** SHA-256 of the certificate, hexadecimal. */
      thumbprint: string;
    }
  | { kind: 'managed-identity'; assertion: GetClientAssertion };

export class CredentialError extends Error {
  override readonly name = 'CredentialError';
}

const certificateBlock = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;
const privateKeyBlock = /-----BEGIN (?:RSA )?PRIVATE KEY-----[\s\S]+?-----END (?:RSA )?PRIVATE KEY-----/;

/**
 * Reads the credential. A certificate's file is PEM and holds the private key (unencrypted) and the certificate, its own first.
 * Rejects with {@link CredentialError}, which never quotes the file.
 */
export async function loadClientCredential(
  credential: ClientCredential,
  clock: Pick<Clock, 'now'>,
): Promise<LoadedCredential> {
  if (credential.kind === 'secret') return { kind: 'secret', secret: new Secret(credential.secret) };
  if (credential.kind === 'managed-identity') {
    return { kind: 'managed-identity', assertion: createClientAssertion(credential, clock) };
  }
  const pem = await readFile(credential.path, 'utf8').catch((cause) => {
    throw new CredentialError(`the client certificate ${credential.path} cannot be read`, { cause });
  });
  const certificates = pem.match(certificateBlock) ?? [];
  const privateKey = privateKeyBlock.exec(pem)?.[0];
  const [own] = certificates;
  if (own === undefined || privateKey === undefined) {
    throw new CredentialError(`${credential.path} must hold a certificate and its private key, both as PEM`);
  }
  const certificate = new X509Certificate(own);
  if (!certificate.checkPrivateKey(createPrivateKey(privateKey))) {
    throw new CredentialError(`the private key in ${credential.path} is not the first certificate's`);
  }
  return {
    kind: 'certificate',
    privateKey: new Secret(privateKey),
    certificates: certificates.join('\n'),
    thumbprint: certificate.fingerprint256.replaceAll(':', ''),
  };
}
