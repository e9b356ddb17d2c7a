import { type ConfigurationClient, createConfigurationClient } from './configuration-client.ts';

let client: ConfigurationClient;
// biome-ignore-start lint/suspicious/noExplicitAny: answers, whose schema the test app has checked
let shop: any;
let parameter: any;
// biome-ignore-end lint/suspicious/noExplicitAny: answers, whose schema the test app has checked

beforeEach(async () => {
  client = await createConfigurationClient();
  shop = await client.project('shop');
  parameter = await client.parameter(shop, 'a');
});

const set = (body: object, to = parameter) => client.request('POST', `${to.url}values/`, { body });
const patch = (url: string, body: object, headers = {}) => client.request('PATCH', url, { body, headers });

describe('values', () => {
  test('are set in an environment', async () => {
    const environment = client.environment('staging');
    const answer = await set({ environment, internal_value: 'x' });
    const { id } = answer.json;
    const environmentId = environment.split('/').at(-2);
    expect(answer).toMatchObject({ status: 201, headers: { location: answer.json.url } });
    expect(answer.json).toEqual({
      url: `${parameter.url}values/${id}/`,
      id,
      ledger_id: id,
      active_environment: environment,
      active_environment_id: environmentId,
      active_environment_name: 'staging',
      environment,
      environment_id: environmentId,
      environment_name: 'staging',
      parameter: parameter.url,
      parameter_id: parameter.id,
      external: false,
      external_fqn: '',
      external_filter: '',
      external_error: null,
      external_status: null,
      internal_value: 'x',
      interpolated: false,
      value: 'x',
      evaluated: false,
      secret: false,
      referenced_projects: [],
      referenced_parameters: [],
      referenced_templates: [],
      created_at: '2026-01-01T00:00:00.000Z',
      modified_at: '2026-01-01T00:00:00.000Z',
      expires_at: null,
    });
    expect(await client.get(answer.json.url)).toEqual(answer.json);
    expect(await client.get(`${parameter.url}values/`)).toMatchObject({ count: 1, results: [answer.json] });
  });

  test("are set by the environment's id as well, as the command-line client does", async () => {
    const environment = client.environment('staging').split('/').at(-2);
    const body = { environment, external: false, interpolated: false, internal_value: 'x' };
    expect(await set(body)).toMatchObject({ status: 201, json: { environment: client.environment('staging') } });
  });

  test('are set once in an environment, whatever the second one is', async () => {
    await client.value(parameter, 'staging', 'x');
    for (const internal_value of ['x', 'y', null]) {
      const again = await set({ environment: client.environment('staging'), internal_value });
      expect(again).toMatchObject({ status: 409, json: { code: 'object.exists' } });
    }
    expect((await client.get(`${parameter.url}values/`)).results).toMatchObject([{ value: 'x' }]);
  });

  test('of two that are set at once one is refused', async () => {
    const both = ['x', 'y'].map((internal_value) =>
      set({ environment: client.environment('staging'), internal_value }),
    );
    expect((await Promise.all(both)).map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  test.each(['', ' ', 'multi\nline\u0000', '💥'.repeat(65_536), '{{ mustache }}', '"quoted"'])(
    'come back as they were: %.20j',
    async (internal_value) => {
      const made = await client.value(parameter, 'default', internal_value);
      expect((await client.get(made.url)).internal_value).toBe(internal_value);
      const changed = await patch(made.url, { internal_value: `${internal_value.slice(2)}.` });
      expect(changed.json.value).toBe(`${internal_value.slice(2)}.`);
    },
  );

  test('absent or null are an explicit null, which covers what is above', async () => {
    await client.value(parameter, 'default', 'above');
    expect(await set({ environment: client.environment('staging') })).toMatchObject({
      status: 201,
      json: { value: null, internal_value: null },
    });
    const { values } = await client.get(parameter.url);
    expect(values[client.environment('staging')]).toMatchObject({ value: null });
    expect(values[client.environment('production')]).toMatchObject({ value: 'above' });
  });

  test.each([
    ['65,537 characters', { internal_value: 'x'.repeat(65_537) }],
    ['half a surrogate pair', { internal_value: 'canary\udc00' }],
    ['a number', { internal_value: 5 }],
    ['no environment', { environment: undefined, internal_value: 'canary' }],
  ])('refuse %s and repeat nothing of it', async (_what, body) => {
    const answer = await set({ environment: client.environment('default'), ...body });
    expect(answer).toMatchObject({ status: 400, json: { code: 'request.invalid' } });
    expect(answer.text).not.toContain('canary');
  });

  test.each([
    [
      'integer',
      ['0', '-5', '007', '9223372036854775807', '-9223372036854775808'],
      ['', '5.0', ' 5', '+5', '0x1', '9223372036854775808', '-9223372036854775809', '1e3', '٥'],
    ],
    ['boolean', ['true', 'false'], ['', 'True', '1', 'yes', 'true ']],
  ])('of type %s have its form', async (type, good, bad) => {
    const typed = await client.parameter(shop, 'typed', { type });
    const made = await client.value(typed, 'default', good[0] ?? null);
    for (const internal_value of [...good, null]) expect((await patch(made.url, { internal_value })).status).toBe(200);
    for (const internal_value of bad) {
      const refused = { status: 400, json: { code: 'value.type' } };
      expect(await patch(made.url, { internal_value })).toMatchObject(refused);
      expect(await set({ environment: client.environment('staging'), internal_value }, typed)).toMatchObject(refused);
    }
    expect((await client.get(made.url)).value).toBeNull();
  });

  test('are changed, and the same again is no change', async () => {
    const made = await client.value(parameter, 'default', 'x');
    await client.app.clock.advance(1000);
    const same = await client.request('PUT', made.url, { body: { internal_value: 'x' } });
    expect(same).toMatchObject({ status: 200, json: { id: made.id, modified_at: made.modified_at } });
    const nothing = await patch(made.url, {});
    expect(nothing).toMatchObject({ status: 200, json: { value: 'x', modified_at: made.modified_at } });
    const changed = await patch(made.url, {
      internal_value: 'y',
      external: false,
      external_fqn: '',
      interpolated: false,
    });
    expect(changed).toMatchObject({
      status: 200,
      json: {
        id: made.id,
        value: 'y',
        internal_value: 'y',
        created_at: made.created_at,
        modified_at: '2026-01-01T00:00:01.000Z',
      },
    });
    expect(changed.headers.etag).not.toBe(same.headers.etag);
    expect((await patch(made.url, { internal_value: null })).json.value).toBeNull();
  });

  test('are changed only as the version that was read', async () => {
    const { url } = await client.value(parameter, 'default', 'x');
    const { etag = '' } = (await client.request('GET', url)).headers;
    const write = (internal_value: string) => patch(url, { internal_value }, { 'if-match': etag });
    const answers = await Promise.all(['1', '2', '3'].map(write));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    const winner = answers.find(({ status }) => status === 200);
    expect((await client.get(url)).value).toBe(winner?.json.value);
    expect(await client.request('DELETE', url, { headers: { 'if-match': etag } })).toMatchObject({ status: 412 });
    expect((await client.request('DELETE', url, { headers: { 'if-match': winner?.headers.etag ?? '' } })).status).toBe(
      204,
    );
  });

  test('that many change at once are changed by all, one after the other', async () => {
    const { url } = await client.value(parameter, 'default', 'x');
    const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => patch(url, { internal_value: `${n}` })));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
  });

  test('that are taken away uncover what is above', async () => {
    await client.value(parameter, 'default', 'above');
    const made = await client.value(parameter, 'staging', 'own');
    expect((await client.request('DELETE', made.url)).status).toBe(204);
    expect((await client.request('GET', made.url)).status).toBe(404);
    expect((await client.request('DELETE', made.url)).status).toBe(404);
    expect((await client.get(parameter.url)).values[client.environment('staging')].value).toBe('above');
    expect((await client.value(parameter, 'staging', 'again')).id).not.toBe(made.id);
  });

  test('are listed as they are set or, with an environment, as they count there', async () => {
    await client.value(parameter, 'staging', 's');
    await client.value(parameter, 'default', 'd');
    const path = `${parameter.url}values/`;
    expect(await client.get(path)).toMatchObject({ count: 2, results: [{ value: 'd' }, { value: 's' }] });
    expect(await client.get(`${path}?page_size=1&page=2`)).toMatchObject({
      count: 2,
      results: [{ value: 's' }],
      next: null,
    });
    expect(await client.get(`${path}?environment=production`)).toMatchObject({
      results: [{ value: 'd', environment_name: 'default', active_environment_name: 'production' }],
    });
    const other = await client.parameter(shop, 'b');
    expect(await client.get(`${other.url}values/?environment=production`)).toMatchObject({ count: 0, results: [] });
  });

  test('vanish with their environment', async () => {
    const made = await client.value(parameter, 'staging', 's');
    const stays = await client.value(parameter, 'default', 'd');
    const other = await client.parameter(await client.project('other'), 'b');
    await client.value(other, 'staging', 's');
    expect((await client.request('DELETE', client.environment('staging'))).status).toBe(204);
    expect((await client.request('GET', made.url)).status).toBe(404);
    expect((await client.get(`${parameter.url}values/`)).results).toMatchObject([{ id: stays.id }]);
    expect(Object.keys((await client.get(parameter.url)).values)).toHaveLength(3);
    const left = await client.app.rows.range(
      'parameters',
      `${client.app.organization.id}!${other.project.split('/').at(-2)}`,
    );
    expect(left.rows.map(({ rowKey }) => rowKey.split('!')[0])).toEqual(['n', 'p', 'version']);
  });

  test('say what the service cannot do yet', async () => {
    const environment = client.environment('default');
    const unavailable = { status: 501, json: { code: 'feature.not-available' } };
    expect(await set({ environment, external: true, external_fqn: 'azure-key-vault://t/v/s' })).toMatchObject(
      unavailable,
    );
    expect(await set({ environment, interpolated: true, internal_value: '{{ x }}' })).toMatchObject(unavailable);
    const { url } = await client.value(parameter, 'default', 'x');
    expect(await patch(url, { external: true })).toMatchObject(unavailable);
    for (const query of ['include=x', 'exclude=x']) {
      expect(await client.request('GET', `${url}?${query}`)).toMatchObject(unavailable);
      expect(await client.request('GET', `${parameter.url}values/?${query}`)).toMatchObject(unavailable);
    }
  });

  test('are set in environments of the organization only', async () => {
    const { apiKey } = client.app.otherOrganization;
    const foreign = (await client.request('GET', '/api/v1/environments/', { apiKey })).json.results[0];
    for (const environment of [foreign.url, foreign.id, `${shop.url}`, 'default']) {
      expect(await set({ environment, internal_value: 'x' })).toMatchObject({
        status: 400,
        json: { code: 'request.reference', errors: [{ field: 'body.environment' }] },
      });
    }
  });

  test('of another organization do not exist', async () => {
    const { apiKey } = client.app.otherOrganization;
    const { url } = await client.value(parameter, 'default', 'canary');
    const unknown = { status: 404, json: { code: 'object.not-found' } };
    const theirs = (await client.request('GET', '/api/v1/environments/', { apiKey })).json.results[0].url;
    const body = { environment: theirs, internal_value: 'y' };
    for (const [method, path] of [
      ['GET', url],
      ['PUT', url],
      ['PATCH', url],
      ['DELETE', url],
      ['GET', `${parameter.url}values/`],
      ['POST', `${parameter.url}values/`],
    ] as const) {
      expect(await client.request(method, path, { apiKey, body })).toMatchObject(unknown);
    }
    expect((await client.get(url)).value).toBe('canary');
  });

  test('are changed by contributors', async () => {
    const { url } = await client.value(parameter, 'default', 'x');
    const apiKey = await client.app.keyWithRole('VIEWER');
    expect((await client.request('GET', url, { apiKey })).status).toBe(200);
    const body = { environment: client.environment('staging'), internal_value: 'y' };
    for (const [method, path] of [
      ['POST', `${parameter.url}values/`],
      ['PUT', url],
      ['PATCH', url],
      ['DELETE', url],
    ] as const) {
      expect(await client.request(method, path, { apiKey, body })).toMatchObject({ status: 403 });
    }
  });

  test('are in no row and no line of the log', async () => {
    const canary = 'canary-7f3a';
    const secret = await client.parameter(shop, 'secret', { secret: true });
    const made = await client.value(secret, 'default', canary);
    await patch(made.url, { internal_value: `${canary}-2` });
    await set({ environment: client.environment('default'), internal_value: canary }, secret);
    await set(
      { environment: client.environment('staging'), internal_value: canary },
      await client.parameter(shop, 'n', { type: 'integer' }),
    );
    const partitions = [
      ['configuration', client.app.organization.id],
      ['parameters', `${client.app.organization.id}!${shop.id}`],
    ] as const;
    let seen = 0;
    for (const [table, partition] of partitions) {
      for (const { values } of (await client.app.rows.range(table, partition)).rows) {
        seen += 1;
        for (const value of Object.values(values)) {
          const text = value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value);
          expect(text).not.toContain(canary);
          expect(text).not.toContain(Buffer.from(canary).toString('base64').slice(0, -4));
        }
      }
    }
    expect(seen).toBeGreaterThan(10);
    expect(client.app.logLines.join('\n')).not.toContain(canary);
    expect(client.app.logLines.length).toBeGreaterThan(0);
  });
});
