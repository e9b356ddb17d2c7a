import { type ConfigurationClient, createConfigurationClient } from './configuration-client.ts';

let client: ConfigurationClient;
// biome-ignore lint/suspicious/noExplicitAny: an answer, whose schema the test app has checked
let shop: any;

beforeEach(async () => {
  client = await createConfigurationClient();
  shop = await client.project('shop');
});

const list = async (query = '', project = shop) => client.get(`${project.url}parameters/${query}`);
const names = async (query = '', project = shop) =>
  (await list(query, project)).results.map(({ name }: { name: string }) => name);

describe('parameters', () => {
  test('are made with what is given, and string and open by default', async () => {
    const answer = await client.request('POST', `${shop.url}parameters/`, { body: { name: 'LOG' } });
    const { id } = answer.json;
    const nowhere = ['default', 'development', 'production', 'staging'].map((name) => [client.environment(name), null]);
    expect(answer).toMatchObject({ status: 201, headers: { location: answer.json.url } });
    expect(answer.json).toEqual({
      url: `${shop.url}parameters/${id}/`,
      id,
      ledger_id: id,
      name: 'LOG',
      description: '',
      secret: false,
      type: 'string',
      rules: [],
      project: shop.url,
      project_name: 'shop',
      referencing_templates: [],
      referencing_values: [],
      values: Object.fromEntries(nowhere),
      values_flat: [],
      overrides: null,
      created_at: '2026-01-01T00:00:00.000Z',
      modified_at: '2026-01-01T00:00:00.000Z',
      expires: null,
      expiration_action: null,
      expired_status: null,
    });
    expect(await client.get(answer.json.url)).toEqual(answer.json);
    const more = { secret: true, type: 'integer', description: 'a port' };
    expect(await client.parameter(shop, 'PORT', more)).toMatchObject(more);
  });

  test.each([
    'a/b',
    'a\\b',
    'a#b?c',
    '💥',
    ' spaced ',
    '%2F',
    "quote's",
    '.',
    'ünïcödé',
    'x'.repeat(256),
    '💥'.repeat(256),
  ])('may be named %j', async (name) => {
    const made = await client.parameter(shop, name);
    expect((await client.get(made.url)).name).toBe(name);
    expect((await list(`?name=${encodeURIComponent(name)}`)).results).toMatchObject([{ id: made.id, name }]);
    const again = await client.request('POST', `${shop.url}parameters/`, { body: { name } });
    expect(again).toMatchObject({ status: 409, json: { code: 'object.exists' } });
  });

  test.each([
    ['no name', {}],
    ['an empty name', { name: '' }],
    ['a control character', { name: 'a\u0085' }],
    ['257 characters', { name: '💥'.repeat(257) }],
    ['an unknown type', { name: 'x', type: 'duck' }],
    ['a number for a boolean', { name: 'x', secret: 1 }],
  ])('refuse %s', async (_what, body) => {
    const answer = await client.request('POST', `${shop.url}parameters/`, { body });
    expect(answer).toMatchObject({ status: 400, json: { code: 'request.invalid' } });
    expect((await list()).count).toBe(0);
  });

  test('say what the service cannot do yet', async () => {
    const unavailable = { status: 501, json: { code: 'feature.not-available' } };
    const post = (body: object) => client.request('POST', `${shop.url}parameters/`, { body: { name: 'x', ...body } });
    expect(await post({ expires: '2030-01-01T00:00:00Z' })).toMatchObject(unavailable);
    expect(await post({ expiration_action: { kind: 'x' } })).toMatchObject(unavailable);
    expect(await post({ expires: null, expiration_action: null })).toMatchObject({ status: 201 });
    for (const query of ['difference=x']) {
      expect(await client.request('GET', `${shop.url}parameters/?${query}`)).toMatchObject(unavailable);
    }
  });

  test("fit the project's pattern as a whole when they are named", async () => {
    const free = await client.parameter(shop, 'old name');
    await client.request('PATCH', shop.url, { body: { parameter_name_pattern: '[a-z_]+' } });
    const refused = { status: 400, json: { code: 'project.parameter-name' } };
    expect(await client.request('POST', `${shop.url}parameters/`, { body: { name: 'a b' } })).toMatchObject(refused);
    expect(await client.request('PATCH', free.url, { body: { name: 'a b' } })).toMatchObject(refused);
    expect(await client.request('PATCH', free.url, { body: { description: 'stays' } })).toMatchObject({ status: 200 });
    expect(await client.request('PUT', free.url, { body: { name: 'new_name' } })).toMatchObject({ status: 200 });
  });

  test('a pattern that blows other engines up costs nothing', async () => {
    await client.request('PATCH', shop.url, { body: { parameter_name_pattern: '(a+)+$' } });
    const started = performance.now();
    const answer = await client.request('POST', `${shop.url}parameters/`, { body: { name: `${'a'.repeat(200)}!` } });
    expect(answer.json.code).toBe('project.parameter-name');
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test('are renamed, and leave their name free', async () => {
    const made = await client.parameter(shop, 'a', { secret: true });
    await client.value(made, 'default', 'x');
    await client.app.clock.advance(1000);
    const renamed = await client.request('PATCH', made.url, { body: { name: 'b' } });
    expect(renamed).toMatchObject({
      status: 200,
      json: {
        id: made.id,
        name: 'b',
        secret: true,
        modified_at: '2026-01-01T00:00:01.000Z',
        values_flat: { length: 4 },
      },
    });
    const other = await client.parameter(shop, 'a');
    expect(await client.request('PATCH', other.url, { body: { name: 'b' } })).toMatchObject({
      status: 409,
      json: { code: 'object.exists' },
    });
    expect(await names()).toEqual(['a', 'b']);
  });

  test('stay the secret, or not, that they were made as', async () => {
    const made = await client.parameter(shop, 'a');
    expect(await client.request('PATCH', made.url, { body: { secret: true } })).toMatchObject({
      status: 400,
      json: { errors: [{ field: 'body.secret' }] },
    });
    expect(await client.request('PATCH', made.url, { body: { secret: false } })).toMatchObject({ status: 200 });
  });

  test('take another type when their values fit it', async () => {
    const made = await client.parameter(shop, 'a');
    await client.value(made, 'default', '5');
    await client.value(made, 'staging', null);
    expect(await client.request('PATCH', made.url, { body: { type: 'integer' } })).toMatchObject({
      json: { type: 'integer' },
    });
    expect(await client.request('PATCH', made.url, { body: { type: 'boolean' } })).toMatchObject({
      status: 400,
      json: { code: 'value.type' },
    });
    expect(await client.request('PATCH', made.url, { body: { type: 'duck' } })).toMatchObject({ status: 400 });
  });

  test('are the version that was read for as long as only their values change', async () => {
    const made = await client.parameter(shop, 'a');
    const tag = async () => (await client.request('GET', made.url)).headers.etag ?? '';
    const before = await tag();
    const value = await client.value(made, 'default', '1');
    await client.request('PATCH', value.url, { body: { internal_value: '2' } });
    await client.request('DELETE', value.url);
    expect(await tag()).toBe(before);
    expect(await client.get(made.url)).toMatchObject({ modified_at: made.modified_at });
    await client.make(`${made.url}rules/`, { type: 'max_len', constraint: '3' });
    const withRule = await tag();
    expect(withRule).not.toBe(before);
    const change = (headers: Record<string, string>) =>
      client.request('PATCH', made.url, { body: { description: '1' }, headers });
    expect(await change({ 'if-match': before })).toMatchObject({ status: 412 });
    expect(await change({ 'if-match': withRule })).toMatchObject({ status: 200 });
  });

  test('take their values with them, and nothing else', async () => {
    const [gone, stays] = [await client.parameter(shop, 'gone'), await client.parameter(shop, 'stays')];
    for (const where of ['default', 'staging']) {
      await client.value(gone, where, 'x');
      await client.value(stays, where, 'y');
    }
    expect((await client.request('DELETE', gone.url)).status).toBe(204);
    expect((await client.request('GET', gone.url)).status).toBe(404);
    expect((await client.request('GET', `${gone.url}values/`)).status).toBe(404);
    const { rows } = await client.app.rows.range('parameters', `${client.app.organization.id}!${shop.id}`);
    // The parameter, its id, two values and the version of the project's parameters.
    expect(rows).toHaveLength(5);
    expect((await client.get(`${stays.url}values/`)).count).toBe(2);
    expect((await client.parameter(shop, 'gone')).values_flat).toEqual([]);
  });

  test('of ancestors are seen, overridden and uncovered again', async () => {
    const base = await client.project('base');
    const top = await client.project('top');
    await client.request('PATCH', base.url, { body: { depends_on: top.url } });
    await client.request('PATCH', shop.url, { body: { depends_on: base.url } });
    const topmost = await client.parameter(top, 'a');
    await client.value(topmost, 'default', 'from top');
    const inherited = await client.parameter(base, 'a');
    await client.value(inherited, 'production', 'from base');

    const [seen] = (await list()).results;
    expect(seen).toMatchObject({ id: inherited.id, project: base.url, project_name: 'base', overrides: topmost.url });
    expect(seen.values[client.environment('production')]).toMatchObject({
      value: 'from base',
      parameter: inherited.url,
    });
    expect(seen.values[client.environment('staging')]).toMatchObject({ value: 'from top', parameter: topmost.url });
    expect(await names('?immediate_parameters=true')).toEqual([]);

    const own = await client.parameter(shop, 'a');
    expect(own).toMatchObject({ overrides: inherited.url, project: shop.url });
    await client.value(own, 'default', 'own');
    expect(await names('?immediate_parameters=true')).toEqual(['a']);
    const { values } = await client.get(own.url);
    // Within an environment the chain of projects comes first, then the environment above.
    expect(values[client.environment('production')].value).toBe('from base');
    expect(values[client.environment('staging')].value).toBe('own');

    await client.request('DELETE', own.url);
    expect((await list()).results).toMatchObject([{ id: inherited.id }]);
  });

  test('of ancestors are read through a descendant, but not changed', async () => {
    const base = await client.project('base');
    await client.request('PATCH', shop.url, { body: { depends_on: base.url } });
    const inherited = await client.parameter(base, 'a');
    const through = `${shop.url}parameters/${inherited.id}/`;
    expect(await client.get(through)).toMatchObject({ url: inherited.url, project: base.url });
    await client.parameter(shop, 'a');
    expect(await client.get(through)).toMatchObject({ url: inherited.url, overrides: null });
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      const answer = await client.request(method, through, { body: { name: 'b' } });
      expect(answer).toMatchObject({ status: 404, json: { code: 'object.not-found' } });
    }
    const elsewhere = await client.project('elsewhere');
    expect((await client.request('GET', `${elsewhere.url}parameters/${inherited.id}/`)).status).toBe(404);
  });

  test('are shown with the values of all environments, of one, or with none', async () => {
    const made = await client.parameter(shop, 'a');
    const value = await client.value(made, 'default', 'x');
    const staging = client.environment('staging');
    const all = await client.get(made.url);
    expect(Object.keys(all.values)).toHaveLength(4);
    expect(all.values_flat).toHaveLength(4);
    const id = staging.split('/').at(-2) ?? '';
    for (const environment of ['staging', id, staging]) {
      for (const path of [made.url, `${shop.url}parameters/`]) {
        const answer = await client.get(`${path}?environment=${encodeURIComponent(environment)}`);
        const shown = answer.results?.[0] ?? answer;
        expect(Object.keys(shown.values)).toEqual([staging]);
        expect(shown.values_flat).toEqual([shown.values[staging]]);
        expect(shown.values[staging]).toMatchObject({
          id: value.id,
          value: 'x',
          environment: client.environment('default'),
          environment_name: 'default',
          active_environment: staging,
          active_environment_name: 'staging',
        });
      }
    }
    expect(await client.get(`${made.url}?values=false`)).toMatchObject({ values: {}, values_flat: [] });
    expect(await client.get(`${made.url}?environment=`)).toMatchObject({ values_flat: { length: 4 } });
    expect((await client.request('GET', `${made.url}?environment=nowhere`)).status).toBe(404);
  });

  test('hide secrets from who asks so, and from who may not see them', async () => {
    const [hidden, open] = [
      await client.parameter(shop, 'hidden', { secret: true }),
      await client.parameter(shop, 'open'),
    ];
    await client.value(hidden, 'default', 'canary');
    await client.value(hidden, 'staging', null);
    await client.value(open, 'default', 'visible');
    const noSecrets = await client.app.keyWithRole('NO_SECRETS');
    const production = client.environment('production');
    expect((await client.get(hidden.url)).values[production]).toMatchObject({
      value: 'canary',
      internal_value: 'canary',
    });
    for (const [query, apiKey] of [
      ['?mask_secrets=true', undefined],
      ['', noSecrets],
      ['?mask_secrets=false', noSecrets],
    ] as const) {
      for (const path of [hidden.url, `${hidden.url}values/`, `${shop.url}parameters/`]) {
        const { text } = await client.request('GET', `${path}${query}`, { apiKey });
        expect(text).toContain('"*****"');
        expect(text).not.toContain('canary');
      }
      const { values } = await client.get(`${hidden.url}${query}`, apiKey);
      expect(values[production]).toMatchObject({ value: '*****', internal_value: '*****', secret: true });
      expect(values[client.environment('staging')]).toMatchObject({ value: null, internal_value: null });
      expect((await client.get(`${open.url}${query}`, apiKey)).values[production].value).toBe('visible');
    }
  });

  test("an open parameter that overrides a secret does not show the secret's value", async () => {
    const base = await client.project('base');
    await client.request('PATCH', shop.url, { body: { depends_on: base.url } });
    const hidden = await client.parameter(base, 'a', { secret: true });
    await client.value(hidden, 'default', 'canary');
    const open = await client.parameter(shop, 'a', { secret: false });
    const { text } = await client.request('GET', `${open.url}?mask_secrets=true`);
    expect(text).not.toContain('canary');
  });

  test('are filtered, ordered and paged', async () => {
    for (const name of ['Alpha', 'beta', 'alphabet']) {
      await client.parameter(shop, name, { secret: name === 'beta', description: `The ${name}` });
    }
    expect(await names()).toEqual(['Alpha', 'alphabet', 'beta']);
    expect(await names('?name=alphabet')).toEqual(['alphabet']);
    expect(await names('?name__contains=lpha')).toEqual(['Alpha', 'alphabet']);
    expect(await names('?name__icontains=BET')).toEqual(['alphabet', 'beta']);
    expect(await names('?name__startswith=alpha')).toEqual(['alphabet']);
    expect(await names('?name__istartswith=alpha')).toEqual(['Alpha', 'alphabet']);
    expect(await names('?name__iexact=ALPHA')).toEqual(['Alpha']);
    expect(await names('?description__icontains=the%20b')).toEqual(['beta']);
    expect(await names('?secret=true')).toEqual(['beta']);
    expect(await names('?secret=False')).toEqual(['Alpha', 'alphabet']);
    expect(await names('?ordering=-name')).toEqual(['beta', 'alphabet', 'Alpha']);
    expect(await list('?page_size=2')).toMatchObject({
      count: 3,
      results: { length: 2 },
      next: expect.stringContaining('page=2'),
    });
    expect((await client.request('GET', `${shop.url}parameters/?secret=maybe`)).status).toBe(400);
  });

  test('of another organization do not exist', async () => {
    const { apiKey } = client.app.otherOrganization;
    const { url, id } = await client.parameter(shop, 'a');
    const foreign = (await client.request('POST', '/api/v1/projects/', { apiKey, body: { name: 'shop' } })).json;
    const unknown = { status: 404, json: { code: 'object.not-found' } };
    for (const path of [url, `${foreign.url}parameters/${id}/`]) {
      for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
        expect(await client.request(method, path, { apiKey, body: { name: 'b' } })).toMatchObject(unknown);
      }
    }
    expect(await names()).toEqual(['a']);
  });

  test('are changed by contributors', async () => {
    const { url } = await client.parameter(shop, 'a');
    const apiKey = await client.app.keyWithRole('VIEWER');
    expect((await client.request('GET', url, { apiKey })).status).toBe(200);
    for (const [method, path] of [
      ['POST', `${shop.url}parameters/`],
      ['PUT', url],
      ['PATCH', url],
      ['DELETE', url],
    ] as const) {
      expect(await client.request(method, path, { apiKey, body: { name: 'b' } })).toMatchObject({ status: 403 });
    }
  });
});
