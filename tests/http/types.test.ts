import { type ConfigurationClient, createConfigurationClient } from './configuration-client.ts';

const collection = '/api/v1/types/';
const unknown = 'c0ffee00-0000-4000-8000-000000000009';

let client: ConfigurationClient;
let builtIn: Record<string, string>;

beforeEach(async () => {
  client = await createConfigurationClient();
  const { results } = await client.get(collection);
  builtIn = Object.fromEntries(results.map(({ name, url }: { name: string; url: string }) => [name, url]));
});

const make = (name: string, parent = builtIn.string, more: object = {}) =>
  client.make(collection, { name, parent, ...more });
const post = (body: object) => client.request('POST', collection, { body });
const patch = (type: { url: string }, body: object, headers = {}) =>
  client.request('PATCH', type.url, { body, headers });
const names = async (query = '') =>
  (await client.get(`${collection}${query}`)).results.map(({ name }: { name: string }) => name);

describe('types', () => {
  test('that are built in are always there', async () => {
    const { count, results } = await client.get(collection);
    expect(count).toBe(3);
    expect(results).toMatchObject([
      { name: 'boolean', parent: null, parent_name: null, rules: [] },
      { name: 'integer', parent: null },
      { name: 'string', parent: null },
    ]);
    for (const shown of results) expect(await client.get(shown.url)).toEqual(shown);
    const rules = await client.get(`${builtIn.string}rules/`);
    expect(rules).toMatchObject({ count: 0, results: [] });
    const { apiKey } = client.app.otherOrganization;
    expect((await client.get(collection, apiKey)).results.map(({ id }: { id: string }) => id)).toEqual(
      results.map(({ id }: { id: string }) => id),
    );
  });

  test('that are built in stay as they are', async () => {
    const refused = { status: 409, json: { code: 'type.built-in' } };
    const url = builtIn.integer ?? '';
    expect(await client.request('PATCH', url, { body: { name: 'x' } })).toMatchObject(refused);
    expect(await client.request('PUT', url, { body: { name: 'x', parent: url } })).toMatchObject(refused);
    expect(await client.request('DELETE', url)).toMatchObject(refused);
    const rule = { type: 'max', constraint: '1' };
    expect(await client.request('POST', `${url}rules/`, { body: rule })).toMatchObject(refused);
  });

  test('are made over others', async () => {
    const answer = await post({ name: 'port', description: 'of a host', parent: builtIn.integer });
    const { id } = answer.json;
    expect(answer).toMatchObject({ status: 201, headers: { location: answer.json.url } });
    expect(answer.json).toEqual({
      url: `https://service.example${collection}${id}/`,
      id,
      ledger_id: id,
      name: 'port',
      description: 'of a host',
      rules: [],
      parent: builtIn.integer,
      parent_name: 'integer',
      created_at: '2026-01-01T00:00:00.000Z',
      modified_at: '2026-01-01T00:00:00.000Z',
    });
    expect(await client.get(answer.json.url)).toEqual(answer.json);
    const child = await make('low port', answer.json.url);
    expect(child).toMatchObject({ parent: answer.json.url, parent_name: 'port' });
    expect(await names()).toEqual(['boolean', 'integer', 'low port', 'port', 'string']);
  });

  test.each(['a/b', 'a\\b#c?d', '💥'.repeat(256), "quote's", ' '.repeat(3).concat('x')])(
    'may be named %.20j',
    async (name) => {
      const made = await make(name);
      expect((await client.get(made.url)).name).toBe(name);
      expect(await post({ name, parent: builtIn.string })).toMatchObject({
        status: 409,
        json: { code: 'object.exists' },
      });
      expect((await client.get(`${collection}?name__iexact=${encodeURIComponent(name)}`)).count).toBe(1);
    },
  );

  test.each([
    ['no name', { parent: 'string' }, 400, 'request.invalid'],
    ['an empty name', { name: '', parent: 'string' }, 400, 'request.invalid'],
    ['257 characters', { name: 'x'.repeat(257), parent: 'string' }, 400, 'request.invalid'],
    ['a control character', { name: 'a\nb', parent: 'string' }, 400, 'request.invalid'],
    ['no parent', { name: 'x' }, 400, 'request.invalid'],
    ['a parent that is not there', { name: 'x', parent: unknown }, 400, 'request.reference'],
    ['a parent elsewhere', { name: 'x', parent: 'https://other.example/api/v1/types/1/' }, 400, 'request.reference'],
    ['the name of a built-in one', { name: 'boolean', parent: 'string' }, 409, 'object.exists'],
  ])('with %s are refused', async (_what, body, status, code) => {
    const parent = 'parent' in body && body.parent === 'string' ? { parent: builtIn.string } : {};
    expect(await post({ ...body, ...parent })).toMatchObject({ status, json: { code } });
    expect((await client.get(collection)).count).toBe(3);
  });

  test('are filtered and ordered, page by page', async () => {
    await make('b-port', builtIn.integer, { description: 'Number' });
    await client.app.clock.advance(1000);
    await make('A-port', builtIn.integer);
    expect(await names('?name__icontains=PORT')).toEqual(['A-port', 'b-port']);
    expect(await names('?name__iexact=a-PORT')).toEqual(['A-port']);
    expect(await names('?description__icontains=whole')).toEqual(['integer']);
    expect(await names('?ordering=-created_at,name')).toEqual(['A-port', 'b-port', 'boolean', 'integer', 'string']);
    expect(await names('?page_size=2&page=2')).toEqual(['boolean', 'integer']);
    const page = await client.get(`${collection}?page_size=2&page=2`);
    expect([page.count, page.next, page.previous]).toEqual([5, expect.stringContaining('page=3'), expect.anything()]);
    for (const query of ['ordering=colour', 'page=-1', 'page=x', 'name__iexact=a&name__iexact=b']) {
      expect(await client.request('GET', `${collection}?${query}`)).toMatchObject({ status: 400 });
    }
  });

  test('are renamed, and leave their name free', async () => {
    const made = await make('a');
    const shop = await client.project('shop');
    const parameter = await client.parameter(shop, 'P', { type: 'a' });
    await client.app.clock.advance(1000);
    const answer = await patch(made, { name: 'b', description: 'new' });
    expect(answer).toMatchObject({
      status: 200,
      json: { id: made.id, name: 'b', description: 'new', modified_at: '2026-01-01T00:00:01.000Z' },
    });
    expect((await client.get(parameter.url)).type).toBe('b');
    await make('a');
    expect(await patch(made, { name: 'a' })).toMatchObject({ status: 409, json: { code: 'object.exists' } });
    expect(await patch(made, { name: 'string' })).toMatchObject({ status: 409, json: { code: 'object.exists' } });
    expect(await client.request('PUT', made.url, { body: { name: 'c', parent: made.parent } })).toMatchObject({
      status: 200,
      json: { name: 'c', description: 'new' },
    });
    expect(await client.request('PUT', made.url, { body: { name: 'c' } })).toMatchObject({ status: 400 });
  });

  test('get another parent, but no circle and no other nature', async () => {
    const [a, b] = [await make('a'), await make('b')];
    const c = await make('c', b.url);
    expect(await patch(c, { parent: a.url })).toMatchObject({ status: 200, json: { parent: a.url } });
    for (const parent of [a.url, c.url]) {
      expect(await patch(a, { parent })).toMatchObject({ status: 400, json: { code: 'type.cycle' } });
    }
    expect(await patch(a, { parent: unknown })).toMatchObject({ status: 400, json: { code: 'request.reference' } });
    const nature = { status: 400, json: { code: 'request.invalid', errors: [{ field: 'body.parent' }] } };
    expect(await patch(a, { parent: builtIn.integer })).toMatchObject(nature);
    expect((await client.get(a.url)).parent_name).toBe('string');
  });

  test('get no parent whose rules their own rules or values break', async () => {
    const strict = await make('strict');
    await client.make(`${strict.url}rules/`, { type: 'max_len', constraint: '3' });
    const [loose, child] = [await make('loose'), await make('free')];
    await client.make(`${loose.url}rules/`, { type: 'max_len', constraint: '4' });
    expect(await patch(loose, { parent: strict.url })).toMatchObject({
      status: 400,
      json: { code: 'request.invalid', errors: [{ field: 'body.parent' }] },
    });
    const shop = await client.project('shop');
    const parameter = await client.parameter(shop, 'P', { type: 'free' });
    const value = await client.value(parameter, 'staging', 'canary');
    const refused = await patch(child, { parent: strict.url });
    expect(refused).toMatchObject({ status: 409, json: { code: 'rule.violated' } });
    expect(refused.json.detail).toContain('P in staging');
    expect(refused.text).not.toContain('canary');
    await client.request('PATCH', value.url, { body: { internal_value: 'abc' } });
    expect(await patch(child, { parent: strict.url })).toMatchObject({ status: 200 });
  });

  test("are another organization's secret", async () => {
    const made = await make('port', builtIn.integer);
    const rule = await client.make(`${made.url}rules/`, { type: 'max', constraint: '9' });
    const { apiKey } = client.app.otherOrganization;
    const missing = { status: 404, json: { code: 'object.not-found' } };
    const parent = builtIn.string;
    const attempts: [string, string, object?][] = [
      ['GET', made.url],
      ['PATCH', made.url, { name: 'x' }],
      ['PUT', made.url, { name: 'x', parent }],
      ['DELETE', made.url],
      ['GET', `${made.url}rules/`],
      ['POST', `${made.url}rules/`, { type: 'min', constraint: '1' }],
      ['GET', rule.url],
      ['PATCH', rule.url, { constraint: '1' }],
      ['PUT', rule.url, { type: 'max', constraint: '1' }],
      ['DELETE', rule.url],
    ];
    for (const [method, url, body] of attempts) {
      expect(await client.request(method, url, { body, apiKey })).toMatchObject(missing);
    }
    const over = await client.request('POST', collection, { apiKey, body: { name: 'x', parent: made.url } });
    expect(over).toMatchObject({ status: 400, json: { code: 'request.reference' } });
    const project = await client.request('POST', '/api/v1/projects/', { apiKey, body: { name: 'theirs' } });
    for (const type of ['port', made.id]) {
      const body = { name: 'P', type };
      const answer = await client.request('POST', `${project.json.url}parameters/`, { apiKey, body });
      expect(answer).toMatchObject({ status: 400, json: { errors: [{ field: 'body.type' }] } });
    }
    expect(await client.get(made.url)).toMatchObject({ name: 'port', rules: [{ constraint: '9' }] });
  });

  test('are changed by contributors, and seen by everybody', async () => {
    const made = await make('a');
    const apiKey = await client.app.keyWithRole('VIEWER');
    expect(await client.request('GET', made.url, { apiKey })).toMatchObject({ status: 200 });
    const forbidden = { status: 403, json: { code: 'auth.forbidden' } };
    expect(await client.request('DELETE', made.url, { apiKey })).toMatchObject(forbidden);
    expect(await client.request('POST', collection, { apiKey, body: { name: 'b', parent: made.url } })).toMatchObject(
      forbidden,
    );
  });
});
