import type { RequestListener } from 'node:http';
import { createHttpsReceivers } from '../../shared/adapters/webhooks/https-receivers.ts';
import { CipherFault } from '../../shared/ports/cipher.ts';
import { ReceiverFault } from '../../shared/ports/receivers.ts';
import { mostPings } from '../../shared/use-cases/webhooks/ping-webhook.ts';
import { startHttpsServer } from '../support/https-server.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { postOffice } from './post-office.ts';

const ping = (app: TestApp, hook: { path: string }, options: object = {}) =>
  app.request('POST', `${hook.path}ping/`, options);

describe('a test event', () => {
  let app: TestApp;
  let hook: Awaited<ReturnType<ReturnType<typeof postOffice>['subscribe']>>;
  beforeEach(async () => {
    app = await createTestApp();
    hook = await postOffice(app).subscribe(['task_failed'], { name: 'alerts' });
  });
  const read = async () => (await app.request('GET', hook.path)).json;

  test('goes to the webhook at once, signed as all that is sent to it, and tells how it went', async () => {
    const before = await read();
    const { status, json } = await ping(app, hook);
    const eventId = expect.stringMatching(/^ping-/);
    expect(status).toBe(200);
    expect(json).toEqual({
      event_id: eventId,
      sent_at: '2026-01-01T00:00:00.000Z',
      delivered: true,
      status: 200,
      milliseconds: 0,
      error: null,
    });
    const [sent] = app.receivers.sent;
    expect(sent?.url.reveal()).toBe('https://hooks.example/news');
    expect(sent?.headers).toMatchObject({
      'webhook-id': json.event_id,
      'webhook-signature': expect.stringMatching(/^v1,/),
    });
    const user = (await app.request('GET', '/api/v1/users/current/')).json;
    expect(JSON.parse(sent?.body ?? '')).toEqual({
      id: json.event_id,
      type: 'ping',
      timestamp: '2026-01-01T00:00:00.000Z',
      organization: app.organization.id,
      data: {
        webhook: { id: hook.id, url: hook.url, name: 'alerts' },
        user: { kind: 'service-account', id: user.id, name: 'ADMIN key' },
      },
    });
    // How real deliveries went stays to be seen, and nothing is tried again.
    expect(await read()).toEqual(before);
    expect(app.news.deliveries).toBe(0);
  });

  test('to Slack is a sentence', async () => {
    const configuration = { url: 'https://hooks.slack.com/services/T/B/canary' };
    const slack = await postOffice(app).subscribe([], { name: '<ops>', type: 'slack', configuration });
    await ping(app, slack);
    expect(JSON.parse(app.receivers.sent[0]?.body ?? '')).toEqual({
      text: 'A test of the webhook “&lt;ops&gt;”, asked for by ADMIN key.',
    });
    expect(app.logLines.join('\n')).not.toContain('canary');
  });

  test('goes to a webhook that is off as well, and leaves it off', async () => {
    await app.request('PATCH', hook.path, { body: { enabled: false } });
    expect((await ping(app, hook)).json.delivered).toBe(true);
    expect(app.receivers.sent).toHaveLength(1);
    expect((await read()).enabled).toBe(false);
  });

  test('that is not taken says why, how long it took and what to do, and changes nothing', async () => {
    const before = await read();
    app.deps.receivers = {
      ...app.receivers,
      async post() {
        await app.clock.advance(84);
        throw new ReceiverFault('receiver.refused', 'The receiver answered 500.', { status: 500 });
      },
    };
    const { status, json } = await ping(app, hook);
    expect(status).toBe(200);
    expect(json).toMatchObject({ delivered: false, status: 500, milliseconds: 84 });
    expect(json.error).toEqual({
      code: 'receiver.refused',
      detail: 'The receiver answered 500.',
      next: expect.stringContaining("receiver's log"),
    });
    expect(await read()).toEqual(before);
    expect(app.news.deliveries).toBe(0);
  });

  test('cannot be sent while the address does not open', async () => {
    app.deps.cipher.open = () => Promise.reject(new CipherFault('cipher.key-unavailable'));
    expect((await ping(app, hook)).json).toMatchObject({
      delivered: false,
      status: null,
      error: { code: 'cipher.key-unavailable', next: expect.stringContaining('operator') },
    });
    expect(app.receivers.sent).toEqual([]);
  });

  test('is sent so many times a minute by an organization, and no more', async () => {
    const other = await postOffice(app).subscribe([]);
    for (let n = 0; n < mostPings; n += 1) expect((await ping(app, n % 2 === 0 ? hook : other)).status).toBe(200);
    const refused = await ping(app, hook);
    expect([refused.status, refused.json.code]).toEqual([429, 'rate.limited']);
    expect(app.receivers.sent).toHaveLength(mostPings);
    await app.clock.advance(Number(refused.headers['retry-after']) * 1000);
    expect((await ping(app, hook)).status).toBe(200);
  });

  test('that is asked for again under the same Idempotency-Key is sent once', async () => {
    const options = { headers: { 'idempotency-key': 'one' } };
    const [first, again] = [await ping(app, hook, options), await ping(app, hook, options)];
    expect(again.json).toEqual(first.json);
    expect(app.receivers.sent).toHaveLength(1);
  });

  test('is for administrators of the organization, and in its audit', async () => {
    const contributor = await app.keyWithRole('CONTRIB');
    expect((await ping(app, hook, { apiKey: contributor })).json.code).toBe('auth.forbidden');
    expect((await ping(app, hook, { apiKey: app.otherOrganization.apiKey })).json.code).toBe('object.not-found');
    expect(app.receivers.sent).toEqual([]);
    await app.clock.advance(1000);
    await ping(app, hook);
    const { results } = (await app.request('GET', '/api/v1/audit/')).json;
    expect(results).toHaveLength(2);
    expect(results[0]).toMatchObject({
      action: 'ping',
      object_type: 'WebHook',
      object_id: hook.id,
      object_name: 'alerts',
      outcome: 'done',
    });
  });
});

