import { type Azurite, startAzurite } from '../../sandbox/azurite/start-azurite.ts';
import { createTableRows } from '../../shared/adapters/tables/table-rows.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

let azurite: Azurite;
let app: TestApp;
beforeAll(async () => {
  azurite = await startAzurite({});
  app = await createTestApp({ deps: { rows: createTableRows({ connectionString: azurite.connectionString }) } });
});
afterAll(async () => {
  await azurite?.stop();
});

async function send(method: string, path: string, body?: unknown, headers?: Record<string, string>) {
  await app.clock.advance(1000);
  return app.request(method, path, { ...(body === undefined ? {} : { body }), headers });
}

test('service accounts, keys and the audit of them are the same on Table Storage', async () => {
  const accounts = '/api/v1/serviceaccounts/';
  const name = "a/b\\c#d?e%'🚀";
  const made = await send('POST', accounts, { name });
  expect(made.status).toBe(201);
  const twins = await Promise.all([1, 2].map(() => send('POST', accounts, { name: 'twin' })));
  expect(twins.map(({ status }) => status).sort()).toEqual([201, 409]);
  expect(twins.find(({ status }) => status === 409)?.json.code).toBe('object.exists');

  const rekeyed = await send('POST', `${made.json.url}rekey/`, {}, { 'idempotency-key': 'a/b?c#d\\e' });
  const again = await send('POST', `${made.json.url}rekey/`, {}, { 'idempotency-key': 'a/b?c#d\\e' });
  expect(again.json).toEqual(rekeyed.json);
  expect((await app.request('GET', accounts, { apiKey: made.json.apikey })).status).toBe(401);
  expect((await app.request('GET', accounts, { apiKey: rekeyed.json.apikey })).status).toBe(200);
  expect((await send('DELETE', made.json.url)).status).toBe(204);
  expect((await app.request('GET', accounts, { apiKey: rekeyed.json.apikey })).status).toBe(401);

  await app.clock.advance(3_600_000);
  const list = async (query: string) => (await app.request('GET', `/api/v1/audit/?${query}`)).json;
  const { count, results } = await list(`object_id=${made.json.id}`);
  expect([count, results.map(({ action }: { action: string }) => action)]).toEqual([3, ['delete', 'update', 'create']]);
  expect(results.map(({ object_name }: { object_name: string }) => object_name)).toEqual([name, name, name]);
  expect((await list('object_type=ServiceAccount')).count).toBe(4);
  expect((await list('object_type=ServiceAccount&action=create')).count).toBe(2);
  const { rows } = await app.deps.rows.range('audit', app.organization.id, { from: 'pending!', before: 'pending"' });
  expect(rows).toEqual([]);
});
