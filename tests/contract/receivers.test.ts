import { once } from 'node:events';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createMemoryReceivers } from '../../shared/adapters/memory/memory-receivers.ts';
import { createHttpsReceivers, type ReceiversOptions } from '../../shared/adapters/webhooks/https-receivers.ts';
import { Secret } from '../../shared/secret.ts';
import { startHttpsServer } from '../support/https-server.ts';
import { describeReceivers, type ReceiversBench } from './receivers.contract.ts';

const received: { headers: Readonly<Record<string, unknown>>; body: string }[] = [];
let answer: (request: IncomingMessage, response: ServerResponse) => void = (_request, response) => response.end();
const listener: RequestListener = async (request, response) => {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  received.push({ headers: request.headers, body });
  answer(request, response);
};

let server: Awaited<ReturnType<typeof startHttpsServer>>;
beforeAll(async () => {
  server = await startHttpsServer(listener);
});
afterAll(() => server?.stop());
beforeEach(() => {
  answer = (_request, response) => response.end();
});

const local = () => `good.hooks.localhost:${server.port}`;
const at127 = async () => [{ address: '127.0.0.1', family: 4 }];
const make = (options: Partial<ReceiversOptions> = {}) =>
  createHttpsReceivers({ ports: [443], hosts: [local()], ...options });
const post = (receivers = make(), url = `${server.url}/hook`) =>
  receivers.post({ url: new Secret(url), headers: { 'content-type': 'application/json' }, body: '{}' });
const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'taken',
    (fault: { code: string }) => fault.code,
  );

describeReceivers('HTTPS', (): ReceiversBench => {
  return { receivers: make(), url: server.url, privateUrl: 'https://bad.hooks.localhost/', received: () => received };
});

describeReceivers('in memory', (): ReceiversBench => {
  const receivers = createMemoryReceivers();
  const url = 'https://hooks.example';
  return { receivers, url, privateUrl: 'https://private.example/', received: () => receivers.sent };
});

describe('a private address', () => {
  test.each([
    'https://127.0.0.1/',
    'https://127.1/',
    'https://0x7f000001/',
    'https://2130706433/',
    'https://0.0.0.0/',
    'https://10.1.2.3/',
    'https://172.16.0.1/',
    'https://192.168.1.1/',
    'https://100.64.0.1/',
    'https://169.254.169.254/metadata/identity',
    'https://168.63.129.16/',
    'https://224.0.0.1/',
    'https://255.255.255.255/',
    'https://[::]/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://[::127.0.0.1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[64:ff9b:1::1]/',
    'https://[2002:7f00:1::]/',
    'https://[fe80::1]/',
    'https://[fec0::1]/',
    'https://[fd00:ec2::254]/',
    'https://[ff02::1]/',
  ])('is refused: %s', async (url) => {
    expect(await codeOf(make().check(new Secret(url)))).toBe('address.private');
    expect(await codeOf(post(make(), url))).toBe('address.private');
  });

  test('is refused although another one of the name is public', async () => {
    const resolve = async () => [{ address: '93.184.215.14', family: 4 }, ...(await at127())];
    expect(await codeOf(make({ resolve }).check(new Secret('https://two.example/')))).toBe('address.private');
  });

  test('of a name that was public when it was checked is not connected to', async () => {
    const before = received.length;
    const answers = [[{ address: '93.184.215.14', family: 4 }], await at127()];
    const resolve = async () => answers.shift() ?? [];
    // The port is the server's: were the connection made, it would come in.
    const receivers = make({ resolve, ports: [server.port], hosts: [] });
    await receivers.check(new Secret(server.url));
    expect(await codeOf(post(receivers))).toBe('address.private');
    expect(received).toHaveLength(before);
  });

  test('is what is connected to, and not what a second look-up says', async () => {
    let looked = 0;
    const resolve = async () => {
      looked += 1;
      return at127();
    };
    expect(await codeOf(post(make({ resolve })))).toBe('taken');
    expect(looked).toBe(1);
  });

  test('is looked up anew for every attempt', async () => {
    let looked = 0;
    const resolve = async () => {
      looked += 1;
      return at127();
    };
    const receivers = make({ resolve });
    await post(receivers);
    await post(receivers);
    expect(looked).toBe(2);
  });

  test('can be allowed, with any port or with one', async () => {
    const at = (host: string, url = server.url) => codeOf(make({ hosts: [host] }).check(new Secret(url)));
    expect(await at('good.hooks.localhost')).toBe('taken');
    expect(await at(local())).toBe('taken');
    expect(await at(`good.hooks.localhost:${server.port + 1}`)).toBe('address.port');
    expect(await at('hooks.localhost')).toBe('address.port');
    expect(await at('127.0.0.1', 'https://127.0.0.1:9/')).toBe('taken');
  });
});