describe('a test event over the network', () => {
  const received: { path: string; body: string }[] = [];
  const listener: RequestListener = async (request, response) => {
    const path = request.url ?? '';
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    received.push({ path, body });
    if (path === '/slow') return;
    if (path === '/redirect') response.setHeader('location', 'https://127.0.0.1/');
    response.writeHead({ '/broken': 500, '/redirect': 302 }[path] ?? 202).end('canary');
  };
  let server: Awaited<ReturnType<typeof startHttpsServer>>;
  beforeAll(async () => {
    server = await startHttpsServer(listener);
  });
  afterAll(() => server?.stop());
  beforeEach(() => received.splice(0));

  const local = { address: '127.0.0.1', family: 4 };

  /** Sends one to a webhook with this address, by receivers who wait this long for an answer. */
  async function pinged(url: string, timeout = 30_000) {
    const hosts = ['good.hooks.localhost'];
    const receivers = createHttpsReceivers({ ports: [443], hosts, timeout, resolve: async () => [local] });
    const app = await createTestApp({ deps: { receivers } });
    const hook = await postOffice(app).subscribe([], { configuration: { url } });
    return (await ping(app, hook)).json;
  }

  test('is taken', async () => {
    expect(await pinged(`${server.url}/good`)).toMatchObject({ delivered: true, status: 202, error: null });
    expect(received.map(({ path }) => path)).toEqual(['/good']);
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({ type: 'ping' });
  });

  test.each([
    ['broken', 500, 'receiver.refused'],
    ['redirect', 302, 'receiver.redirects'],
  ])('is not taken by one that is %s', async (path, status, code) => {
    const answer = await pinged(`${server.url}/${path}`);
    expect(answer).toMatchObject({ delivered: false, status, error: { code } });
    expect(JSON.stringify(answer)).not.toContain('canary');
  });

  test('is waited for no longer than an attempt may take', async () => {
    expect(await pinged(`${server.url}/slow`, 300)).toMatchObject({
      delivered: false,
      status: null,
      error: { code: 'receiver.silent' },
    });
  });

  test('cannot reach one where nobody listens', async () => {
    expect(await pinged('https://good.hooks.localhost:9/')).toMatchObject({
      status: null,
      error: { code: 'receiver.unreachable' },
    });
  });

  test('does not reach a private address that was a public one when the webhook was made', async () => {
    const answers = [[{ address: '93.184.215.14', family: 4 }], [local]];
    const receivers = createHttpsReceivers({
      ports: [server.port],
      hosts: [],
      resolve: async () => answers.shift() ?? [],
    });
    const app = await createTestApp({ deps: { receivers } });
    const hook = await postOffice(app).subscribe([], { configuration: { url: server.url } });
    expect((await ping(app, hook)).json).toMatchObject({
      delivered: false,
      status: null,
      error: { code: 'address.private', next: expect.stringContaining('operator') },
    });
    expect(received).toEqual([]);
  });
});
