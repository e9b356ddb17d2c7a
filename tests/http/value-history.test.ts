import { type ConfigurationClient, createConfigurationClient } from './configuration-client.ts';

let client: ConfigurationClient;
// biome-ignore-start lint/suspicious/noExplicitAny: answers, whose schema the test app has checked
let shop: any;
let parameter: any;
// biome-ignore-end lint/suspicious/noExplicitAny: answers, whose schema the test app has checked

beforeEach(async () => {
  client = await createConfigurationClient();
  shop = await client.project('shop');
  parameter = await client.parameter(shop, 'a', { secret: true });
});

/** The time, in a form that a query can carry, with a second passing afterwards. */
async function moment(): Promise<string> {
  const now = client.app.clock.now().toISOString();
  await client.app.clock.advance(1000);
  return now;
}

/** What the three ways of asking say about one environment; they have to agree. */
async function shown(query: string, environment = 'staging', of = parameter): Promise<string | null | undefined> {
  const suffix = `?environment=${environment}&${query}`;
  const list = await client.get(`${shop.url}parameters/${suffix}`);
  const one = await client.get(`${shop.url}parameters/${of.id}/${suffix}`);
  const values = await client.get(`${of.url}values/${suffix}`);
  const inList = list.results.find(({ id }: { id: string }) => id === of.id);
  const url = client.environment(environment);
  const answers = [inList?.values[url], one.values[url], values.results[0] ?? null];
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
  return answers[0] === null ? undefined : answers[0].value;
}

