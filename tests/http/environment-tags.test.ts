import { type ConfigurationClient, createConfigurationClient } from './configuration-client.ts';

let client: ConfigurationClient;
let tags: string;

beforeEach(async () => {
  client = await createConfigurationClient();
  tags = `${client.environment('staging')}tags/`;
});

const post = (body: object, to = tags) => client.request('POST', to, { body });
const names = async (query: string) =>
  (await client.get(`${tags}${query}`)).results.map(({ name }: { name: string }) => name);

describe('tags of an environment', () => {
  test('stand for the moment in which they are made, or for another', async () => {
    const answer = await post({ name: 'v1.0-rc_1', description: 'the first' });
    const { id, url } = answer.json;
    expect(answer).toMatchObject({ status: 201, headers: { location: `${tags}${id}/` } });
    expect(answer.json).toEqual({
      url: `${tags}${id}/`,
      id,
      name: 'v1.0-rc_1',
      description: 'the first',
      timestamp: '2026-01-01T00:00:00.000Z',
      immutable: false,
      pushes: [],
      push_urls: [],
      usage: { last_read: null, last_read_by: '', total_reads: 0 },
    });
    expect(await client.get(url)).toEqual(answer.json);
    const earlier = await post({ name: 'earlier', timestamp: '2025-06-01T12:00:00+02:00' });
    expect(earlier.json.timestamp).toBe('2025-06-01T10:00:00.000Z');
    await client.app.clock.advance(5000);
    const moved = await client.request('PATCH', url, { body: { timestamp: null } });
    expect(moved).toMatchObject({ status: 200, json: { id, timestamp: '2026-01-01T00:00:05.000Z' } });
    const renamed = await client.request('PUT', url, { body: { name: 'v1' } });
    expect(renamed).toMatchObject({ status: 200, json: { name: 'v1', timestamp: '2026-01-01T00:00:05.000Z' } });
    expect((await post({ name: 'v1.0-rc_1' })).status).toBe(201);
  });

  test('have a name of their own in their environment', async () => {
    const first = (await post({ name: 'a' })).json;
    const other = (await post({ name: 'b' })).json;
    const taken = { status: 409, json: { code: 'object.exists' } };
    expect(await post({ name: 'a' })).toMatchObject(taken);
    expect(await client.request('PATCH', other.url, { body: { name: 'a' } })).toMatchObject(taken);
    expect((await post({ name: 'a' }, `${client.environment('production')}tags/`)).status).toBe(201);
    expect((await client.request('DELETE', first.url)).status).toBe(204);
    expect((await client.request('GET', first.url)).status).toBe(404);
    expect((await post({ name: 'a' })).status).toBe(201);
    const both = await Promise.all(['c', 'c'].map((name) => post({ name })));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  test.each([
    ['name', { name: '' }],
    ['name', { name: 'a b' }],
    ['name', { name: 'a/b' }],
    ['name', { name: 'a\n' }],
    ['name', { name: '💥' }],
    ['name', { name: 'x'.repeat(65) }],
    ['timestamp', { name: 'a', timestamp: 'yesterday' }],
    ['timestamp', { name: 'a', timestamp: '1066-10-14T00:00:00Z' }],
    ['immutable', { name: 'a', immutable: 'perhaps' }],
  ])('refuse a bad %s', async (field, body) => {
    const problem = { code: 'request.invalid', errors: [{ field: `body.${field}` }] };
    expect(await post(body)).toMatchObject({ status: 400, json: problem });
    expect((await client.get(tags)).count).toBe(0);
  });

  test('that are immutable refuse changes, but can be deleted', async () => {
    const { url } = (await post({ name: 'a' })).json;
    expect((await client.request('PATCH', url, { body: { immutable: true } })).status).toBe(200);
    for (const body of [{ name: 'b' }, { timestamp: null }, { immutable: false }, { description: 'x' }]) {
      await client.app.clock.advance(1000);
      const answer = await client.request('PATCH', url, { body });
      expect(answer).toMatchObject({ status: 409, json: { code: 'tag.immutable' } });
    }
    expect((await client.request('PATCH', url, { body: { name: 'a' } })).status).toBe(200);
    expect((await client.request('DELETE', url)).status).toBe(204);
  });

  test('are filtered, ordered and paged', async () => {
    for (const [index, name] of ['v2', 'v1', 'live'].entries()) {
      await post({ name, description: `The ${name}`, timestamp: `2025-0${index + 1}-01T00:00:00Z` });
    }
    expect(await names('')).toEqual(['live', 'v1', 'v2']);
    expect(await names('?ordering=-timestamp')).toEqual(['live', 'v1', 'v2']);
    expect(await names('?ordering=timestamp')).toEqual(['v2', 'v1', 'live']);
    expect(await names('?name=v1')).toEqual(['v1']);
    expect(await names('?name__icontains=V')).toEqual(['live', 'v1', 'v2']);
    expect(await names('?description__icontains=the%20l')).toEqual(['live']);
    expect(await names('?timestamp__gte=2025-02-01T00:00:00Z')).toEqual(['live', 'v1']);
    expect(await names('?timestamp__lte=2025-02-01T00:00:00Z')).toEqual(['v1', 'v2']);
    expect(await names('?timestamp=2025-02-01T00:00:00Z')).toEqual(['v1']);
    expect(await client.get(`${tags}?page_size=2`)).toMatchObject({
      count: 3,
      next: expect.stringContaining('page=2'),
    });
    expect((await client.request('GET', `${tags}?ordering=colour`)).status).toBe(400);
  });

  test('go with their environment', async () => {
    const environment = await client.make('/api/v1/environments/', { name: 'short-lived' });
    const { url } = (await post({ name: 'a' }, `${environment.url}tags/`)).json;
    await client.request('DELETE', environment.url);
    for (const path of [url, `${environment.url}tags/`]) expect((await client.request('GET', path)).status).toBe(404);
    expect((await post({ name: 'b' }, `${environment.url}tags/`)).status).toBe(404);
    const left = await client.app.rows.range('configuration', client.app.organization.id, {
      from: 'tag',
      before: 'tah',
    });
    expect(left.rows).toEqual([]);
  });

  test('of another organization or environment do not exist', async () => {
    const { url, id } = (await post({ name: 'a' })).json;
    const { apiKey } = client.app.otherOrganization;
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
      expect(await client.request(method, url, { apiKey, body: { name: 'b' } })).toMatchObject({ status: 404 });
    }
    expect((await client.request('POST', tags, { apiKey, body: { name: 'b' } })).status).toBe(404);
    expect((await client.request('GET', tags, { apiKey })).status).toBe(404);
    expect((await client.request('GET', `${client.environment('default')}tags/${id}/`)).status).toBe(404);
  });

  test('are read by everybody and changed by contributors', async () => {
    const { url } = (await post({ name: 'a' })).json;
    const apiKey = await client.app.keyWithRole('VIEWER');
    expect((await client.request('GET', url, { apiKey })).status).toBe(200);
    for (const [method, path] of [
      ['POST', tags],
      ['PUT', url],
      ['PATCH', url],
      ['DELETE', url],
    ] as const) {
      expect((await client.request(method, path, { apiKey, body: { name: 'b' } })).status).toBe(403);
    }
  });
});
