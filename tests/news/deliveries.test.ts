import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { CipherFault } from '../../shared/ports/cipher.ts';
import { ReceiverFault, type ReceiverFaultCode } from '../../shared/ports/receivers.ts';
import { createTestApp } from '../support/test-app.ts';
import { postOffice } from './post-office.ts';

const run = promisify(execFile);
const docs = readFileSync(new URL('../../docs/webhooks.md', import.meta.url), 'utf8');
const sample = /```js\n([\s\S]*?)```/.exec(docs)?.[1] ?? '';

async function prepare(fields: object = {}) {
  const app = await createTestApp();
  const office = postOffice(app);
  const hook = await office.subscribe(['project_created'], fields);
  let count = 0;
  return {
    app,
    office,
    hook,
    /** Lets something happen that the webhook wants to know. */
    async happen(name?: string) {
      count += 1;
      await app.request('POST', '/api/v1/projects/', { body: { name: name ?? `project-${count}` } });
      await office.bring();
    },
    read: async () => (await app.request('GET', hook.path)).json,
    fail(code: ReceiverFaultCode = 'receiver.refused') {
      app.receivers.fault = new ReceiverFault(code, 'It did not work.');
    },
  };
}

/** What the sample in the documentation says of these, one after the other. */
async function verify(cases: { headers: object; body: string; secret: string; now: number }[]): Promise<boolean[]> {
  const script = `${sample}
    const cases = ${JSON.stringify(cases)};
    console.log(JSON.stringify(cases.map((each) => isGenuine(each.headers, each.body, each.secret, each.now))));`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script]);
  return JSON.parse(stdout);
}

describe('a delivery to a generic receiver', () => {
  test('is JSON whose signature the documented sample verifies', async () => {
    const { app, hook, happen } = await prepare();
    await happen('naïve <b>');
    const [sent] = app.receivers.sent;
    if (sent === undefined) throw new Error('nothing was sent');
    expect(sent.url.reveal()).toBe('https://hooks.example/news');
    expect(sent.headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-id': JSON.parse(sent.body).id,
      'webhook-timestamp': String(app.clock.now().getTime() / 1000),
    });
    const good = { headers: sent.headers, body: sent.body, secret: hook.secret, now: app.clock.now().getTime() };
    const otherSecret = `whsec_${Buffer.alloc(32).toString('base64')}`;
    expect(
      await verify([
        good,
        { ...good, body: `${sent.body} ` },
        { ...good, secret: otherSecret },
        { ...good, now: good.now + 301_000 },
        { ...good, headers: { ...sent.headers, 'webhook-timestamp': '1767225601' } },
        { ...good, headers: { ...sent.headers, 'webhook-id': 'other' } },
        { ...good, headers: {} },
      ]),
    ).toEqual([true, false, false, false, false, false, false]);
  });

  test('is as the standard says', async () => {
    // https://github.com/standard-webhooks/standard-webhooks: the example of its libraries.
    const { signMessage } = await import('../../shared/domain/webhooks/sign-message.ts');
    const { Secret } = await import('../../shared/secret.ts');
    const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1614265330, body: '{"test": 2432232314}' };
    expect(signMessage(message, new Secret('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'))['webhook-signature']).toBe(
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    );
  });

  test('is signed by the secret that is the present one', async () => {
    const { app, hook, happen } = await prepare();
    const body = { configuration: { secret: null } };
    const { secret } = (await app.request('PATCH', hook.path, { body })).json.configuration;
    await happen();
    const [sent] = app.receivers.sent;
    const { headers = {}, body: text = '' } = sent ?? {};
    const now = app.clock.now().getTime();
    expect(await verify([hook.secret, secret].map((each) => ({ headers, body: text, secret: each, now })))).toEqual([
      false,
      true,
    ]);
  });

  test('is recorded', async () => {
    const { app, happen, read } = await prepare();
    await app.clock.advance(5_000);
    await happen();
    expect(await read()).toMatchObject({ last_run: '2026-01-01T00:00:05.000Z', last_error: null, failing_since: null });
  });
});

test('a delivery to Slack is a sentence in its format, unsigned', async () => {
  const { app, happen } = await prepare({
    type: 'slack',
    configuration: { url: 'https://hooks.slack.com/services/T/B/canary' },
  });
  await happen('<b> & co');
  const [sent] = app.receivers.sent;
  expect(JSON.parse(sent?.body ?? '')).toEqual({
    text: 'The project &lt;b&gt; &amp; co was created by ADMIN key.',
  });
  expect(Object.keys(sent?.headers ?? {})).not.toContain('webhook-signature');
  expect(app.logLines.join('\n')).not.toContain('canary');
});

