import { type ConfigurationClient, createConfigurationClient } from './configuration-client.ts';

let client: ConfigurationClient;
let project: { url: string; id: string };

beforeEach(async () => {
  client = await createConfigurationClient();
  project = await client.project('shop');
});

async function set(name: string, value: string | null, { where = 'default', secret = false, on = project } = {}) {
  const parameter = await client.parameter(on, name, { secret });
  await client.value(parameter, where, value);
  return parameter;
}

const ask = (query = '', apiKey?: string) =>
  client.request('GET', `${project.url}parameter-export/${query}`, { apiKey });
const bodyOf = async (query: string) => (await ask(query)).json.body;

describe('parameter-export', () => {
  beforeEach(async () => {
    await set('first_param', 'posix_compliant_value');
    await set('SECOND_PARAM', 'a value with spaces');
    await set('non.posix.key', 'left out');
    await set('FIRST_PARAM_SECRET', 'top-secret-sci', { secret: true });
    await set('second_secret', 'sensitive value with spaces', { secret: true });
  });

  test.each([
    [
      'docker',
      'FIRST_PARAM=posix_compliant_value\nFIRST_PARAM_SECRET=top-secret-sci\n' +
        'SECOND_PARAM=a value with spaces\nSECOND_SECRET=sensitive value with spaces\n',
    ],
    [
      'dotenv',
      'FIRST_PARAM="posix_compliant_value"\nFIRST_PARAM_SECRET="top-secret-sci"\n' +
        'SECOND_PARAM="a value with spaces"\nSECOND_SECRET="sensitive value with spaces"\n',
    ],
    [
      'shell',
      'FIRST_PARAM=posix_compliant_value\nFIRST_PARAM_SECRET=top-secret-sci\n' +
        "SECOND_PARAM='a value with spaces'\nSECOND_SECRET='sensitive value with spaces'\n",
    ],
  ])('in %s', async (output, body) => {
    expect((await ask(`?output=${output}`)).json).toEqual({ body, has_secret: true });
  });

  test('says export when asked to, and docker has no such word', async () => {
    expect(await bodyOf('?output=shell&startswith=second_p&explicit_export=true')).toBe(
      "export SECOND_PARAM='a value with spaces'\n",
    );
    expect(await bodyOf('?output=docker&startswith=second_p&explicit_export=true')).toBe(
      'SECOND_PARAM=a value with spaces\n',
    );
  });

  test('masks secrets when asked to, and always for who may not see them', async () => {
    const masked = { body: 'FIRST_PARAM_SECRET=*****\n', has_secret: true };
    expect((await ask('?contains=PARAM_SECRET&mask_secrets=true')).json).toEqual(masked);
    const key = await client.app.keyWithRole('NO_SECRETS');
    expect((await ask('?contains=PARAM_SECRET', key)).json).toEqual(masked);
    expect((await ask('?contains=SECOND_P', key)).json.body).toBe('SECOND_PARAM=a value with spaces\n');
  });

  test('tells that there is no secret, and that there is nothing', async () => {
    expect((await ask('?startswith=second_param')).json.has_secret).toBe(false);
    expect((await ask('?contains=posix')).json).toEqual({ body: '', has_secret: false });
  });

  test('orders by name both ways', async () => {
    expect(await bodyOf('?contains=param&endswith=param&ordering=-name')).toBe(
      'SECOND_PARAM=a value with spaces\nFIRST_PARAM=posix_compliant_value\n',
    );
  });

  test('takes the effective values of the environment, and leaves out what has none', async () => {
    await set('ONLY_HERE', 'here', { where: 'production' });
    await set('NOTHING', null, { where: 'production' });
    await client.parameter(project, 'NEVER_SET');
    const asked = encodeURIComponent(client.environment('production'));
    for (const environment of ['production', asked]) {
      expect(await bodyOf(`?environment=${environment}&endswith=HERE`)).toBe('ONLY_HERE=here\n');
      expect(await bodyOf(`?environment=${environment}&contains=NOTHING`)).toBe('');
    }
    expect(await bodyOf('?endswith=HERE')).toBe('');
    expect(await bodyOf('?environment=production&contains=NEVER')).toBe('');
    expect(await bodyOf('?environment=production&startswith=second_p')).toBe('SECOND_PARAM=a value with spaces\n');
  });

  test('takes the values of a time, or of a tag', async () => {
    const then = client.app.clock.now().toISOString();
    const parameter = (await client.get(`${project.url}parameters/?name=SECOND_PARAM`)).results[0];
    await client.make(`${client.environment('default')}tags/`, { name: 'v1' });
    await client.app.clock.advance(60_000);
    const [value] = parameter.values_flat;
    await client.request('PATCH', value.url, { body: { internal_value: 'later' } });
    expect(await bodyOf('?contains=SECOND_P')).toBe('SECOND_PARAM=later\n');
    const before = 'SECOND_PARAM=a value with spaces\n';
    expect(await bodyOf(`?contains=SECOND_P&as_of=${then}`)).toBe(before);
    expect(await bodyOf('?contains=SECOND_P&environment=default&tag=v1')).toBe(before);
    expect((await ask('?environment=default&tag=v2')).status).toBe(404);
    expect((await ask('?tag=v1')).status).toBe(400);
  });

  test('shows inherited parameters, and overriding ones instead of them', async () => {
    const child = await client.project('cart', { depends_on: project.url });
    await set('SECOND_PARAM', 'own', { on: child });
    const { json } = await client.request('GET', `${child.url}parameter-export/?endswith=PARAM`);
    expect(json.body).toBe('FIRST_PARAM=posix_compliant_value\nSECOND_PARAM=own\n');
  });

  test('refuses what the format cannot hold, naming the parameter and not the value', async () => {
    const { id } = await set('MULTI', 'canary one\ncanary two', { secret: true });
    const answer = await ask('?output=docker');
    expect(answer).toMatchObject({ status: 422, json: { detail: [{ parameter_id: id, parameter_name: 'MULTI' }] } });
    expect(answer.text).not.toContain('canary');
    expect(await bodyOf('?output=shell&contains=MULTI')).toBe("MULTI='canary one\ncanary two'\n");
    expect(await bodyOf('?output=docker&contains=MULTI&mask_secrets=true')).toBe('MULTI=*****\n');
  });

  test.each([
    ['an unknown format', '?output=xml', 400],
    ['an unknown ordering', '?ordering=colour', 400],
    ['an unknown environment', '?environment=nowhere', 404],
    ['a filter that stands twice', '?contains=a&contains=b', 400],
  ])('refuses %s', async (_what, query, status) => {
    expect((await ask(query)).status).toBe(status);
  });

  test("knows no other organization's project", async () => {
    const key = client.app.otherOrganization.apiKey;
    expect((await ask('', key)).status).toBe(404);
  });
});
