import dns, { type LookupAddress } from 'node:dns';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { answerLocalhostNames } from '../../sandbox/dns/resolver-hook.ts';
import { spawnScript } from './support/spawn-script.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const lookup = (hostname: string, options: dns.LookupOptions = {}) =>
  new Promise<[string | LookupAddress[], number | undefined]>((resolve, reject) => {
    dns.lookup(hostname, options, (error, address, family) => (error ? reject(error) : resolve([address, family])));
  });

describe('names under .localhost in this process', () => {
  test('exist as their resolver says, in every form of lookup', async () => {
    cleanUps.push(answerLocalhostNames((name) => name === 'a.vault.localhost'));
    expect(await lookup('a.vault.localhost')).toEqual(['127.0.0.1', 4]);
    expect(await lookup('A.Vault.Localhost.')).toEqual(['127.0.0.1', 4]);
    expect(await lookup('a.vault.localhost', { all: true })).toEqual([
      [{ address: '127.0.0.1', family: 4 }],
      undefined,
    ]);
    expect(await lookup('a.vault.localhost', { family: 4 })).toEqual(['127.0.0.1', 4]);
    expect(await dns.promises.lookup('a.vault.localhost')).toEqual({ address: '127.0.0.1', family: 4 });
    expect(await dns.promises.lookup('a.vault.localhost', { all: true })).toEqual([
      { address: '127.0.0.1', family: 4 },
    ]);
    expect(await promisify(dns.lookup)('a.vault.localhost')).toEqual({ address: '127.0.0.1', family: 4 });
    const byFamilyNumber = await new Promise((resolve) => {
      dns.lookup('a.vault.localhost', 4, (_error, address) => resolve(address));
    });
    expect(byFamilyNumber).toBe('127.0.0.1');
  });

  test('that do not exist fail as getaddrinfo does', async () => {
    cleanUps.push(answerLocalhostNames(() => false));
    const real = await lookup('does-not-exist.invalid').catch((error: NodeJS.ErrnoException) => error);
    const ours = await lookup('gone.vault.localhost').catch((error: NodeJS.ErrnoException) => error);
    const expected = {
      errno: -3008,
      code: 'ENOTFOUND',
      syscall: 'getaddrinfo',
      hostname: 'gone.vault.localhost',
      message: 'getaddrinfo ENOTFOUND gone.vault.localhost',
    };
    expect(ours).toMatchObject(expected);
    expect(Object.keys(ours).sort()).toEqual(Object.keys(real).sort());
    await expect(dns.promises.lookup('gone.vault.localhost')).rejects.toMatchObject(expected);
  });

  test('have no IPv6 address', async () => {
    cleanUps.push(answerLocalhostNames(() => true));
    await expect(lookup('a.vault.localhost', { family: 6 })).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });

  test('can be answered by several resolvers, forgotten in any order', async () => {
    const original = dns.lookup;
    const forgetFirst = answerLocalhostNames((name) => name === 'first.vault.localhost');
    const forgetSecond = answerLocalhostNames((name) => name === 'second.vault.localhost');
    await lookup('first.vault.localhost');
    await lookup('second.vault.localhost');
    forgetFirst();
    await expect(lookup('first.vault.localhost')).rejects.toMatchObject({ code: 'ENOTFOUND' });
    await lookup('second.vault.localhost');
    forgetSecond();
    expect(dns.lookup).toBe(original);
  });
});

describe('the preload for other processes', () => {
  // As a URL: a folder's name may hold a blank, which would end the option.
  const register = new URL('../../sandbox/dns/register.ts', import.meta.url).href;

  async function lookupInChild(resolverUrl: string, hostname: string): Promise<string> {
    const script = `
      import { lookup } from 'node:dns/promises';
      try { console.log((await lookup(process.argv[1])).address); } catch (error) { console.log(error.code); }`;
    return spawnScript(script, [hostname], { NODE_OPTIONS: `--import ${register}`, SANDBOX_DNS: resolverUrl });
  }

  test('asks the resolver over HTTP', async () => {
    const asked: string[] = [];
    const server = http.createServer((request, response) => {
      asked.push(request.url ?? '');
      response.statusCode = request.url === '/dns/a.vault.localhost' ? 200 : 404;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    cleanUps.push(() => server.close());
    expect(await lookupInChild(url, 'a.vault.localhost')).toBe('127.0.0.1');
    expect(await lookupInChild(url, 'b.vault.localhost')).toBe('ENOTFOUND');
    expect(asked).toEqual(['/dns/a.vault.localhost', '/dns/b.vault.localhost']);
    await new Promise((resolve) => server.close(resolve));
    expect(await lookupInChild(url, 'a.vault.localhost')).toBe('EAI_AGAIN');
  });
});
