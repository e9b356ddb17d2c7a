import { mostOpenKeys } from '../../shared/domain/service-account.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

const accounts = '/api/v1/serviceaccounts/';
const someRoute = '/api/v1/users/current/';

let app: TestApp;
let account: { id: string; url: string; apikey: string };
beforeEach(async () => {
  app = await createTestApp();
  const { json } = await app.request('POST', accounts, { body: { name: 'deploy', role: 'CONTRIB' } });
  account = json;
});

const opens = async (apiKey: string) => (await app.request('GET', someRoute, { apiKey })).status;
const add = (body?: object, options: object = {}) => app.request('POST', `${account.url}keys/`, { body, ...options });
const prefixOf = (apiKey: string) => apiKey.split('.')[0] ?? '';
const revoke = (prefix: string, options: object = {}) =>
  app.request('DELETE', `${account.url}keys/${prefix}/`, options);
const keys = async () => (await app.request('GET', account.url)).json.keys;
const revokedOnes = async () => (await keys()).map(({ revoked }: { revoked: boolean }) => revoked);
const rowsOf = async (prefix: string) => (await app.rows.range('apiKeys', prefix)).rows;

test('a key is replaced without an interruption: one more, then the old one is revoked', async () => {
  await app.clock.advance(1000);
  const added = await add();
  expect(added.status).toBe(201);
  expect(added.json).toEqual({
    prefix: prefixOf(added.json.apikey),
    revoked: false,
    has_expired: false,
    created: '2026-01-01T00:00:01.000Z',
    expiry_date: null,
    apikey: added.json.apikey,
  });
  expect([await opens(account.apikey), await opens(added.json.apikey)]).toEqual([200, 200]);
  const read = await app.request('GET', account.url);
  expect(read.headers.etag).toBe(added.headers.etag);
  expect(read.json.keys.map(({ prefix }: { prefix: string }) => prefix)).toEqual([
    added.json.prefix,
    prefixOf(account.apikey),
  ]);
  expect(read.text).not.toContain(added.json.apikey.split('.')[1]);

  expect((await revoke(prefixOf(account.apikey))).status).toBe(204);
  expect([await opens(account.apikey), await opens(added.json.apikey)]).toEqual([401, 200]);
  expect(await revokedOnes()).toEqual([false, true]);
  expect(await rowsOf(prefixOf(account.apikey))).toEqual([]);
  // Twice is as good as once.
  expect((await revoke(prefixOf(account.apikey))).status).toBe(204);
});

test('a key may expire by itself, in the future', async () => {
  for (const expire_at of ['2026-01-01T00:00:00Z', 'tomorrow']) {
    const { status, json } = await add({ expire_at });
    expect([status, json.errors[0].field]).toEqual([400, 'body.expire_at']);
  }
  const { json } = await add({ expire_at: '2026-01-01T02:00:00+01:00' });
  expect(json.expiry_date).toBe('2026-01-01T01:00:00.000Z');
  await app.clock.advance(3_600_000);
  expect([await opens(json.apikey), await opens(account.apikey)]).toEqual([401, 200]);
});

test('the same request under the same Idempotency-Key shows the same key again', async () => {
  const headers = { 'idempotency-key': 'one' };
  const [first, again] = [await add({}, { headers }), await add({}, { headers })];
  expect(again.headers['idempotency-replayed']).toBe('true');
  expect(again.json).toEqual(first.json);
  expect(await keys()).toHaveLength(2);
});

describe('an account', () => {
  test('has so many keys that open, and no more, also of those who add at once', async () => {
    const answers = await Promise.all(Array.from({ length: mostOpenKeys + 2 }, () => add()));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(mostOpenKeys - 1);
    const refused = answers.filter(({ status }) => status !== 201);
    for (const { status, json } of refused) {
      expect([status, json.code]).toEqual([403, 'limit.keys']);
      expect(json.detail).toContain(String(mostOpenKeys));
    }
    expect(await revokedOnes()).toEqual(Array(mostOpenKeys).fill(false));

    await revoke(prefixOf(account.apikey));
    expect((await add()).status).toBe(201);
  });

  test('has room for another when one has expired', async () => {
    for (let n = 1; n < mostOpenKeys; n += 1) await add({ expire_at: '2026-01-01T01:00:00Z' });
    expect((await add()).json.code).toBe('limit.keys');
    await app.clock.advance(3_600_000);
    expect((await add()).status).toBe(201);
    expect(await opens(account.apikey)).toBe(200);
  });

  test('remembers ten keys, and never forgets one that opens', async () => {
    const made: string[] = [];
    for (let turn = 0; turn < 12; turn += 1) {
      await app.clock.advance(1000);
      const { json } = await add();
      made.push(json.prefix);
      await revoke(json.prefix);
    }
    const known = (await keys()).map(({ prefix }: { prefix: string }) => prefix);
    expect(known).toEqual([...made.slice(-9).reverse(), prefixOf(account.apikey)]);
    expect(await opens(account.apikey)).toBe(200);
    expect((await revoke(made[0] ?? '')).json.code).toBe('object.not-found');
  });
});

