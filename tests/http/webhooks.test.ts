import { createTestApp, type TestApp, type TestRequest } from '../support/test-app.ts';

const collection = '/api/v1/webhooks/';
const url = 'https://hooks.example/news?token=canary';
const generic = { name: 'alerts', type: 'generic', event_types: ['task_failed'], configuration: { url } };
const slackUrl = 'https://hooks.slack.com/services/T0/B0/canary';
const slack = { name: 'chat', type: 'slack', event_types: ['task_failed'], configuration: { url: slackUrl } };
const ownSecret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp();
});

async function add(body: object = generic) {
  const { status, json, headers } = await app.request('POST', collection, { body });
  expect(status).toBe(201);
  return { ...json, path: `${collection}${json.id}/`, etag: headers.etag };
}

const patch = (path: string, body: object, input: TestRequest = {}) => app.request('PATCH', path, { body, ...input });

describe('webhooks', () => {
  test('are made, shown, listed, changed and deleted', async () => {
    const made = await add();
    expect(made).toMatchObject({
      name: 'alerts',
      type: 'generic',
      event_types: ['task_failed'],
      organization: app.organization.id,
      last_run: null,
      last_error: null,
      enabled: true,
    });
    const read = await app.request('GET', made.path);
    expect(read.headers.etag).toBe(made.etag);
    await add(slack);
    const list = (await app.request('GET', `${collection}?ordering=-name`)).json;
    expect(list).toMatchObject({ count: 2, results: [{ name: 'chat' }, { name: 'alerts' }] });
    expect(list.results[1]).toEqual(read.json);

    const put = { ...generic, name: 'other', event_types: ['task_finished', 'value_created'] };
    expect((await app.request('PUT', made.path, { body: put })).json).toMatchObject({
      name: 'other',
      event_types: ['task_finished', 'value_created'],
    });
    expect((await patch(made.path, { enabled: false })).json).toMatchObject({ name: 'other', enabled: false });
    expect((await app.request('DELETE', made.path)).status).toBe(204);
    expect((await app.request('GET', made.path)).status).toBe(404);
  });

  test('show the signing secret once, and never the secret parts of the address', async () => {
    const made = await add();
    expect(made.configuration.url).toBe('https://hooks.example/news?…');
    expect(made.configuration.secret).toMatch(/^whsec_[\w+/]{43}=$/);
    const chat = await add(slack);
    expect(chat.configuration).toEqual({ url: 'https://hooks.slack.com/…' });
    const shown = (await app.request('GET', collection)).text + (await app.request('GET', made.path)).text;
    expect(shown).not.toContain('whsec_');
    expect(shown).not.toContain('canary');
    expect(app.logLines.join('\n')).not.toContain('canary');
  });

  test('are stored sealed, and so is nothing of them in the audit', async () => {
    const made = await add();
    await patch(made.path, { configuration: { url: 'https://hooks.example/canary-2?canary' } });
    for (const [table, partition] of [
      ['webhooks', app.organization.id],
      ['audit', app.organization.id],
    ] as const) {
      const { rows } = await app.rows.range(table, partition);
      expect(rows.length).toBeGreaterThan(0);
      const text = rows
        .map(({ values }) => Object.values(values).map((value) => Buffer.from(String(value))))
        .join('\n');
      expect(text).not.toContain('token=canary');
      expect(text).not.toContain(made.configuration.secret);
    }
  });

  test('keep the address that is sent back as it was shown, and the signing secret', async () => {
    const made = await add();
    const sealed = async () => (await app.rows.range('webhooks', app.organization.id)).rows[0]?.values.sealed;
    const before = await sealed();
    const { status, json } = await patch(made.path, { configuration: { url: made.configuration.url }, name: 'new' });
    expect([status, json.configuration]).toEqual([200, { url: made.configuration.url }]);
    expect(before).toBeInstanceOf(Uint8Array);
    expect(await sealed()).toEqual(before);
  });

  test('take a signing secret, or make a new one when asked', async () => {
    const made = await add({ ...generic, configuration: { url, secret: ownSecret } });
    expect(made.configuration.secret).toBe(ownSecret);
    const renewed = (await patch(made.path, { configuration: { secret: null } })).json.configuration;
    expect(renewed.secret).toMatch(/^whsec_/);
    expect(renewed.secret).not.toBe(ownSecret);
    expect(renewed.url).toBe('https://hooks.example/news?…');
    expect(
      (await patch(made.path, { configuration: { secret: ownSecret } })).json.configuration.secret,
    ).toBeUndefined();
  });

  test.each(['secret', 'whsec_', 'whsec_c2hvcnQ=', `whsec_${'!'.repeat(40)}`])(
    'refuse %s as a signing secret, without repeating it',
    async (secret) => {
      const answer = await app.request('POST', collection, { body: { ...generic, configuration: { url, secret } } });
      expect([answer.status, answer.json.errors[0].field]).toEqual([400, 'body.configuration.secret']);
      if (secret.length > 10) expect(answer.text).not.toContain(secret);
    },
  );

  test.each([
    ['http://hooks.example/', 'address.not-https'],
    ['https://private.example/', 'address.private'],
    ['https://user:canary@hooks.example/', 'address.credentials'],
    ['https://hooks.example:22/', 'address.port'],
    ['canary', 'address.invalid'],
  ])('refuse the address %s, at creation and later', async (bad, code) => {
    const answer = await app.request('POST', collection, { body: { ...generic, configuration: { url: bad } } });
    expect(answer).toMatchObject({
      status: 400,
      json: { code: 'webhook.address', errors: [{ field: 'body.configuration.url', code }] },
    });
    expect(answer.text).not.toContain('canary');
    const made = await add();
    expect(await patch(made.path, { configuration: { url: bad } })).toMatchObject({
      status: 400,
      json: { code: 'webhook.address' },
    });
  });

  test.each<[string, object, string]>([
    ['no address', { ...generic, configuration: {} }, 'body.configuration.url'],
    ['no configuration', { ...generic, configuration: undefined }, 'body.configuration.url'],
    ['an event that does not exist', { ...generic, event_types: ['weather'] }, 'body.event_types.0'],
    ['another type', { ...generic, type: 'pager' }, 'body.type'],
    ['another organization', { ...generic, organization: 'fabrikam' }, 'body.organization'],
    ['no name', { ...generic, name: '' }, 'body.name'],
  ])('refuse %s', async (_case, body, field) => {
    const { status, json } = await app.request('POST', collection, { body });
    expect([status, json.errors[0].field]).toEqual([400, field]);
  });

  test('change their type only with an address', async () => {
    const made = await add();
    expect((await patch(made.path, { type: 'slack' })).json.errors[0].field).toBe('body.configuration.url');
    const changed = (await patch(made.path, { type: 'slack', configuration: { url: slackUrl } })).json;
    expect(changed).toMatchObject({ type: 'slack', configuration: { url: 'https://hooks.slack.com/…' } });
    const back = (await patch(made.path, { type: 'generic', configuration: { url } })).json;
    expect(back.configuration.secret).toMatch(/^whsec_/);
  });

  test('are read by everybody, changed by administrators, and unknown to others', async () => {
    const made = await add();
    for (const role of ['NO_SECRETS', 'CONTRIB'] as const) {
      const apiKey = await app.keyWithRole(role);
      expect((await app.request('GET', made.path, { apiKey })).status).toBe(200);
      expect((await patch(made.path, { name: 'x' }, { apiKey })).status).toBe(403);
      expect((await app.request('POST', collection, { body: generic, apiKey })).status).toBe(403);
      expect((await app.request('DELETE', made.path, { apiKey })).status).toBe(403);
    }
    const { apiKey } = app.otherOrganization;
    expect((await app.request('GET', made.path, { apiKey })).status).toBe(404);
    expect((await patch(made.path, { name: 'x' }, { apiKey })).status).toBe(404);
    expect((await app.request('DELETE', made.path, { apiKey })).status).toBe(404);
    expect((await app.request('GET', collection, { apiKey })).json.count).toBe(0);
  });

  test('are at most fifty', async () => {
    for (let n = 1; n <= 50; n += 1) await add();
    expect(await app.request('POST', collection, { body: generic })).toMatchObject({
      status: 409,
      json: { code: 'webhook.too-many' },
    });
  });

  test('are in the audit', async () => {
    const made = await add();
    await app.clock.advance(1);
    await patch(made.path, { name: 'new' });
    await app.clock.advance(1);
    await app.request('DELETE', made.path);
    const { results } = (await app.request('GET', '/api/v1/audit/')).json;
    expect(results.map((each: { action: string; object_type: string; object_name: string }) => each.action)).toEqual([
      'delete',
      'update',
      'create',
    ]);
    expect(results[0]).toMatchObject({ object_type: 'WebHook', object_name: 'new', object_id: made.id });
  });
});