describe('what a value was', () => {
  test('is listed with since when it was so, the newest first, and without what it was', async () => {
    const history = (query = 'environment=staging') => client.get(`${parameter.url}history/?${query}`);
    expect(await history()).toMatchObject({ count: 0, results: [] });
    const value = await client.value(parameter, 'staging', 'one');
    const one = await moment();
    await client.request('PATCH', value.url, { body: { internal_value: 'two' } });
    const two = await moment();
    await client.request('DELETE', value.url);
    const gap = await moment();
    await client.value(parameter, 'staging', null);
    const empty = await moment();
    await client.request('PATCH', parameter.url, { body: { name: 'renamed' } });

    const all = await history();
    expect(all.results).toEqual([
      { since: empty, state: 'null' },
      { since: gap, state: 'removed' },
      { since: two, state: 'set' },
      { since: one, state: 'set' },
    ]);
    expect(await history('environment=staging&page=2&page_size=3')).toMatchObject({
      count: 4,
      next: null,
      results: [{ since: one }],
    });
    expect(await history('environment=production')).toMatchObject({ count: 0 });
    expect((await client.request('GET', `${parameter.url}history/`)).status).toBe(400);
    expect((await client.request('GET', `${parameter.url}history/?environment=none`)).status).toBe(404);
  });

  test('is answered for every time, through changes, a gap and an explicit null', async () => {
    const before = await moment();
    const value = await client.value(parameter, 'staging', 'one');
    const one = await moment();
    await client.request('PATCH', value.url, { body: { internal_value: 'two' } });
    const two = await moment();
    await client.request('DELETE', value.url);
    const gap = await moment();
    await client.value(parameter, 'staging', null);
    const empty = await moment();
    await client.request('PATCH', parameter.url, { body: { name: 'renamed' } });

    expect(await shown(`as_of=${before}`)).toBeUndefined();
    expect(await shown(`as_of=${one}`)).toBe('one');
    expect(await shown(`as_of=${one.replace('.000Z', '.999Z')}`)).toBe('one');
    expect(await shown(`as_of=${two}`)).toBe('two');
    expect(await shown(`as_of=${gap}`)).toBeUndefined();
    expect(await shown(`as_of=${empty}`)).toBeNull();
    expect(await shown('as_of=9999-01-01T00:00:00Z')).toBeNull();
    expect(await shown('as_of=')).toBeNull();
    expect(await client.get(`${value.url}?as_of=${two}`)).toMatchObject({ id: value.id, value: 'two' });
    expect((await client.request('GET', `${value.url}?as_of=${gap}`)).status).toBe(404);
    expect(await client.get(`${parameter.url}values/?as_of=${two}`)).toMatchObject({ count: 1 });
  });

  test('follows the tree of environments and the chain of projects', async () => {
    const base = await client.project('base');
    await client.request('PATCH', shop.url, { body: { depends_on: base.url } });
    const inherited = await client.parameter(base, 'a', { secret: true });
    const first = await client.value(inherited, 'default', 'base');
    const then = await moment();
    await client.value(parameter, 'staging', 'own');
    await client.request('PATCH', first.url, { body: { internal_value: 'changed' } });
    expect(await shown(`as_of=${then}`)).toBe('base');
    expect(await shown('')).toBe('own');
    expect(await shown('', 'production')).toBe('changed');
    expect(await shown(`as_of=${then}`, 'production')).toBe('base');
  });

  test('has a name where there is a tag', async () => {
    const value = await client.value(parameter, 'staging', 'tagged');
    const tag = await client.make(`${client.environment('staging')}tags/`, { name: 'v1' });
    await moment();
    await client.request('PATCH', value.url, { body: { internal_value: 'later' } });
    expect(await shown('tag=v1')).toBe('tagged');
    expect(await shown(`tag=${tag.id}`)).toBe('tagged');
    expect(await shown('tag=')).toBe('later');
    await client.request('PATCH', tag.url, { body: { timestamp: null } });
    expect(await shown('tag=v1')).toBe('later');
    const masked = await client.get(`${parameter.url}?environment=staging&tag=v1&mask_secrets=true`);
    expect(masked.values[client.environment('staging')].value).toBe('*****');
  });

  test.each([
    ['tag=v1', 400, 'tag'],
    ['environment=staging&tag=unknown', 404, 'tag'],
    ['environment=production&tag=v1', 404, 'tag'],
    ['environment=staging&tag=v1&as_of=2026-01-01T00:00:00Z', 400, 'tag'],
    ['as_of=yesterday', 400, 'as_of'],
    ['as_of=2026-13-01T00:00:00Z', 400, 'as_of'],
    ['as_of=2026-01-01T00:00:00Z&as_of=2026-01-02T00:00:00Z', 400, 'as_of'],
  ])('is not answered for %s', async (query, status, field) => {
    await client.make(`${client.environment('staging')}tags/`, { name: 'v1' });
    for (const path of [parameter.url, `${parameter.url}values/`, `${shop.url}parameters/`]) {
      const answer = await client.request('GET', `${path}?${query}`);
      expect(answer).toMatchObject({ status, json: { errors: [{ field: `query.${field}` }] } });
    }
  });

  test('is forgotten with its parameter, and with its environment', async () => {
    const value = await client.value(parameter, 'staging', 'canary');
    const then = await moment();
    await client.request('PATCH', value.url, { body: { internal_value: 'later' } });
    const partition = `${client.app.organization.id}!${shop.id}`;
    const kept = async () =>
      (await client.app.rows.range('parameters', partition)).rows.map(({ rowKey }) => rowKey.split('!')[0]);
    expect(await kept()).toEqual(['h', 'n', 'p', 'v', 'version']);
    await client.request('DELETE', parameter.url);
    expect(await kept()).toEqual(['version']);
    parameter = await client.parameter(shop, 'a', { secret: true });
    expect(await shown(`as_of=${then}`)).toBeUndefined();

    const environment = await client.make('/api/v1/environments/', { name: 'short-lived' });
    const body = { environment: environment.url, internal_value: 'x' };
    const passing = await client.make(`${parameter.url}values/`, body);
    await client.request('PATCH', passing.url, { body: { internal_value: 'y' } });
    expect(await kept()).toContain('h');
    await client.request('DELETE', environment.url);
    expect(await kept()).toEqual(['count', 'n', 'p', 'version']);
  });
});