describe('a delivery that fails', () => {
  test('is tried again after 10 s, 1, 5, 30 min and 2 h, and then given up', async () => {
    const { app, office, happen, fail, read } = await prepare();
    fail();
    await happen();
    for (const [index, seconds] of [10, 60, 300, 1_800, 7_200].entries()) {
      const next = new Date(app.clock.now().getTime() + seconds * 1_000).toISOString();
      const error = { code: 'receiver.refused', detail: 'It did not work.', attempt: index + 1 };
      expect((await read()).last_error).toMatchObject({ ...error, next_attempt_at: next, given_up: false });
      await app.clock.advance(seconds * 1_000 - 1);
      await office.bring();
      expect(app.receivers.sent).toHaveLength(index + 1);
      await app.clock.advance(1);
      await office.bring();
      expect(app.receivers.sent).toHaveLength(index + 2);
    }
    expect((await read()).last_error).toMatchObject({
      attempt: 6,
      event_type: 'project_created',
      next_attempt_at: null,
      given_up: true,
    });
    expect(app.news.deliveries).toBe(0);
    expect((await read()).enabled).toBe(true);
    const ids = app.receivers.sent.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(1);
    const times = app.receivers.sent.map(({ headers }) => headers['webhook-timestamp']);
    expect(new Set(times).size).toBe(6);
  });

  test('and then succeeds leaves nothing behind', async () => {
    const { app, office, happen, fail, read } = await prepare();
    fail('receiver.silent');
    await happen();
    app.receivers.fault = undefined;
    await app.clock.advance(10_000);
    await office.bring();
    expect(await read()).toMatchObject({ last_error: null, failing_since: null });
    expect(app.news.deliveries).toBe(0);
  });

  test.each<ReceiverFaultCode>(['receiver.redirects', 'receiver.answer-too-large', 'address.private'])(
    'by %s is given up at once',
    async (code) => {
      const { app, happen, fail, read } = await prepare();
      fail(code);
      await happen();
      expect((await read()).last_error).toMatchObject({ code, attempt: 1, given_up: true });
      expect(app.news.deliveries).toBe(0);
    },
  );

  test('because the stored address does not open is given up, until it is set again', async () => {
    const { app, hook, happen, read } = await prepare();
    const [row] = (await app.rows.range('webhooks', app.organization.id)).rows;
    const { partitionKey = '', rowKey = '', values = {} } = row ?? {};
    await app.rows.write('webhooks', partitionKey, [
      { kind: 'put', rowKey, values: { ...values, sealed: Buffer.from('something else') } },
    ]);
    await happen();
    expect((await read()).last_error).toMatchObject({ code: 'cipher.unreadable', given_up: true });
    const body = { configuration: { url: 'https://hooks.example/other', secret: null } };
    expect((await app.request('PATCH', hook.path, { body })).status).toBe(200);
    await happen();
    expect((await read()).last_error).toBeNull();
    expect(app.receivers.sent).toHaveLength(1);
  });

  test('because the stored address cannot be read at present is tried again later', async () => {
    const { app, office, happen, read } = await prepare();
    const { open } = app.deps.cipher;
    app.deps.cipher.open = () => Promise.reject(new CipherFault('cipher.key-unavailable'));
    await happen();
    expect(app.news.deliveries).toBe(1);
    app.deps.cipher.open = open;
    await app.clock.advance(10_000);
    await office.bring();
    expect((await read()).last_error).toBeNull();
    expect(app.receivers.sent).toHaveLength(1);
  });

  test('is not tried again once the webhook is off or gone', async () => {
    const { app, office, hook, happen, fail } = await prepare();
    fail();
    await happen();
    await app.request('PATCH', hook.path, { body: { enabled: false } });
    await app.clock.advance(10_000);
    await office.bring();
    await app.request('PATCH', hook.path, { body: { enabled: true } });
    await happen();
    await app.request('DELETE', hook.path);
    await app.clock.advance(10_000);
    await office.bring();
    expect(app.receivers.sent).toHaveLength(2);
    expect(app.news.deliveries).toBe(0);
  });

  test('for three days switches the webhook off, until somebody switches it on again', async () => {
    const { app, hook, happen, fail, read } = await prepare();
    fail('receiver.redirects');
    await happen();
    await app.clock.advance(3 * 86_400_000 - 1);
    await happen();
    expect(await read()).toMatchObject({ enabled: true, failing_since: '2026-01-01T00:00:00.000Z' });
    await app.clock.advance(1);
    await happen();
    expect(await read()).toMatchObject({ enabled: false, last_error: { code: 'receiver.redirects', given_up: true } });
    await happen();
    expect(app.receivers.sent).toHaveLength(3);

    const { json } = await app.request('PATCH', hook.path, { body: { enabled: true } });
    expect(json).toMatchObject({ enabled: true, failing_since: null });
    await happen();
    expect(app.receivers.sent).toHaveLength(4);
    expect((await read()).enabled).toBe(true);
  });

  test('is asked for again before it is recorded, so that no crash ends it', async () => {
    const { app, office, happen, fail } = await prepare();
    fail();
    const { rows } = app;
    const write = rows.write.bind(rows);
    rows.write = async (table, partition, writes) => {
      if (table === 'webhooks') throw new Error('killed');
      return write(table, partition, writes);
    };
    await expect(happen()).rejects.toThrow('killed');
    rows.write = write;
    app.receivers.fault = undefined;
    await app.clock.advance(10_000);
    await office.bring();
    expect(app.receivers.sent).toHaveLength(2);
  });
});
