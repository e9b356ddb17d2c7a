import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { trustSandbox } from '../../sandbox/dns/trust-sandbox.ts';
import { createCertificateAuthority } from '../../sandbox/tls/certificate-authority.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'sandbox-tls-'));
  cleanUps.push(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

async function serve(options: https.ServerOptions): Promise<number> {
  const server = https.createServer(options, (_request, response) => response.end('hello'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUps.push(() => new Promise((resolve) => server.close(resolve)));
  return (server.address() as AddressInfo).port;
}

function get(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    https
      .get(url, { agent: false }, (response) => {
        response.setEncoding('utf8');
        let body = '';
        response.on('data', (chunk: string) => {
          body += chunk;
        });
        response.on('end', () => resolve(body));
      })
      .on('error', reject);
  });
}

describe('certificate authority', () => {
  test('issues certificates that TLS clients accept for exactly their names', async () => {
    const authority = await createCertificateAuthority();
    const port = await serve(await authority.serverOptions(['login.localhost', '*.vault.localhost']));
    cleanUps.push(trustSandbox({ caPem: authority.caPem, resolve: () => true }));
    await expect(get(`https://login.localhost:${port}/`)).resolves.toBe('hello');
    await expect(get(`https://contoso.vault.localhost:${port}/`)).resolves.toBe('hello');
    await expect(get(`https://a.b.vault.localhost:${port}/`)).rejects.toMatchObject({
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
    await expect(get(`https://other.localhost:${port}/`)).rejects.toMatchObject({
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
  });

  test('is well formed: the authority signs, the server does not', async () => {
    const authority = await createCertificateAuthority();
    const { cert } = await authority.serverOptions(['login.localhost']);
    const root = new X509Certificate(authority.caPem);
    const leaf = new X509Certificate(cert);
    expect(root.ca).toBe(true);
    expect(root.verify(root.publicKey)).toBe(true);
    expect(leaf.ca).toBe(false);
    expect(leaf.checkIssued(root)).toBe(true);
    expect(leaf.verify(root.publicKey)).toBe(true);
    expect(leaf.subjectAltName).toBe('DNS:login.localhost');
    expect(leaf.validToDate.getTime()).toBeLessThan(root.validToDate.getTime());
  });

  test('is not trusted unless asked for, and no longer after the undo', async () => {
    const authority = await createCertificateAuthority();
    const port = await serve(await authority.serverOptions(['login.localhost']));
    const before = tls.getCACertificates('default').length;
    const other = await createCertificateAuthority();
    const forgetOther = trustSandbox({ caPem: other.caPem, resolve: () => true });
    cleanUps.push(forgetOther);
    await expect(get(`https://login.localhost:${port}/`)).rejects.toMatchObject({
      code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    });
    const forget = trustSandbox({ caPem: authority.caPem, resolve: () => true });
    await expect(get(`https://login.localhost:${port}/`)).resolves.toBe('hello');
    forget();
    await expect(get(`https://login.localhost:${port}/`)).rejects.toMatchObject({
      code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    });
    forgetOther();
    expect(tls.getCACertificates('default')).toHaveLength(before);
  });

  test('is kept in its directory, the key readable by its owner only', async () => {
    const directory = await temporaryDirectory();
    const first = await createCertificateAuthority({ directory });
    const second = await createCertificateAuthority({ directory });
    expect(second.caPem).toBe(first.caPem);
    expect(second.caPath).toBe(join(directory, 'ca.pem'));
    expect((await stat(join(directory, 'ca-key.pem'))).mode & 0o777).toBe(0o600);
    const leaf = new X509Certificate((await second.serverOptions(['login.localhost'])).cert);
    expect(leaf.verify(new X509Certificate(first.caPem).publicKey)).toBe(true);
  });

  test.each([
    ['expires soon', async () => Date.now() + 300 * 24 * 60 * 60 * 1000],
    [
      'has another key',
      async (directory: string) => {
        const elsewhere = await temporaryDirectory();
        await createCertificateAuthority({ directory: elsewhere });
        await writeFile(join(directory, 'ca-key.pem'), await readFile(join(elsewhere, 'ca-key.pem')));
        return Date.now();
      },
    ],
    [
      'is damaged',
      async (directory: string) => {
        await writeFile(join(directory, 'ca.pem'), 'not a certificate');
        return Date.now();
      },
    ],
  ])('is replaced when the kept one %s', async (_case, prepare) => {
    const directory = await temporaryDirectory();
    const first = await createCertificateAuthority({ directory });
    const time = await prepare(directory);
    const second = await createCertificateAuthority({ directory, now: () => time });
    expect(second.caPem).not.toBe(first.caPem);
    const third = await createCertificateAuthority({ directory, now: () => time });
    expect(third.caPem).toBe(second.caPem);
  });
});

test('plain HTTP on other names is untouched by the hook', async () => {
  const authority = await createCertificateAuthority();
  cleanUps.push(trustSandbox({ caPem: authority.caPem, resolve: () => false }));
  const server = http.createServer((_request, response) => response.end('plain'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUps.push(() => new Promise((resolve) => server.close(resolve)));
  const response = await fetch(`http://localhost:${(server.address() as AddressInfo).port}/`);
  expect(await response.text()).toBe('plain');
});
