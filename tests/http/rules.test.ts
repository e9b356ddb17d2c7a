import { type ConfigurationClient, createConfigurationClient } from './configuration-client.ts';

let client: ConfigurationClient;
// biome-ignore lint/suspicious/noExplicitAny: answers, whose schemas the test app has checked
let shop: any, name: any, port: any, types: Record<string, any>;

beforeEach(async () => {
  client = await createConfigurationClient();
  shop = await client.project('shop');
  name = await client.parameter(shop, 'NAME', { secret: true });
  port = await client.parameter(shop, 'PORT', { type: 'integer' });
  const { results } = await client.get('/api/v1/types/');
  types = Object.fromEntries(results.map((type: { name: string }) => [type.name, type]));
});

const makeType = (typeName: string, parent: { url: string }) =>
  client.make('/api/v1/types/', { name: typeName, parent: parent.url });
const post = (owner: { url: string }, type: string, constraint: unknown) =>
  client.request('POST', `${owner.url}rules/`, { body: { type, constraint } });
const make = (owner: { url: string }, type: string, constraint: string) =>
  client.make(`${owner.url}rules/`, { type, constraint });
const set = (parameter: { url: string }, value: string, where = 'default') =>
  client.request('POST', `${parameter.url}values/`, {
    body: { environment: client.environment(where), internal_value: value },
  });

