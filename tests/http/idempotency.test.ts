import { createTestApp, type TestApp } from '../support/test-app.ts';
import { createConfigurationClient } from './configuration-client.ts';

const projects = '/api/v1/projects/';
const key = '3b241101-e2bb-4255-8caf-4136c566a962';

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp();
});

const post = (path: string, body: object, idempotencyKey: string, apiKey?: string) =>
  app.request('POST', path, { body, apiKey, headers: { 'idempotency-key': idempotencyKey } });
const count = async (path: string) => (await app.request('GET', path)).json.count;

test('a request that comes again gets the first answer and does nothing', async () => {
  const first = await post(projects, { name: 'web' }, key);
  const again = await post(projects, { name: 'web' }, key);
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(again.json).toEqual(first.json);
  // The repetition is another request, with a trace of its own.
  const { 'x-trace-id': trace, ratelimit } = again.headers;
  const own = { 'idempotency-replayed': 'true', 'x-trace-id': trace, ratelimit };
  expect(again.headers).toEqual({ ...first.headers, ...own });
  expect(own['x-trace-id']).not.toBe(first.headers['x-trace-id']);
  expect(first.headers['idempotency-replayed']).toBeUndefined();
  expect(await count(projects)).toBe(1);
  expect((await app.request('GET', '/api/v1/audit/')).json.count).toBe(1);
});

test('without a key, or with another one, it is another request', async () => {
  await post(projects, { name: 'web' }, key);
  expect((await app.request('POST', projects, { body: { name: 'web' } })).status).toBe(409);
  expect((await post(projects, { name: 'web' }, 'another')).json.code).toBe('object.exists');
});

test.each([
  ['another body', projects, { name: 'shop' }],
  ['another address', '/api/v1/environments/', { name: 'web' }],
])('%s under the same key is refused', async (_case, path, body) => {
  await post(projects, { name: 'web' }, key);
  const answer = await post(path, body, key);
  expect([answer.status, answer.json.code]).toEqual([422, 'idempotency.other-request']);
  expect(await count(projects)).toBe(1);
});

test("a key is its user's own", async () => {
  await post(projects, { name: 'web' }, key);
  expect((await post(projects, { name: 'shop' }, key, await app.keyWithRole('CONTRIB'))).status).toBe(201);
  expect((await post(projects, { name: 'web' }, key, app.otherOrganization.apiKey)).status).toBe(201);
});

test('what was refused is not remembered', async () => {
  const { json } = await app.request('POST', projects, { body: { name: 'web' } });
  expect((await post(projects, { name: 'web' }, key)).status).toBe(409);
  await app.request('DELETE', json.url);
  expect((await post(projects, { name: 'web' }, key)).status).toBe(201);
});

test('nor is what failed', async () => {
  const { write } = app.rows;
  app.rows.write = async (table, partitionKey, writes) => {
    if (table === 'configuration') throw new Error('killed');
    return write(table, partitionKey, writes);
  };
  expect((await post(projects, { name: 'web' }, key)).status).toBe(500);
  app.rows.write = write;
  expect((await post(projects, { name: 'web' }, key)).status).toBe(201);
});

test('of two at once one is carried out', async () => {
  const answers = await Promise.all([post(projects, { name: 'web' }, key), post(projects, { name: 'web' }, key)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  const late = answers.find(({ status }) => status === 409);
  expect([late?.json.code, late?.headers['retry-after']]).toEqual(['idempotency.in-flight', '5']);
  expect((await post(projects, { name: 'web' }, key)).headers['idempotency-replayed']).toBe('true');
});

test('one that was cut off can be sent again five minutes later', async () => {
  const { write } = app.rows;
  app.rows.write = async (table, partitionKey, writes) => {
    const begins = partitionKey === 'due' || writes[0]?.kind === 'insert';
    if (table !== 'keyedRequests' || begins) return write(table, partitionKey, writes);
    throw new Error('killed');
  };
  expect((await post(projects, { name: 'web' }, key)).status).toBe(201);
  app.rows.write = write;
  expect((await post(projects, { name: 'web' }, key)).json.code).toBe('idempotency.in-flight');
  await app.clock.advance(300_000);
  // It had been carried out; the name tells.
  expect((await post(projects, { name: 'web' }, key)).json.code).toBe('object.exists');
});

test('after a day the key is forgotten', async () => {
  await post(projects, { name: 'web' }, key);
  await app.clock.advance(86_399_999);
  expect((await post(projects, { name: 'web' }, key)).headers['idempotency-replayed']).toBe('true');
  await app.clock.advance(1);
  expect((await post(projects, { name: 'web' }, key)).json.code).toBe('object.exists');
});

test('an answer that holds a key is stored sealed', async () => {
  const first = await post('/api/v1/serviceaccounts/', { name: 'one' }, key);
  const again = await post('/api/v1/serviceaccounts/', { name: 'one' }, key);
  expect(again.json.apikey).toBe(first.json.apikey);
  const { id } = (await app.request('GET', '/api/v1/users/current/')).json;
  const { rows } = await app.rows.range('keyedRequests', `${app.organization.id}!service-account!${id}`);
  const stored = rows.flatMap(({ values }) =>
    Object.values(values).map((value) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : `${value}`,
    ),
  );
  expect(rows).toHaveLength(2);
  expect(stored.join()).not.toContain(first.json.apikey.split('.')[1]);
});

test('the longest value comes back the same', async () => {
  const client = await createConfigurationClient();
  const parameter = await client.parameter(await client.project('web'), 'long');
  const body = { environment: client.environment('default'), internal_value: '\u0001'.repeat(65_536) };
  const send = () => client.request('POST', `${parameter.url}values/`, { body, headers: { 'idempotency-key': key } });
  const [first, again] = [await send(), await send()];
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(again.json).toEqual(first.json);
});

test.each(['', 'a b', 'ä', 'x'.repeat(256)])('the key %j is refused', async (text) => {
  const answer = await post(projects, { name: 'web' }, text);
  expect([answer.status, answer.json.errors[0].field]).toEqual([400, 'header.Idempotency-Key']);
});

test('reading and changing take no notice of a key', async () => {
  const { json } = await post(projects, { name: 'web' }, key);
  const headers = { 'idempotency-key': key };
  expect((await app.request('PATCH', json.url, { body: { name: 'shop' }, headers })).status).toBe(200);
  expect((await app.request('GET', json.url, { headers })).json.name).toBe('shop');
});
