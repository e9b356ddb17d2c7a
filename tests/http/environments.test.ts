import { createTestApp, publicUrl, type TestApp } from '../support/test-app.ts';

const collection = '/api/v1/environments/';
const nobody = '00000000-0000-4000-8000-000000000000';

let app: TestApp;

beforeEach(async () => {
  app = await createTestApp();
});

const list = async (query = '') => (await app.request('GET', `${collection}${query}`)).json;
const names = async (query = '') => (await list(query)).results.map(({ name }: { name: string }) => name);
const create = (body: unknown) => app.request('POST', collection, { body });

async function named(name: string) {
  const { results } = await list(`?name=${encodeURIComponent(name)}`);
  return results[0];
}

describe('environments', () => {
  test('a new organization has a tree of four', async () => {
    const { results, count } = await list();
    const root = await named('default');
    expect(count).toBe(4);
    expect(results.map(({ name }: { name: string }) => name)).toEqual([
      'default',
      'development',
      'production',
      'staging',
    ]);
    expect(root).toEqual({
      url: `${publicUrl}${collection}${root.id}/`,
      id: root.id,
      ledger_id: root.id,
      name: 'default',
      description: '',
      parent: null,
      children: results.slice(1).map(({ url }: { url: string }) => url),
      access_controlled: false,
      role: 'ADMIN',
      created_at: '2026-01-01T00:00:00.000Z',
      modified_at: '2026-01-01T00:00:00.000Z',
    });
    expect(results.slice(1).map(({ parent }: { parent: string }) => parent)).toEqual(Array(3).fill(root.url));
  });

  test('are added under the root, or under the parent that is named', async () => {
    const eu = await create({ name: 'EU / 💥 #1?', description: 'Europe' });
    expect(eu).toMatchObject({
      status: 201,
      json: { name: 'EU / 💥 #1?', parent: (await named('default')).url, children: [] },
    });
    expect(eu.headers.location).toBe(eu.json.url);
    const france = await create({ name: 'france', parent: eu.json.url });
    expect(france.json.parent).toBe(eu.json.url);
    expect((await app.request('GET', eu.json.url)).json.children).toEqual([france.json.url]);
    expect((await create({ name: 'italy', parent: eu.json.id })).json.parent).toBe(eu.json.url);
  });

  test('have names of their own, in which letter case matters', async () => {
    expect(await create({ name: 'Staging' })).toMatchObject({ status: 201 });
    expect(await create({ name: 'Staging' })).toMatchObject({ status: 409, json: { code: 'object.exists' } });
    const taken = await app.request('PATCH', (await named('production')).url, { body: { name: 'staging' } });
    expect(taken).toMatchObject({ status: 409, json: { code: 'object.exists' } });
  });

  test('that were renamed or deleted leave their name free', async () => {
    const { url } = await named('staging');
    expect(await app.request('PATCH', url, { body: { name: 'stage' } })).toMatchObject({
      status: 200,
      json: { name: 'stage' },
    });
    expect((await create({ name: 'staging' })).status).toBe(201);
    expect((await app.request('DELETE', url)).status).toBe(204);
    expect((await create({ name: 'stage' })).status).toBe(201);
    expect(await app.request('GET', url)).toMatchObject({ status: 404, json: { code: 'object.not-found' } });
  });

  test.each([
    ['no name', {}],
    ['an empty name', { name: '' }],
    ['a blank name', { name: '  ' }],
    ['a line break', { name: 'a\nb' }],
    ['half a surrogate pair', { name: 'a\ud800' }],
    ['257 characters', { name: '💥'.repeat(257) }],
    ['a number', { name: 5 }],
    ['a description that no row can hold', { name: 'a', description: 'x'.repeat(32_769) }],
  ])('refuse %s', async (_what, body) => {
    expect(await create(body)).toMatchObject({ status: 400, json: { code: 'request.invalid' } });
    expect((await list()).count).toBe(4);
  });

  test('take a name of 256 characters, however many bytes they are', async () => {
    expect(await create({ name: '💥'.repeat(256) })).toMatchObject({ status: 201, json: { name: '💥'.repeat(256) } });
  });

  test.each([
    ['somebody else’s address', 'https://elsewhere.example/api/v1/environments/00000000-0000-4000-8000-000000000000/'],
    ['no address', 'default'],
    ['a project', `${publicUrl}/api/v1/projects/${nobody}/`],
    ['nothing that exists', `${publicUrl}${collection}${nobody}/`],
  ])('refuse a parent that is %s', async (_what, parent) => {
    expect(await create({ name: 'x', parent })).toMatchObject({
      status: 400,
      json: { code: 'request.reference', errors: [{ field: 'body.parent' }] },
    });
  });

  test('keep their parent', async () => {
    const [root, staging, production] = [await named('default'), await named('staging'), await named('production')];
    const move = (url: string, parent: unknown) => app.request('PUT', url, { body: { name: 'staging', parent } });
    expect(await move(staging.url, root.url)).toMatchObject({ status: 200 });
    expect(await move(staging.url, production.url)).toMatchObject({
      status: 400,
      json: { code: 'environment.parent' },
    });
    expect(await move(staging.url, null)).toMatchObject({ status: 400, json: { code: 'environment.parent' } });
  });

  test('answer an update with the changed environment', async () => {
    const { id, url, children } = await named('staging');
    await app.clock.advance(1000);
    const answer = await app.request('PUT', url, { body: { name: 'staging', description: 'before production' } });
    expect(answer.json).toMatchObject({
      id,
      name: 'staging',
      description: 'before production',
      children,
      access_controlled: false,
      role: 'ADMIN',
      created_at: '2026-01-01T00:00:00.000Z',
      modified_at: '2026-01-01T00:00:01.000Z',
    });
    expect((await app.request('PATCH', url, { body: { name: 'Staging' } })).json.description).toBe('before production');
  });

  test('the root is neither renamed nor deleted', async () => {
    const { url } = await named('default');
    const isDefault = { status: 409, json: { code: 'environment.default' } };
    expect(await app.request('PATCH', url, { body: { name: 'root' } })).toMatchObject(isDefault);
    expect(await app.request('DELETE', url)).toMatchObject(isDefault);
    expect(await app.request('PATCH', url, { body: { description: 'all' } })).toMatchObject({ status: 200 });
  });

  test('with children are not deleted', async () => {
    const { url } = await named('staging');
    const child = await create({ name: 'child', parent: url });
    const refused = await app.request('DELETE', url);
    expect(refused).toMatchObject({ status: 409, json: { code: 'environment.has-children' } });
    expect(refused.json.detail).toContain('"child"');
    expect((await app.request('DELETE', child.json.url)).status).toBe(204);
    expect((await app.request('DELETE', url)).status).toBe(204);
  });

  test('a child that is added while its parent is deleted: one of the two is refused', async () => {
    const { url } = await named('staging');
    const [created, deleted] = await Promise.all([create({ name: 'child', parent: url }), app.request('DELETE', url)]);
    expect([`201 409`, `400 204`]).toContain(`${created.status} ${deleted.status}`);
  });

  test('of many writers that expect the same version one wins', async () => {
    const { url } = await named('staging');
    const { etag = '' } = (await app.request('GET', url)).headers;
    const write = (n: number) =>
      app.request('PATCH', url, { body: { description: `${n}` }, headers: { 'if-match': etag } });
    const answers = await Promise.all([1, 2, 3, 4, 5].map(write));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412]);
  });

  test('are filtered, ordered and paged', async () => {
    await create({ name: 'zürich', description: 'The Bank' });
    expect(await names('?name=staging')).toEqual(['staging']);
    expect(await names('?name=')).toHaveLength(5);
    expect(await names('?name__icontains=DE')).toEqual(['default', 'development']);
    expect(await names('?description__icontains=bank')).toEqual(['zürich']);
    expect(await names('?ordering=-name')).toEqual(['zürich', 'staging', 'production', 'development', 'default']);
    const first = await list('?page_size=2&ordering=-name');
    expect(first).toMatchObject({ count: 5, previous: null, results: [{ name: 'zürich' }, { name: 'staging' }] });
    const { json: second } = await app.request('GET', first.next);
    expect(second.results).toMatchObject([{ name: 'production' }, { name: 'development' }]);
    const { json: third } = await app.request('GET', second.next);
    expect(third).toMatchObject({ next: null, results: [{ name: 'default' }] });
    for (const query of [
      'ordering=nonsense',
      'page=0',
      'page=-1',
      'page=x',
      'page=1.5',
      'page_size=0',
      'name=a&name=b',
    ]) {
      const field = `query.${query.split('=')[0]}`;
      const answer = await app.request('GET', `/api/v1/environments/?${query}`);
      expect(answer).toMatchObject({ status: 400, json: { code: 'request.invalid', errors: [{ field }] } });
    }
    for (const page of [4, 1_000_000]) {
      const answer = await app.request('GET', `/api/v1/environments/?page_size=2&page=${page}`);
      const problem = { detail: 'Invalid page.', errors: [{ field: 'query.page' }] };
      expect(answer).toMatchObject({ status: 404, json: problem });
    }
    expect((await list('?page_size=5000')).results).toHaveLength(5);
  });

  test('say what the service cannot do yet', async () => {
    const { url } = await named('staging');
    expect(await app.request('PATCH', url, { body: { access_controlled: true } })).toMatchObject({
      status: 501,
      json: { code: 'feature.not-available', errors: [{ field: 'body.access_controlled' }] },
    });
    expect(await app.request('PATCH', url, { body: { access_controlled: false } })).toMatchObject({ status: 200 });
  });

  test('of another organization do not exist', async () => {
    const { apiKey } = app.otherOrganization;
    const { url, id } = await named('staging');
    const unknown = { status: 404, json: { code: 'object.not-found' } };
    expect(await app.request('GET', url, { apiKey })).toMatchObject(unknown);
    expect(await app.request('PUT', url, { apiKey, body: { name: 'x' } })).toMatchObject(unknown);
    expect(await app.request('PATCH', url, { apiKey, body: { name: 'x' } })).toMatchObject(unknown);
    expect(await app.request('DELETE', url, { apiKey })).toMatchObject(unknown);
    for (const parent of [url, id]) {
      const answer = await app.request('POST', collection, { apiKey, body: { name: 'x', parent } });
      expect(answer).toMatchObject({ status: 400, json: { code: 'request.reference' } });
    }
    const { json } = await app.request('GET', collection, { apiKey });
    expect(json.results.map((each: { url: string }) => each.url)).not.toContain(url);
    expect((await named('staging')).name).toBe('staging');
  });

  test('are read by everybody and changed by contributors', async () => {
    const { url } = await named('staging');
    for (const role of ['VIEWER', 'NO_SECRETS'] as const) {
      const apiKey = await app.keyWithRole(role);
      expect(await app.request('GET', url, { apiKey })).toMatchObject({ status: 200, json: { role } });
      for (const [method, path] of [
        ['POST', collection],
        ['PUT', url],
        ['PATCH', url],
        ['DELETE', url],
      ] as const) {
        expect(await app.request(method, path, { apiKey, body: { name: 'x' } })).toMatchObject({ status: 403 });
      }
    }
    const apiKey = await app.keyWithRole('CONTRIB');
    expect(await app.request('POST', collection, { apiKey, body: { name: 'x' } })).toMatchObject({ status: 201 });
    expect(await app.request('DELETE', url, { apiKey })).toMatchObject({ status: 204 });
  });
});
