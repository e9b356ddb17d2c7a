import { createTestApp, publicUrl, type TestApp } from '../support/test-app.ts';

const collection = '/api/v1/projects/';

let app: TestApp;

beforeEach(async () => {
  app = await createTestApp();
});

const create = (body: unknown) => app.request('POST', collection, { body });
const make = async (name: string, more: object = {}) => (await create({ name, ...more })).json;
const get = async (url: string) => (await app.request('GET', url)).json;

describe('projects', () => {
  test('are made with what is given', async () => {
    const base = await make('base');
    const answer = await create({
      name: 'shop',
      description: 'sells',
      parameter_name_pattern: '[a-z_]+',
      depends_on: base.url,
    });
    const { id } = answer.json;
    expect(answer).toMatchObject({ status: 201, headers: { location: answer.json.url } });
    expect(answer.json).toEqual({
      url: `${publicUrl}${collection}${id}/`,
      id,
      ledger_id: id,
      name: 'shop',
      description: 'sells',
      parameter_name_pattern: '[a-z_]+',
      depends_on: base.url,
      dependents: [],
      access_controlled: false,
      role: 'ADMIN',
      pushes: [],
      push_urls: [],
      created_at: '2026-01-01T00:00:00.000Z',
      modified_at: '2026-01-01T00:00:00.000Z',
    });
    expect(await get(answer.json.url)).toEqual(answer.json);
    expect((await get(base.url)).dependents).toEqual([answer.json.url]);
  });

  test('have names of their own, in which letter case matters', async () => {
    await make('shop');
    expect(await create({ name: 'Shop' })).toMatchObject({ status: 201 });
    expect(await create({ name: 'shop' })).toMatchObject({ status: 409, json: { code: 'object.exists' } });
  });

  test('never depend on themselves, directly or through others', async () => {
    const a = await make('a');
    const b = await make('b', { depends_on: a.url });
    const c = await make('c', { depends_on: b.url });
    const depend = (url: string, depends_on: string | null) => app.request('PATCH', url, { body: { depends_on } });
    for (const { url } of [a, b, c]) {
      expect(await depend(a.url, url)).toMatchObject({ status: 400, json: { code: 'project.cycle' } });
    }
    expect(await depend(c.url, a.url)).toMatchObject({ status: 200, json: { depends_on: a.url } });
    expect(await depend(c.url, null)).toMatchObject({ status: 200, json: { depends_on: null } });
    expect(await depend(a.url, c.url)).toMatchObject({ status: 200 });
  });

  test('that are made to depend on each other at once: one is refused', async () => {
    const [a, b, c, d] = [await make('a'), await make('b'), await make('c'), await make('d')];
    const depend = (one: { url: string }, other: { url: string }) =>
      app.request('PATCH', one.url, { body: { depends_on: other.url } });
    const answers = await Promise.all([depend(a, b), depend(b, c), depend(c, d), depend(d, a)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 400]);
  });

  test('are not deleted while others depend on them', async () => {
    const base = await make('base');
    const shop = await make('shop', { depends_on: base.url });
    const refused = await app.request('DELETE', base.url);
    expect(refused).toMatchObject({ status: 409, json: { code: 'project.has-dependents' } });
    expect(refused.json.detail).toContain('"shop"');
    expect((await app.request('DELETE', shop.url)).status).toBe(204);
    expect((await app.request('DELETE', base.url)).status).toBe(204);
    expect((await app.request('GET', base.url)).status).toBe(404);
    expect(await create({ name: 'base' })).toMatchObject({ status: 201 });
  });

  test('one that comes to depend on another while it is deleted: one of the two is refused', async () => {
    const base = await make('base');
    const [created, deleted] = await Promise.all([
      create({ name: 'shop', depends_on: base.url }),
      app.request('DELETE', base.url),
    ]);
    expect(['201 409', '400 204']).toContain(`${created.status} ${deleted.status}`);
  });

  test('take their parameters and values with them', async () => {
    const shop = await make('shop');
    const [environment] = (await get('/api/v1/environments/?name=default')).results;
    for (let n = 0; n < 40; n += 1) {
      const parameter = await app.request('POST', `${shop.url}parameters/`, { body: { name: `p${n}`, secret: true } });
      const body = { environment: environment.url, internal_value: 'canary' };
      expect((await app.request('POST', `${parameter.json.url}values/`, { body })).status).toBe(201);
    }
    const partition = `${app.organization.id}!${shop.id}`;
    expect((await app.rows.range('parameters', partition)).rows).toHaveLength(121);
    expect((await app.request('DELETE', shop.url)).status).toBe(204);
    expect((await app.rows.range('parameters', partition)).rows).toEqual([]);
    const removals = { from: 'removal!', before: 'removal"' };
    expect((await app.rows.range('configuration', app.organization.id, removals)).rows).toEqual([]);
  });

  test('refuse a pattern that cannot be read', async () => {
    for (const parameter_name_pattern of ['(', '(?=a)', '[', 'a{99999}']) {
      expect(await create({ name: 'x', parameter_name_pattern })).toMatchObject({
        status: 400,
        json: { code: 'request.invalid', errors: [{ field: 'body.parameter_name_pattern' }] },
      });
    }
    const { url } = await make('shop');
    expect(await app.request('PATCH', url, { body: { parameter_name_pattern: '(' } })).toMatchObject({ status: 400 });
    expect(await app.request('PATCH', url, { body: { parameter_name_pattern: '(?P<x>a)+' } })).toMatchObject({
      status: 200,
    });
  });

  test('are listed by name', async () => {
    for (const name of ['b', 'a', 'B']) await make(name, { description: `is ${name}` });
    const { results, count } = await get(collection);
    expect(results.map(({ name }: { name: string }) => name)).toEqual(['B', 'a', 'b']);
    expect(count).toBe(3);
    expect((await get(`${collection}?name=a`)).results).toMatchObject([{ name: 'a' }]);
    expect((await get(`${collection}?name__icontains=B`)).count).toBe(2);
    expect((await get(`${collection}?description__icontains=IS%20A`)).count).toBe(1);
  });

  test('of another organization do not exist', async () => {
    const { apiKey } = app.otherOrganization;
    const shop = await make('shop');
    const unknown = { status: 404, json: { code: 'object.not-found' } };
    expect(await app.request('GET', shop.url, { apiKey })).toMatchObject(unknown);
    expect(await app.request('PUT', shop.url, { apiKey, body: { name: 'x' } })).toMatchObject(unknown);
    expect(await app.request('DELETE', shop.url, { apiKey })).toMatchObject(unknown);
    expect(await app.request('GET', `${shop.url}parameters/`, { apiKey })).toMatchObject(unknown);
    expect(await app.request('POST', `${shop.url}parameters/`, { apiKey, body: { name: 'x' } })).toMatchObject(unknown);
    for (const depends_on of [shop.url, shop.id]) {
      const answer = await app.request('POST', collection, { apiKey, body: { name: 'x', depends_on } });
      expect(answer).toMatchObject({ status: 400, json: { code: 'request.reference' } });
    }
    expect((await app.request('GET', collection, { apiKey })).json.count).toBe(0);
    expect((await app.request('POST', collection, { apiKey, body: { name: 'shop' } })).status).toBe(201);
  });

  test('are changed by contributors', async () => {
    const { url } = await make('shop');
    const apiKey = await app.keyWithRole('VIEWER');
    expect(await app.request('GET', url, { apiKey })).toMatchObject({ status: 200, json: { role: 'VIEWER' } });
    for (const [method, path] of [
      ['POST', collection],
      ['PUT', url],
      ['PATCH', url],
      ['DELETE', url],
    ] as const) {
      expect(await app.request(method, path, { apiKey, body: { name: 'x' } })).toMatchObject({ status: 403 });
    }
  });
});