describe.each(['a parameter', 'a type'])('rules of %s', (kind) => {
  // biome-ignore lint/suspicious/noExplicitAny: as above
  let owner: any, member: string;

  beforeEach(async () => {
    owner = kind === 'a type' ? await makeType('label', types.string) : name;
    member = kind === 'a type' ? 'parameter_type' : 'parameter';
  });

  test('are made, seen with their owner, changed and deleted', async () => {
    const answer = await post(owner, 'min_len', '2');
    const { id, url } = answer.json;
    expect(answer).toMatchObject({ status: 201, headers: { location: url } });
    expect(answer.json).toEqual({
      url: `${owner.url}rules/${id}/`,
      id,
      ledger_id: id,
      [member]: owner.url,
      type: 'min_len',
      constraint: '2',
      constraints: { min_len: '2' },
      created_at: '2026-01-01T00:00:00.000Z',
      modified_at: '2026-01-01T00:00:00.000Z',
    });
    expect(await client.get(url)).toEqual(answer.json);
    expect((await client.get(owner.url)).rules).toEqual([answer.json]);
    await client.app.clock.advance(1000);
    const changed = await client.request('PATCH', url, { body: { constraint: '3' } });
    expect(changed).toMatchObject({
      status: 200,
      json: { id, type: 'min_len', constraint: '3', modified_at: '2026-01-01T00:00:01.000Z' },
    });
    const put = await client.request('PUT', url, { body: { type: 'max_len', constraint: '9' } });
    expect(put).toMatchObject({ status: 200, json: { id, type: 'max_len', constraint: '9' } });
    expect(await client.request('PATCH', url)).toMatchObject({ status: 200, json: { constraint: '9' } });
    expect(await client.request('DELETE', url)).toMatchObject({ status: 204 });
    expect(await client.request('GET', url)).toMatchObject({ status: 404 });
    expect(await client.request('DELETE', url)).toMatchObject({ status: 404 });
    expect((await client.get(owner.url)).rules).toEqual([]);
  });

  test('are listed by their types', async () => {
    await make(owner, 'regex', '.*');
    await client.app.clock.advance(1000);
    await make(owner, 'max_len', '9');
    const kinds = async (query = '') =>
      (await client.get(`${owner.url}rules/${query}`)).results.map(({ type }: { type: string }) => type);
    expect(await kinds()).toEqual(['max_len', 'regex']);
    expect(await kinds('?ordering=created_at')).toEqual(['regex', 'max_len']);
    expect(await kinds('?type=regex')).toEqual(['regex']);
    expect(await kinds('?page_size=1&page=2')).toEqual(['regex']);
    expect((await client.get(owner.url)).rules.map(({ type }: { type: string }) => type)).toEqual(['max_len', 'regex']);
    for (const query of ['type=colour', 'ordering=colour', 'page=-1', 'type=min&type=max']) {
      expect(await client.request('GET', `${owner.url}rules/?${query}`)).toMatchObject({ status: 400 });
    }
  });

  test('are one of each type', async () => {
    await make(owner, 'min_len', '2');
    const max = await make(owner, 'max_len', '4');
    const exists = { status: 409, json: { code: 'object.exists' } };
    expect(await post(owner, 'min_len', '3')).toMatchObject(exists);
    expect(await client.request('PATCH', max.url, { body: { type: 'min_len' } })).toMatchObject(exists);
    expect((await client.get(owner.url)).rules).toHaveLength(2);
  });

  test('of one type, made at once, are one', async () => {
    const answers = await Promise.all(['1', '2', '3', '4'].map((constraint) => post(owner, 'min_len', constraint)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    const won = answers.find(({ status }) => status === 201);
    expect((await client.get(owner.url)).rules).toEqual([won?.json]);
  });

  test('of different types, made at once, are all there', async () => {
    const answers = await Promise.all([
      post(owner, 'min_len', '1'),
      post(owner, 'max_len', '4'),
      post(owner, 'regex', 'a'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect((await client.get(owner.url)).rules).toHaveLength(3);
  });

  test.each([
    ['min', '1', 'body.type'],
    ['max', '1', 'body.type'],
    ['colour', 'red', 'body.type'],
    ['min_len', '-1', 'body.constraint'],
    ['max_len', 'x', 'body.constraint'],
    ['max_len', undefined, 'body.constraint'],
    ['max_len', 5, 'body.constraint'],
    ['regex', '(', 'body.constraint'],
    ['regex', '((a{100}){100}){100}', 'body.constraint'],
    ['one_of', 'a,b', 'body.constraint'],
    ['one_of', JSON.stringify(['x'.repeat(33_000)]), 'body.constraint'],
  ])('of type %s are not %.30j', async (type, constraint, field) => {
    const answer = await post(owner, type, constraint);
    expect(answer).toMatchObject({ status: 400, json: { code: 'request.invalid', errors: [{ field }] } });
    expect((await client.get(owner.url)).rules).toEqual([]);
  });

  test('name their constraint by their type, too', async () => {
    const body = { type: 'one_of', constraints: { one_of: ['a', 'b\ud800'] } };
    const made = await client.make(`${owner.url}rules/`, body);
    expect(made).toMatchObject({ constraint: JSON.stringify(['a', 'b\ud800']), constraints: body.constraints });
    const max = await client.make(`${owner.url}rules/`, { type: 'max_len', constraints: { max_len: 3 } });
    expect(max).toMatchObject({ constraint: '3' });
    const changed = await client.request('PATCH', max.url, { body: { constraints: { max_len: 2 } } });
    expect(changed).toMatchObject({ status: 200, json: { constraint: '2' } });
    for (const wrong of [1.5, 2 ** 53, null, {}]) {
      const constraints = { max_len: wrong };
      const invalid = { status: 400, json: { errors: [{ field: 'body.constraints.max_len' }] } };
      expect(await client.request('PATCH', max.url, { body: { constraints } })).toMatchObject(invalid);
    }
    expect((await client.get(max.url)).constraint).toBe('2');
    const other = { type: 'min_len', constraints: { max_len: 1 } };
    expect(await client.request('POST', `${owner.url}rules/`, { body: other })).toMatchObject({ status: 400 });
  });

  test('may not contradict each other', async () => {
    await make(owner, 'max_len', '5');
    const refused = { status: 400, json: { code: 'request.invalid', errors: [{ code: 'rule.range' }] } };
    expect(await post(owner, 'min_len', '6')).toMatchObject(refused);
    const min = await make(owner, 'min_len', '5');
    expect(await client.request('PATCH', min.url, { body: { constraint: '6' } })).toMatchObject(refused);
  });
});

describe('rules', () => {
  test('hold for every value that is set', async () => {
    await make(port, 'min', '1');
    const max = await make(port, 'max', '9007199254740993');
    const broken = (field = 'body.internal_value') => ({
      status: 400,
      json: { code: 'value.rule', errors: [{ field }] },
    });
    expect(await set(port, '0')).toMatchObject(broken());
    expect(await set(port, '9007199254740994')).toMatchObject(broken());
    expect(await set(port, 'x')).toMatchObject({ status: 400, json: { code: 'value.type' } });
    expect((await client.get(port.url)).values_flat).toEqual([]);
    const value = await set(port, '9007199254740993');
    expect(value).toMatchObject({ status: 201 });
    const change = (internal_value: string | null) =>
      client.request('PATCH', value.json.url, { body: { internal_value } });
    expect(await change('0')).toMatchObject(broken());
    expect(await change(null)).toMatchObject({ status: 200 });
    await client.request('DELETE', max.url);
    expect(await change('9007199254740994')).toMatchObject({ status: 200 });
  });

  test('of types hold for the parameters of the type and of those that rest on it', async () => {
    const parent = await makeType('parent', types.integer);
    const child = await makeType('child', parent);
    await make(parent, 'max', '100');
    const one = await client.parameter(shop, 'ONE', { type: 'parent' });
    const two = await client.parameter(shop, 'TWO', { type: 'child' });
    await make(two, 'min', '-5');
    const rule = await make(child, 'min', '-10');
    const fits = async (parameter: { url: string }, text: string) => {
      const answer = await set(parameter, text);
      if (answer.status === 201) await client.request('DELETE', answer.json.url);
      else expect(answer.json.code).toBe('value.rule');
      return answer.status === 201;
    };
    expect([await fits(one, '-11'), await fits(one, '100'), await fits(one, '101')]).toEqual([true, true, false]);
    expect([await fits(two, '-6'), await fits(two, '-5'), await fits(two, '101')]).toEqual([false, true, false]);
    const wider = { status: 400, json: { code: 'request.invalid', errors: [{ code: 'rule.range' }] } };
    expect(await post(child, 'max', '101')).toMatchObject(wider);
    expect(await post(two, 'max', '101')).toMatchObject(wider);
    await client.request('DELETE', `${two.url}rules/${(await client.get(two.url)).rules[0].id}/`);
    expect([await fits(two, '-6'), await fits(two, '-11')]).toEqual([true, false]);
    await client.request('DELETE', rule.url);
    expect(await fits(two, '-11')).toBe(true);
  });

  test('are refused where a value that is set breaks them, without telling it', async () => {
    await set(name, 'canary', 'staging');
    await set(name, 'can', 'production');
    const rule = await make(name, 'max_len', '9');
    const [created, changed] = [
      await post(name, 'min_len', '4'),
      await client.request('PATCH', rule.url, { body: { constraint: '5' } }),
    ];
    for (const answer of [created, changed]) {
      expect(answer).toMatchObject({ status: 409, json: { code: 'rule.violated' } });
      expect(answer.text).not.toContain('canary');
    }
    expect(created.json.detail).toContain('Rule may not be applied to NAME: production:');
    expect(changed.json.detail).toContain('Rule may not be applied to NAME: staging:');
    expect((await client.get(name.url)).rules).toMatchObject([{ type: 'max_len', constraint: '9' }]);
    expect(client.app.logLines.join('\n')).not.toContain('canary');
  });

  test('of a type are refused where a value of a parameter breaks them, in whatever project', async () => {
    const parent = await makeType('parent', types.string);
    const child = await makeType('child', parent);
    const other = await client.project('other');
    const parameter = await client.parameter(other, 'P', { type: 'child', secret: true });
    await client.parameter(shop, 'Q', { type: 'parent' });
    const value = await set(parameter, 'canary', 'staging');
    const refused = await post(parent, 'max_len', '5');
    expect(refused).toMatchObject({ status: 409, json: { code: 'rule.violated' } });
    expect(refused.json.detail).toContain('Rule may not be applied to parent: P in staging:');
    expect(refused.text).not.toContain('canary');
    expect(await post(child, 'max_len', '5')).toMatchObject({ status: 409 });
    expect((await client.get(parent.url)).rules).toEqual([]);
    await client.request('DELETE', value.json.url);
    expect(await post(parent, 'max_len', '5')).toMatchObject({ status: 201 });
  });

  test('that are wider need no look at the values', async () => {
    const rule = await make(name, 'max_len', '5');
    await set(name, 'abcde');
    expect(await client.request('PATCH', rule.url, { body: { constraint: '6' } })).toMatchObject({ status: 200 });
    expect(await client.request('DELETE', rule.url)).toMatchObject({ status: 204 });
    expect(await set(name, 'abcdefg', 'staging')).toMatchObject({ status: 201 });
  });

  test('a parameter gets no type that its rules or values do not fit', async () => {
    const label = await makeType('label', types.string);
    const become = (type: string) => client.request('PATCH', name.url, { body: { type } });
    const rule = await make(name, 'max_len', '9');
    await set(name, 'canary');
    expect(await become('label')).toMatchObject({ status: 200, json: { type: 'label', rules: [{ id: rule.id }] } });
    expect(await become('string')).toMatchObject({ status: 200, json: { type: 'string' } });
    expect(await become('integer')).toMatchObject({
      status: 400,
      json: { code: 'request.invalid', errors: [{ field: 'body.type' }] },
    });
    await make(label, 'max_len', '8');
    expect(await become('label')).toMatchObject({ status: 400, json: { code: 'request.invalid' } });
    await client.request('DELETE', rule.url);
    expect(await become('integer')).toMatchObject({ status: 400, json: { code: 'value.type' } });
    const regex = await make(label, 'regex', '[0-9]+');
    const refused = await become('label');
    expect(refused).toMatchObject({ status: 409, json: { code: 'rule.violated' } });
    expect(refused.text).not.toContain('canary');
    await client.request('DELETE', regex.url);
    expect(await become('label')).toMatchObject({ status: 200 });
  });

  test('a pattern that blows other engines up answers at once', async () => {
    await make(name, 'regex', '(a+)+$');
    const started = performance.now();
    expect(await set(name, `${'a'.repeat(60_000)}!`)).toMatchObject({ status: 400, json: { code: 'value.rule' } });
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(await set(name, 'aaa')).toMatchObject({ status: 201 });
  });

  test('go with the parameter', async () => {
    const rule = await make(name, 'max_len', '9');
    await client.request('PATCH', name.url, { body: { name: 'RENAMED', description: 'x' } });
    expect((await client.get(rule.url)).constraint).toBe('9');
    expect((await client.get(`${shop.url}parameters/?name=RENAMED`)).results[0].rules).toMatchObject([{ id: rule.id }]);
    const child = await client.project('child', { depends_on: shop.url });
    expect((await client.get(`${child.url}parameters/?name=RENAMED`)).results[0].rules).toMatchObject([
      { url: rule.url },
    ]);
    await client.request('DELETE', name.url);
    expect(await client.request('GET', rule.url)).toMatchObject({ status: 404 });
    expect((await client.parameter(shop, 'RENAMED')).rules).toEqual([]);
  });

  test("of another organization's parameter, or of another project's, are not there", async () => {
    const rule = await make(name, 'max_len', '9');
    const { apiKey } = client.app.otherOrganization;
    const missing = { status: 404, json: { code: 'object.not-found' } };
    const elsewhere = rule.url.replace(shop.id, (await client.project('other')).id);
    const attempts: [string, string, object?][] = [
      ['GET', rule.url],
      ['PATCH', rule.url, { constraint: '1' }],
      ['PUT', rule.url, { type: 'max_len', constraint: '1' }],
      ['DELETE', rule.url],
      ['GET', `${name.url}rules/`],
      ['POST', `${name.url}rules/`, { type: 'min_len', constraint: '1' }],
    ];
    for (const [method, url, body] of attempts) {
      expect(await client.request(method, url, { body, apiKey })).toMatchObject(missing);
    }
    for (const method of ['GET', 'DELETE']) expect(await client.request(method, elsewhere)).toMatchObject(missing);
    expect((await client.get(rule.url)).constraint).toBe('9');
  });

  test('are changed by contributors alone', async () => {
    const rule = await make(name, 'max_len', '9');
    const apiKey = await client.app.keyWithRole('NO_SECRETS');
    expect(await client.request('GET', rule.url, { apiKey })).toMatchObject({ status: 200 });
    expect(await client.request('DELETE', rule.url, { apiKey })).toMatchObject({ status: 403 });
  });
});
