import { type ConfigurationClient, createConfigurationClient } from './configuration-client.ts';

let client: ConfigurationClient;

beforeEach(async () => {
  client = await createConfigurationClient();
});

const copy = (where: string, body: object) => client.request('POST', `${client.environment(where)}copy/`, { body });
const environments = async () => (await client.get('/api/v1/environments/')).results as { name: string; url: string }[];
const names = async () => (await environments()).map(({ name }) => name);

/** What the parameters of a project are in an environment, by their names. */
async function valuesIn(project: { url: string }, environment: string): Promise<Record<string, string | null>> {
  const { results } = await client.get(`${project.url}parameters/?environment=${encodeURIComponent(environment)}`);
  return Object.fromEntries(
    results.map((each: { name: string; values_flat: { value: string; environment_name: string }[] }) => {
      const [value] = each.values_flat;
      return [each.name, value ? `${value.environment_name}: ${value.value}` : null];
    }),
  );
}

describe('the copy of an environment', () => {
  test('stands beside it, with its values in every project', async () => {
    const shop = await client.project('shop');
    const cart = await client.project('cart', { depends_on: shop.url });
    const shared = await client.parameter(shop, 'SHARED', { secret: true });
    await client.value(shared, 'default', 'general');
    await client.value(shared, 'production', 'top secret');
    await client.value(await client.parameter(cart, 'OWN'), 'production', 'own');
    await client.value(await client.parameter(cart, 'NULL'), 'production', null);
    await client.value(await client.parameter(cart, 'ELSEWHERE'), 'staging', 'elsewhere');
    const answer = await copy('production', { name: 'production eu', description: 'Europe' });
    expect(answer).toMatchObject({
      status: 201,
      json: { name: 'production eu', description: 'Europe', parent: client.environment('default'), children: [] },
    });
    expect(answer.headers.location).toBe(answer.json.url);
    expect(await client.get(answer.json.url)).toEqual(answer.json);
    expect(await valuesIn(cart, 'production eu')).toEqual({
      SHARED: 'production eu: top secret',
      OWN: 'production eu: own',
      NULL: 'production eu: null',
      ELSEWHERE: null,
    });
  });

  test('goes its own way', async () => {
    const shop = await client.project('shop');
    const parameter = await client.parameter(shop, 'A');
    const { url } = await client.value(parameter, 'production', 'one');
    await copy('production', { name: 'other' });
    await client.request('PATCH', url, { body: { internal_value: 'two' } });
    expect(await valuesIn(shop, 'other')).toEqual({ A: 'other: one' });
    expect(await valuesIn(shop, 'production')).toEqual({ A: 'production: two' });
  });

  test('of a whole tree keeps its shape', async () => {
    const shop = await client.project('shop');
    const parameter = await client.parameter(shop, 'A');
    const eu = await client.make('/api/v1/environments/', { name: 'eu', parent: client.environment('production') });
    const fr = await client.make('/api/v1/environments/', { name: 'fr', parent: eu.url, description: 'France' });
    await client.make(`${parameter.url}values/`, { environment: fr.url, internal_value: 'oui' });
    const childNames = { eu: 'eu 2', fr: 'fr 2' };
    const answer = await copy('production', { name: 'live', recursive: true, child_environment_names: childNames });
    const all = await environments();
    const named = (name: string) => all.find((each) => each.name === name) as { url: string };
    expect(answer.json.children).toEqual([named('eu 2').url]);
    expect(await client.get(named('eu 2').url)).toMatchObject({ parent: answer.json.url });
    expect(await client.get(named('fr 2').url)).toMatchObject({ parent: named('eu 2').url, description: 'France' });
    expect(await valuesIn(shop, 'fr 2')).toEqual({ A: 'fr 2: oui' });
    expect(await valuesIn(shop, 'eu 2')).toEqual({ A: null });
  });

  test('without recursive leaves what is below', async () => {
    await client.make('/api/v1/environments/', { name: 'eu', parent: client.environment('production') });
    expect((await copy('production', { name: 'live' })).json.children).toEqual([]);
    expect(await names()).toEqual(['default', 'development', 'eu', 'live', 'production', 'staging']);
  });

  test('of the root stands under it', async () => {
    const answer = await copy('default', { name: 'second' });
    expect(answer.json.parent).toBe(client.environment('default'));
  });

  test.each<[string, object, number, string]>([
    ['a name that is taken', { name: 'staging' }, 409, 'object.exists'],
    ['no name', {}, 400, 'request.invalid'],
    ['an empty name', { name: '' }, 400, 'request.invalid'],
    ['a name with a line break', { name: 'a\nb' }, 400, 'request.invalid'],
    ['an unnamed child', { name: 'live', recursive: true }, 400, 'request.invalid'],
    ['a child that is not copied', { name: 'live', child_environment_names: { eu: 'x' } }, 400, 'request.invalid'],
    [
      'two copies of one name',
      { name: 'live', recursive: true, child_environment_names: { eu: 'live' } },
      400,
      'request.invalid',
    ],
    [
      'a name of a child that is taken',
      { name: 'live', recursive: true, child_environment_names: { eu: 'staging' } },
      409,
      'object.exists',
    ],
    [
      'a name of a child that is none',
      { name: 'live', recursive: true, child_environment_names: { eu: '' } },
      400,
      'request.invalid',
    ],
  ])('is refused with %s, and nothing changes', async (_what, body, status, code) => {
    await client.make('/api/v1/environments/', { name: 'eu', parent: client.environment('production') });
    const before = await names();
    expect(await copy('production', body)).toMatchObject({ status, json: { code } });
    expect(await names()).toEqual(before);
  });

  test('names the child that needs a name', async () => {
    await client.make('/api/v1/environments/', { name: 'eu', parent: client.environment('production') });
    const answer = await copy('production', { name: 'live', recursive: true });
    expect(answer.json.errors).toMatchObject([{ field: 'body.child_environment_names.eu' }]);
  });

  test("needs a role that may write, and the organization's own environment", async () => {
    const viewer = await client.app.keyWithRole('VIEWER');
    const path = `${client.environment('production')}copy/`;
    expect((await client.request('POST', path, { body: { name: 'x' }, apiKey: viewer })).status).toBe(403);
    const { apiKey } = client.app.otherOrganization;
    expect((await client.request('POST', path, { body: { name: 'x' }, apiKey })).status).toBe(404);
  });

  test('is taken as a form of any kind', async () => {
    const path = `${client.environment('production')}copy/`;
    const form = new FormData();
    form.set('name', 'by form');
    form.set('recursive', 'false');
    const request = new Request('https://service.example', { method: 'POST', body: form });
    const headers = { 'content-type': request.headers.get('content-type') ?? '' };
    const rawBody = new Uint8Array(await request.arrayBuffer());
    expect(await client.request('POST', path, { rawBody, headers })).toMatchObject({
      status: 201,
      json: { name: 'by form' },
    });
  });

  test.each<[string, string | Blob, string]>([
    ['a file among its fields', new Blob(['live']), 'multipart/form-data; boundary='],
    ['a form that is none', 'live', 'multipart/form-data; boundary=other'],
  ])('is refused with %s', async (_what, name, type) => {
    const form = new FormData();
    form.set('name', name);
    const request = new Request('https://service.example', { method: 'POST', body: form });
    const own = request.headers.get('content-type') ?? '';
    const headers = { 'content-type': own.startsWith(type) ? own : type };
    const rawBody = new Uint8Array(await request.arrayBuffer());
    const answer = await client.request('POST', `${client.environment('production')}copy/`, { rawBody, headers });
    expect(answer).toMatchObject({ status: 400, json: { code: 'request.invalid' } });
    expect(await names()).toHaveLength(4);
  });
});
