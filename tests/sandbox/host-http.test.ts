import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect, createServer } from 'node:net';
import { QueueServiceClient } from '@azure/storage-queue';
import { type Azurite, startAzurite } from '../../sandbox/azurite/start-azurite.ts';
import type { HostLogLine } from '../../sandbox/host/host-log.ts';
import { fixture, startHost, type TestHost } from './support/start-host.ts';
import { isAlive, until } from './support/until.ts';

/** What the function `echo` answers. */
interface Seen {
  url: string;
  query: [string, string][];
  headers: Record<string, string>;
}

let host: TestHost;
beforeAll(async () => {
  host = await startHost('web', { settings: { OVERRIDDEN: 'given', AzureWebJobsStorage: 'none' } });
});
afterAll(() => host?.stop());

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function another(options?: Parameters<typeof startHost>[1]): Promise<TestHost> {
  const started = await startHost('web', options);
  cleanUps.push(() => started.stop());
  return started;
}

const get = (path: string, init?: RequestInit) => fetch(`${host.url}/api${path}`, init);
const text = async (path: string, from = host) => (await fetch(`${from.url}/api${path}`)).text();

describe('an HTTP request', () => {
  test('reaches the function with method, address, query, parameters, headers and body', async () => {
    const response = await get('/echo/a%20b?x=1&y=%C3%A4', {
      method: 'PUT',
      headers: { 'X-Custom': 'yes', 'content-type': 'text/plain' },
      body: 'grüß dich',
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
    const seen = (await response.json()) as Seen;
    expect(seen).toMatchObject({
      method: 'PUT',
      url: `${host.url}/api/echo/a%20b?x=1&y=%C3%A4`,
      query: [
        ['x', '1'],
        ['y', 'ä'],
      ],
      params: { id: 'a b' },
      text: 'grüß dich',
    });
    expect(seen.headers).toMatchObject({
      'x-custom': 'yes',
      'content-type': 'text/plain',
      host: `127.0.0.1:${host.port}`,
    });
  });

  test('carries the address by which the client called, and unsigned principal headers as they came', async () => {
    const sent = httpRequest(`${host.url}/API/Echo/?q`, {
      headers: { host: 'service.example:8080', 'x-ms-client-principal-id': 'somebody', cookie: ['a=1', 'b=2'] },
    });
    sent.end();
    const [response] = await once(sent, 'response');
    const seen = JSON.parse(Buffer.concat(await response.toArray()).toString());
    expect(seen).toMatchObject({ url: 'http://service.example:8080/API/Echo/?q', params: {}, query: [['q', '']] });
    expect(seen.headers).toMatchObject({ 'x-ms-client-principal-id': 'somebody', cookie: 'a=1; b=2' });
  });

  test('has several values of one query parameter joined, as on the platform; the address keeps them', async () => {
    const seen = (await (await get('/echo?tag=a&tag=b&Tag=c')).json()) as Seen;
    expect(seen.query).toEqual([['tag', 'a,b,c']]);
    expect(seen.url).toMatch(/\?tag=a&tag=b&Tag=c$/);
  });

  test('may bring bytes of any kind, and get them back', async () => {
    const bytes = randomBytes(3_000_000);
    const response = await get('/binary', { method: 'POST', body: bytes });
    expect(response.status).toBe(201);
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('x-size')).toBe('3000000');
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
  });

  test('over 100 MB is refused', async () => {
    const response = await get('/binary', { method: 'POST', body: Buffer.alloc(104_857_601) });
    expect(response.status).toBe(413);
  });

  test('with a host name that makes no address is refused', async () => {
    const socket = connect(host.port, '127.0.0.1');
    cleanUps.push(() => socket.destroy());
    socket.write('GET /api/nothing HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n');
    expect(String((await once(socket, 'data'))[0])).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe('an HTTP response', () => {
  test('carries cookies as the platform writes them', async () => {
    expect((await get('/cookies')).headers.getSetCookie()).toEqual([
      'plain=a%20b; path=/',
      'full=1; expires=Tue, 01 Jan 2030 00:00:00 GMT; max-age=60; domain=example.com; path=/p; secure; samesite=strict; httponly',
    ]);
  });

  test('of a function that returns nothing is 204', async () => {
    expect((await get('/nothing')).status).toBe(204);
    expect((await get('/no-content')).status).toBe(204);
  });

  test('of a function that throws is 500 without a body, and the stack is logged', async () => {
    const response = await get('/failing');
    expect([response.status, await response.text()]).toEqual([500, '']);
    expect(host.lines.some((line) => line.level === 'error' && line.message.includes('TypeError: out of order'))).toBe(
      true,
    );
  });

  test('to HEAD has the headers of GET only', async () => {
    const response = await get('/cookies', { method: 'HEAD' });
    expect([response.status, response.headers.get('content-length'), await response.text()]).toEqual([200, '8', '']);
  });

  test('does not come after the limit of the load balancer; the function goes on', async () => {
    const impatient = await another({ timing: { responseLimit: 50 } });
    expect((await fetch(`${impatient.url}/api/wait/1000`)).status).toBe(504);
    expect(impatient.said('wait')).not.toContain('waited');
    await until(() => impatient.said('wait').includes('waited'));
  });

  test('may be the result of a hook', async () => {
    expect((await get('/chatty')).headers.get('x-hooked')).toBe('true');
  });
});

describe('routing', () => {
  test('ignores letter case and one trailing slash', async () => {
    for (const path of ['/items/recent', '/ITEMS/Recent/']) expect(await text(path)).toBe('recent');
    expect((await get('/items/recent//')).status).toBe(404);
  });

  test('knows no other paths, prefixes and methods', async () => {
    for (const path of ['/api', '/', '/echo', '/api/items', '/api/items/1/2', '/api/wait/soon']) {
      expect((await fetch(host.url + path)).status).toBe(404);
    }
    expect((await get('/items/recent', { method: 'DELETE' })).status).toBe(404);
    const head = await get('/binary', { method: 'HEAD' });
    expect([head.status, head.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test('prefers the literal route, says where Azure does not, and can do as Azure does', async () => {
    expect(await text('/items/recent')).toBe('recent');
    expect(host.lines.filter((line) => line.message.includes('on Azure')).map((line) => line.message)).toEqual([
      expect.stringContaining('items/recent (recentItems) and api/items/{id} (item)'),
    ]);
    const azure = await another({ routeOrder: 'function-name' });
    expect(await text('/items/recent', azure)).toBe('item recent');
  });

  test('follows the prefix of host.json; main may be a pattern of CommonJS files', async () => {
    const plain = await startHost('commonjs');
    cleanUps.push(() => plain.stop());
    expect(await (await fetch(`${plain.url}/one`)).text()).toBe('one');
    expect(await (await fetch(`${plain.url}/two`)).text()).toBe('two');
    expect((await fetch(`${plain.url}/api/two`)).status).toBe(404);
  });
});

describe('the app', () => {
  test('has its settings: given ones, then the shell, then the file', async () => {
    expect(await text('/setting/FROM_FILE')).toBe('file');
    expect(await text('/setting/OVERRIDDEN')).toBe('given');
    expect(await text('/setting/PATH')).toBe(process.env.PATH);
    expect(await text('/setting/NODE_OPTIONS')).toBe('');
    const more = await another({ environment: { NODE_OPTIONS: '--no-deprecation' } });
    expect(await text('/setting/NODE_OPTIONS', more)).toBe('--no-deprecation');
  });

  test('runs with the Node arguments of its settings', async () => {
    expect(await text('/node-arguments')).toBe('');
    const languageWorkers__node__arguments = ' --max-semi-space-size=4  --no-deprecation';
    const more = await another({ settings: { languageWorkers__node__arguments } });
    expect(await text('/node-arguments', more)).toBe('--max-semi-space-size=4 --no-deprecation');
  });

  test('runs in its own directory', async () => {
    expect(await text('/cwd')).toBe(fixture('web'));
  });

  test('has what it logs told with function and invocation', async () => {
    const invocationId = await text('/chatty');
    const lines = () => host.lines.filter((line) => line.invocationId === invocationId);
    expect(await until(() => lines().length === 2 && lines())).toMatchObject([
      { level: 'warning', source: 'function', message: 'from the context { n: 1 }', functionName: 'chatty' },
      { level: 'error', source: 'console', message: 'from the console 2', functionName: 'chatty' },
    ]);
    await text('/bare-output');
    await until(() => host.lines.some((line) => line.source === 'console' && line.message === 'a bare line'));
  });

  test('is started and ended with its hooks; stop waits for requests and leaves no process', async () => {
    const brief = await another();
    expect(brief.lines.map((line) => line.message)).toContain('app started');
    const pid = brief.workerPid ?? 0;
    expect(isAlive(pid)).toBe(true);
    const answer = fetch(`${brief.url}/api/wait/300`);
    await until(() => brief.said('wait').includes('waiting'));
    const stopped = brief.stop();
    expect([await (await answer).text(), (await answer).headers.get('connection')]).toEqual(['done', 'close']);
    await stopped;
    expect(isAlive(pid)).toBe(false);
    expect(brief.lines.map((line) => line.message)).toContain('app terminated');
    await expect(fetch(brief.url)).rejects.toThrow();
  });

  test('is cut off when it does not finish within the deadline of a stop', async () => {
    const hasty = await another({ timing: { stopDeadline: 100 } });
    const pid = hasty.workerPid ?? 0;
    const answer = fetch(`${hasty.url}/api/wait/600000`).catch((error: Error) => error);
    await until(() => hasty.said('wait').includes('waiting'));
    await hasty.stop();
    expect(isAlive(pid)).toBe(false);
    await answer;
  });

  test('is restarted when its process ends: requests in it fail, later ones are answered', async () => {
    const fragile = await another({ timing: { restartDelay: 10 } });
    const first = fragile.workerPid;
    const caught = fetch(`${fragile.url}/api/wait/600000`);
    await until(() => fragile.said('wait').includes('waiting'));
    fragile.kill('SIGKILL');
    expect((await caught).status).toBe(500);
    expect(await text('/items/recent', fragile)).toBe('recent');
    expect(fragile.workerPid).not.toBe(first);
    expect((await fetch(`${fragile.url}/api/crash`)).status).toBe(500);
    expect(await text('/items/recent', fragile)).toBe('recent');
  });

  test('ends with its host, also when that one is killed', async () => {
    const module = new URL('../../sandbox/host/start-functions-host.ts', import.meta.url).href;
    const program = `
      const { startFunctionsHost } = await import(${JSON.stringify(module)});
      const log = ({ message }) => message === 'waiting' && console.log(host.workerPid);
      const host = await startFunctionsHost({ appDirectory: ${JSON.stringify(fixture('web'))}, port: 0, log });
      await fetch(host.url + '/api/wait/600000');`;
    const owner = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    cleanUps.push(() => owner.kill('SIGKILL'));
    const pid = Number(String((await once(owner.stdout, 'data'))[0]));
    expect(isAlive(pid)).toBe(true);
    owner.kill('SIGKILL');
    await until(() => !isAlive(pid));
  });

  test('puts messages on a queue by an output binding, base64-encoded', async () => {
    const azurite: Azurite = await startAzurite();
    cleanUps.push(() => azurite.stop());
    const sender = await another({ settings: { AzureWebJobsStorage: azurite.connectionString, OUTBOX: 'outbox' } });
    const send = (body: unknown) => fetch(`${sender.url}/api/send`, { method: 'POST', body: JSON.stringify(body) });
    expect((await send({ n: 1 })).status).toBe(202);
    expect((await send(['a', { n: 2 }])).status).toBe(202);
    const queue = QueueServiceClient.fromConnectionString(azurite.connectionString).getQueueClient('outbox');
    const { receivedMessageItems } = await queue.receiveMessages({ numberOfMessages: 32 });
    const texts = receivedMessageItems.map((item) => Buffer.from(item.messageText, 'base64').toString());
    expect(texts).toEqual(['{"n":1}', 'a', '{"n":2}']);
  });
});

describe('a start that cannot be', () => {
  test('without main says to build', async () => {
    await expect(startHost('unbuilt')).rejects.toMatchObject({
      code: 'main-missing',
      message: expect.stringContaining('npm run build'),
    });
  });

  test('of an app that throws shows its stack and leaves no process', async () => {
    const lines: HostLogLine[] = [];
    await expect(startHost('broken', { lines })).rejects.toMatchObject({
      code: 'load-failed',
      message: expect.stringMatching(/the app is out of order\n\s+at .*broken\/app\.ts/),
    });
    expect(lines.map((line) => isAlive(Number(line.message)))).toEqual([false]);
  });

  test('of an app without functions', async () => {
    await expect(startHost('empty')).rejects.toMatchObject({ code: 'no-functions' });
  });

  test('on a port in use names the port', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    cleanUps.push(() => new Promise((resolve) => other.close(resolve)));
    const address = other.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const lines: HostLogLine[] = [];
    await expect(startHost('web', { port, lines })).rejects.toMatchObject({ code: 'port-in-use', port });
    expect(lines.map((line) => line.message)).toContain('app terminated');
  });
});