test('a key that is refused leaves nothing behind', async () => {
  const { write } = app.rows;
  const inserted: string[] = [];
  app.rows.write = async (table, partitionKey, writes) => {
    if (table === 'apiKeys' && writes[0]?.kind === 'insert') inserted.push(partitionKey);
    return write(table, partitionKey, writes);
  };
  for (let n = 1; n < mostOpenKeys; n += 1) await add();
  expect((await add()).status).toBe(403);
  expect(inserted).toHaveLength(mostOpenKeys);
  expect(await rowsOf(inserted.at(-1) ?? '')).toEqual([]);
});

test('a key whose account was not written opens nothing, and the others stay', async () => {
  const { write } = app.rows;
  const inserted: string[] = [];
  app.rows.write = async (table, partitionKey, writes) => {
    if (table === 'apiKeys') inserted.push(partitionKey);
    if (table === 'users' && writes[0]?.kind === 'replace') throw new Error('killed');
    return write(table, partitionKey, writes);
  };
  expect((await add()).status).toBe(500);
  app.rows.write = write;
  expect(inserted).toHaveLength(1);
  expect(await opens(account.apikey)).toBe(200);
  expect(await keys()).toHaveLength(1);
});

test('a key is one even if its writing had to be sent twice', async () => {
  const { write } = app.rows;
  let lost = false;
  app.rows.write = async (table, partitionKey, writes) => {
    const written = await write(table, partitionKey, writes);
    if (table !== 'users' || lost) return written;
    lost = true;
    return write(table, partitionKey, writes);
  };
  const { status, json } = await add();
  expect([lost, status]).toEqual([true, 201]);
  expect(await keys()).toHaveLength(2);
  expect(await opens(json.apikey)).toBe(200);
});

test('If-Match keeps who comes late from it', async () => {
  const { headers } = await app.request('GET', account.url);
  const options = { headers: { 'if-match': headers.etag ?? '' } };
  expect((await add({}, options)).status).toBe(201);
  expect((await add({}, options)).json.code).toBe('object.changed');
  expect((await revoke(prefixOf(account.apikey), options)).json.code).toBe('object.changed');
  expect(await opens(account.apikey)).toBe(200);
});

describe('who may', () => {
  test('administrators, up to their own role, in their own organization', async () => {
    const { apiKey: elsewhere } = app.otherOrganization;
    const contributor = await app.keyWithRole('CONTRIB');
    const prefix = prefixOf(account.apikey);
    for (const [apiKey, code] of [
      [contributor, 'auth.forbidden'],
      [elsewhere, 'object.not-found'],
    ]) {
      expect((await add({}, { apiKey })).json.code).toBe(code);
      expect((await revoke(prefix, { apiKey })).json.code).toBe(code);
    }
    const owner = await app.keyWithRole('OWNER');
    const boss = await app.request('POST', accounts, { body: { name: 'boss', role: 'OWNER' }, apiKey: owner });
    account = boss.json;
    expect((await add()).json.code).toBe('auth.forbidden');
    expect((await revoke(prefixOf(account.apikey))).json.code).toBe('auth.forbidden');
    expect(await opens(account.apikey)).toBe(200);
    expect((await add({}, { apiKey: owner })).status).toBe(201);
  });

  test('nobody by a key of another account', async () => {
    const other = (await app.request('POST', accounts, { body: { name: 'other' } })).json;
    const { status, json } = await revoke(prefixOf(other.apikey));
    expect([status, json.code]).toEqual([404, 'object.not-found']);
    expect(await opens(other.apikey)).toBe(200);
  });
});

test('both are in the audit, as changes of the account', async () => {
  const before = (await app.request('GET', '/api/v1/audit/')).json.count;
  await app.clock.advance(1000);
  const { json } = await add();
  await app.clock.advance(1000);
  await revoke(json.prefix);
  await revoke('unknown');
  const audit = (await app.request('GET', '/api/v1/audit/')).json;
  expect(audit.count).toBe(before + 2);
  const entry = { action: 'update', object_type: 'ServiceAccount', object_id: account.id, object_name: 'deploy' };
  expect(audit.results.slice(0, 2)).toMatchObject([entry, entry]);
});
