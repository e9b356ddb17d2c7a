import {
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  randomBytes,
  X509Certificate,
} from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { issueCertificate } from './issue-certificate.ts';

const DAY = 24 * 60 * 60 * 1000;
const AUTHORITY_LIFETIME = 365 * DAY;
const SERVER_LIFETIME = 90 * DAY;
/** Clocks of two processes may differ a little. */
const CLOCK_TOLERANCE = 5 * 60 * 1000;
const CERTIFICATE_FILE = 'ca.pem';
const KEY_FILE = 'ca-key.pem';

const makeKeyPair = promisify(generateKeyPair);

/** Issues the sandbox's server certificates. */
export interface CertificateAuthority {
  /** The authority's certificate: what a client must trust. */
  caPem: string;
  /** Where `caPem` is as a file, if a directory was given (for NODE_EXTRA_CA_CERTS). */
  caPath?: string;
  /** A new key and certificate (PEM) for a TLS server of these DNS names; `*.vault.localhost` covers one label. */
  serverOptions(names: string[]): Promise<{ key: string; cert: string }>;
}

interface AuthorityPair {
  certificate: string;
  key: KeyObject;
}

/**
 * A certificate authority of the sandbox's own. With a `directory` it is kept there and used again, so that whoever trusted
 * it need not do so again at every start; an unreadable or expiring one is replaced.
 */
export async function createCertificateAuthority(
  options: { directory?: string; now?: () => number } = {},
): Promise<CertificateAuthority> {
  const now = options.now ?? Date.now;
  const kept = options.directory ? await loadAuthority(options.directory, now()) : undefined;
  const authority = kept ?? (await makeAuthority(now()));
  if (options.directory && !kept) await saveAuthority(options.directory, authority);
  const { subject, publicKey } = new X509Certificate(authority.certificate);
  return {
    caPem: authority.certificate,
    ...(options.directory ? { caPath: join(options.directory, CERTIFICATE_FILE) } : {}),
    async serverOptions(names) {
      const pair = await makeKeyPair('ec', { namedCurve: 'P-256' });
      const cert = await issueCertificate({
        subject: names[0] ?? 'sandbox',
        issuer: subject.replace(/^CN=/, ''),
        publicKey: pair.publicKey,
        issuerPublicKey: publicKey,
        issuerPrivateKey: authority.key,
        serial: randomSerial(),
        notBefore: new Date(now() - CLOCK_TOLERANCE),
        notAfter: new Date(now() + SERVER_LIFETIME),
        use: { dnsNames: names },
      });
      return { key: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert };
    },
  };
}

async function makeAuthority(now: number): Promise<AuthorityPair> {
  const pair = await makeKeyPair('ec', { namedCurve: 'P-256' });
  // Each authority has a name of its own: clients that trust several choose the issuer by name.
  const name = `Sandbox Certificate Authority ${randomBytes(4).toString('hex')}`;
  const certificate = await issueCertificate({
    subject: name,
    issuer: name,
    publicKey: pair.publicKey,
    issuerPublicKey: pair.publicKey,
    issuerPrivateKey: pair.privateKey,
    serial: randomSerial(),
    notBefore: new Date(now - CLOCK_TOLERANCE),
    notAfter: new Date(now + AUTHORITY_LIFETIME),
    use: 'authority',
  });
  return { certificate, key: pair.privateKey };
}

async function loadAuthority(directory: string, now: number): Promise<AuthorityPair | undefined> {
  try {
    const [certificate, keyPem] = await Promise.all([
      readFile(join(directory, CERTIFICATE_FILE), 'utf8'),
      readFile(join(directory, KEY_FILE), 'utf8'),
    ]);
    const parsed = new X509Certificate(certificate);
    const key = createPrivateKey(keyPem);
    const usable =
      createPublicKey(key).equals(parsed.publicKey) &&
      parsed.validFromDate.getTime() <= now &&
      parsed.validToDate.getTime() > now + SERVER_LIFETIME;
    return usable ? { certificate, key } : undefined;
  } catch {
    // Absent or damaged: nothing hangs on the old one but clients' trust, which a damaged file has lost anyway.
    return undefined;
  }
}

async function saveAuthority(directory: string, authority: AuthorityPair): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const keyPem = authority.key.export({ type: 'pkcs8', format: 'pem' });
  await writeFile(join(directory, KEY_FILE), keyPem, { mode: 0o600 });
  await writeFile(join(directory, CERTIFICATE_FILE), authority.certificate);
}

/** RFC 5280, 4.1.2.2: positive, at most 20 bytes. */
function randomSerial(): Uint8Array {
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  return serial;
}