describe('a receiver', () => {
  test('that takes it is known by its status', async () => {
    answer = (_request, response) => response.writeHead(204).end();
    expect(await post()).toBe(204);
  });

  test.each([301, 302, 307, 308])('that redirects to a private address with %d is not followed', async (status) => {
    const before = received.length;
    answer = (_request, response) =>
      response.writeHead(status, { location: `https://127.0.0.1:${server.port}/` }).end();
    await expect(post()).rejects.toMatchObject({ code: 'receiver.redirects', status });
    expect(received).toHaveLength(before + 1);
  });

  test.each([400, 404, 410, 500, 503])('that answers %d has not taken it', async (status) => {
    answer = (_request, response) => response.writeHead(status).end('canary');
    await expect(post()).rejects.toMatchObject({
      code: 'receiver.refused',
      message: `The receiver answered ${status}.`,
      status,
    });
  });

  test('that never answers is waited for no longer than the time for an attempt', async () => {
    answer = () => undefined;
    expect(await codeOf(post(make({ timeout: 200 })))).toBe('receiver.silent');
  });

  test('that never comes to an end of its answer is not waited for longer either', async () => {
    answer = (_request, response) => {
      response.write('a');
    };
    expect(await codeOf(post(make({ timeout: 200 })))).toBe('receiver.silent');
  });

  test('whose name is looked up for ever is not waited for longer either', async () => {
    const receivers = make({ timeout: 200, resolve: () => new Promise(() => {}) });
    expect(await codeOf(receivers.check(new Secret(server.url)))).toBe('receiver.silent');
    expect(await codeOf(post(receivers))).toBe('receiver.silent');
  });

  test('that answers with a gigabyte is read no further than a few kilobytes', async () => {
    const piece = Buffer.alloc(65_536);
    let sent = 0;
    const closed = new Promise<void>((resolve) => {
      answer = async (_request, response) => {
        response.on('close', resolve);
        while (!response.destroyed && sent < 2 ** 30) {
          sent += piece.byteLength;
          if (!response.write(piece)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
        }
      };
    });
    await expect(post()).rejects.toMatchObject({ code: 'receiver.answer-too-large', status: 200 });
    await closed;
    // What the sockets' buffers on both sides took in before the connection was cut off.
    expect(sent).toBeLessThan(16 * 2 ** 20);
  });

  test('that cuts the connection off cannot be reached', async () => {
    answer = (request) => request.socket.destroy();
    expect(await codeOf(post())).toBe('receiver.unreachable');
  });

  test('where nobody listens cannot be reached', async () => {
    const url = 'https://good.hooks.localhost:9/';
    expect(await codeOf(post(make({ hosts: ['good.hooks.localhost'] }), url))).toBe('receiver.unreachable');
  });

  test('with a certificate for another name gets nothing', async () => {
    const before = received.length;
    const hosts = ['other.hooks.localhost'];
    expect(await codeOf(post(make({ hosts }), `https://other.hooks.localhost:${server.port}/`))).toBe(
      'receiver.certificate',
    );
    expect(received).toHaveLength(before);
  });

  test('whose name nobody knows is not found', async () => {
    const hosts = ['unknown.localhost'];
    expect(await codeOf(post(make({ hosts }), 'https://unknown.localhost/'))).toBe('address.unknown');
    expect(await codeOf(make({ hosts }).check(new Secret('https://unknown.localhost/')))).toBe('address.unknown');
  });
});
