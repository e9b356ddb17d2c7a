import { rememberRows } from '../../shared/store/remember-rows.ts';
import { authenticate } from '../../shared/use-cases/identity/authenticate.ts';
import { generousLimits } from '../support/generous-limits.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

const accounts = '/api/v1/serviceaccounts/';
const someRoute = '/api/v1/users/current/';

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp();
});

const create = (body: object, apiKey?: string) => app.request('POST', accounts, { body, apiKey });
const opens = async (apiKey: string) => (await app.request('GET', someRoute, { apiKey })).status;
/** What becomes of a key in a process that has its own memory and the same storage. */
const anotherProcess = () => {
  const deps = { ...app.deps, ...generousLimits(), rows: rememberRows(app.rows, app.deps) };
  return (key: string) => authenticate(deps, { kind: 'api-key', key }, { from: '' });
};
const fieldsOf = (answer: { json: { errors?: { field: string }[] } }) => answer.json.errors?.map(({ field }) => field);

describe('creating', () => {
  test('gives out a key, once', async () => {
    const made = await create({ name: 'build server', description: 'CI', role: 'CONTRIB' });
    expect(made.status).toBe(201);
    expect(made.json).toMatchObject({
      url: `https://service.example${accounts}${made.json.id}/`,
      owner: null,
      description: 'CI',
      user: { id: made.json.id, type: 'service', name: 'build server', role: 'CONTRIB', organization_name: 'Contoso' },
      keys: [{ name: 'build server', revoked: false, has_expired: false, expiry_date: null }],
      last_used_at: null,
    });
    expect(made.json.apikey.split('.')[0]).toBe(made.json.keys[0].prefix);
    expect(await opens(made.json.apikey)).toBe(200);

    const one = await app.request('GET', made.json.url);
    expect(one.json.keys).toEqual(made.json.keys);
    expect(one.text).not.toContain(made.json.apikey.split('.')[1]);
    expect(one.headers.etag).toBe(made.headers.etag);
  });

  test('a viewer where no role is given, in any letter case', async () => {
    expect((await create({ name: 'one' })).json.user.role).toBe('VIEWER');
    expect((await create({ name: 'two', role: 'contrib' })).json.user.role).toBe('CONTRIB');
  });

  test('the key carries the role', async () => {
    const { json } = await create({ name: 'reader', role: 'VIEWER' });
    const answer = await app.request('POST', '/api/v1/projects/', { apiKey: json.apikey, body: { name: 'web' } });
    expect(answer.json.code).toBe('auth.forbidden');
  });

  test.each([
    ['no name', {}, 'body.name'],
    ['an empty name', { name: '' }, 'body.name'],
    ['a control character', { name: 'a\u0007b' }, 'body.name'],
    ['a name too long', { name: 'x'.repeat(129) }, 'body.name'],
    ['an unknown role', { name: 'x', role: 'EMPEROR' }, 'body.role'],
    ['an owner who is nobody', { name: 'x', owner: 'somebody' }, 'body.owner'],
    ['an owner elsewhere', { name: 'x', owner: 'https://other.example/api/v1/users/1/' }, 'body.owner'],
    ['an owner that is no address', { name: 'x', owner: 'https://service.example/api/v1/users/%zz/' }, 'body.owner'],
  ])('%s is refused by its field', async (_case, body, field) => {
    const answer = await create(body);
    expect([answer.status, fieldsOf(answer)]).toEqual([400, [field]]);
    expect((await app.request('GET', accounts)).json.count).toBe(1);
  });

  test.each(['a/b\\c#d?e', '🚀', "'%25'"])('takes the name %s', async (name) => {
    const { json } = await create({ name });
    expect((await app.request('GET', json.url)).json.user.name).toBe(name);
  });

  test('of two with one name at once, one wins', async () => {
    const answers = await Promise.all([create({ name: 'twin' }), create({ name: 'twin' })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const { json } = await app.request('GET', accounts);
    expect(json.results.map(({ user }: { user: { name: string } }) => user.name)).toEqual(['ADMIN key', 'twin']);
  });

  test('the owner is a user of the organization, by address or id', async () => {
    const owner = (await create({ name: 'owner' })).json.user;
    for (const [index, reference] of [owner.url, owner.id].entries()) {
      expect((await create({ name: `owned ${index}`, owner: reference })).json.owner).toBe(owner.url);
    }
    const theirs = await app.request('GET', someRoute, { apiKey: app.otherOrganization.apiKey });
    expect((await create({ name: 'stolen', owner: theirs.json.id })).json.code).toBe('request.reference');
  });
});

describe('changing', () => {
  test('description and owner, by PUT and PATCH', async () => {
    const { json } = await create({ name: 'one', description: 'before', role: 'CONTRIB' });
    const put = await app.request('PUT', json.url, { body: { description: 'after', owner: json.id, role: 'OWNER' } });
    expect(put.json).toMatchObject({ description: 'after', owner: json.user.url, role: 'CONTRIB' });
    const patched = await app.request('PATCH', json.url, { body: { owner: null } });
    expect(patched.json).toMatchObject({ description: 'after', owner: null, user: { role: 'CONTRIB' } });
    expect((await app.request('GET', json.url)).json).toEqual(patched.json);
  });

  test('If-Match keeps who comes late from it, and using a key changes nothing', async () => {
    const made = await create({ name: 'one' });
    const headers = { 'if-match': made.headers.etag ?? '' };
    await opens(made.json.apikey);
    const first = await app.request('PATCH', made.json.url, { body: { description: 'a' }, headers });
    expect(first.status).toBe(200);
    for (const [method, path] of [
      ['PATCH', made.json.url],
      ['DELETE', made.json.url],
      ['POST', `${made.json.url}rekey/`],
    ] as const) {
      const late = await app.request(method, path, { headers, ...(method === 'DELETE' ? {} : { body: {} }) });
      expect([late.status, late.json.code]).toEqual([412, 'object.changed']);
    }
    expect(await opens(made.json.apikey)).toBe(200);
  });

  test('says when it was last used, to the hour', async () => {
    const { json } = await create({ name: 'one' });
    await opens(json.apikey);
    await app.clock.advance(3_599_000);
    await opens(json.apikey);
    expect((await app.request('GET', json.url)).json.last_used_at).toBe('2026-01-01T00:00:00.000Z');
    await app.clock.advance(1000);
    await opens(json.apikey);
    expect((await app.request('GET', json.url)).json.last_used_at).toBe('2026-01-01T01:00:00.000Z');
  });
});

describe('keys', () => {
  const rekey = (url: string, body: object = {}) => app.request('POST', `${url}rekey/`, { body });

  test('a rekeyed account has one key that opens, the new one', async () => {
    const { json } = await create({ name: 'one' });
    await app.clock.advance(1000);
    const answer = await rekey(json.url);
    expect(answer.status).toBe(200);
    expect(answer.json.expire_at).toBeNull();
    expect([await opens(json.apikey), await opens(answer.json.apikey)]).toEqual([401, 200]);
    const { keys } = (await app.request('GET', json.url)).json;
    expect(keys.map(({ revoked }: { revoked: boolean }) => revoked)).toEqual([false, true]);
  });

  test('an expired key opens nothing from that moment on', async () => {
    const { json } = await create({ name: 'one' });
    const { apikey } = (await rekey(json.url, { expire_at: '2026-01-01T02:00:00+01:00' })).json;
    await app.clock.advance(3_599_999);
    expect(await opens(apikey)).toBe(200);
    await app.clock.advance(1);
    expect(await opens(apikey)).toBe(401);
    expect((await app.request('GET', json.url)).json.keys[0]).toMatchObject({
      has_expired: true,
      revoked: false,
      expiry_date: '2026-01-01T01:00:00.000Z',
    });
  });

  test.each(['2025-12-31T23:59:59Z', '2026-01-01T00:00:00Z', 'tomorrow'])('cannot expire at %s', async (expire_at) => {
    const { json } = await create({ name: 'one' });
    expect(fieldsOf(await rekey(json.url, { expire_at }))).toEqual(['body.expire_at']);
    expect(await opens(json.apikey)).toBe(200);
  });

  test('of two who rekey at once, one wins and its key opens', async () => {
    const { json } = await create({ name: 'one' });
    const answers = await Promise.all([rekey(json.url), rekey(json.url)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const winner = answers.find(({ status }) => status === 200);
    expect(await opens(winner?.json.apikey)).toBe(200);
  });

  test('after many, the last ten are remembered', async () => {
    const { json } = await create({ name: 'one' });
    let last = json.apikey;
    for (let turn = 0; turn < 12; turn += 1) last = (await rekey(json.url)).json.apikey;
    expect((await app.request('GET', json.url)).json.keys).toHaveLength(10);
    expect([await opens(json.apikey), await opens(last)]).toEqual([401, 200]);
    expect((await app.rows.range('apiKeys', json.keys[0].prefix)).rows).toEqual([]);
  });

  test('a deleted account takes its keys along, and frees its name', async () => {
    const { json } = await create({ name: 'one' });
    const second = (await rekey(json.url)).json.apikey;
    expect((await app.request('DELETE', json.url)).status).toBe(204);
    expect([await opens(json.apikey), await opens(second)]).toEqual([401, 401]);
    expect((await app.request('GET', json.url)).status).toBe(404);
    expect((await app.request('DELETE', json.url)).status).toBe(404);
    expect((await create({ name: 'one' })).status).toBe(201);
  });

  test('a deletion that is cut off has closed the keys already, and can be repeated', async () => {
    const { json } = await create({ name: 'one' });
    const { write } = app.rows;
    app.rows.write = async (table, partitionKey, writes) => {
      if (table === 'apiKeys') throw new Error('killed');
      return write(table, partitionKey, writes);
    };
    expect((await app.request('DELETE', json.url)).status).toBe(500);
    app.rows.write = write;
    expect(await opens(json.apikey)).toBe(401);
    expect((await app.request('GET', json.url)).json.keys[0].revoked).toBe(true);
    expect((await app.request('DELETE', json.url)).status).toBe(204);
    expect((await app.rows.range('apiKeys', json.keys[0].prefix)).rows).toEqual([]);
  });

  test('a rekey that is cut off leaves the old key as it was', async () => {
    const { json } = await create({ name: 'one' });
    const { write } = app.rows;
    app.rows.write = async (table, partitionKey, writes) => {
      if (table === 'users' && writes[0]?.kind === 'replace') throw new Error('killed');
      return write(table, partitionKey, writes);
    };
    expect((await rekey(json.url)).status).toBe(500);
    app.rows.write = write;
    expect(await opens(json.apikey)).toBe(200);
    expect((await app.request('GET', json.url)).json.keys).toHaveLength(1);
  });

  test('one that is revoked here, or whose account is gone, opens no longer than five seconds in another process', async () => {
    const inAnother = anotherProcess();
    const { json } = await create({ name: 'remembered' });
    // The first use is written down, and what is written is forgotten.
    for (let use = 0; use < 2; use += 1) expect(await inAnother(json.apikey)).toMatchObject({ id: json.id });
    const { apikey } = (await rekey(json.url)).json;
    expect(await opens(json.apikey)).toBe(401);
    await app.clock.advance(4_999);
    expect(await inAnother(json.apikey)).toMatchObject({ id: json.id });
    await app.clock.advance(1);
    await expect(inAnother(json.apikey)).rejects.toMatchObject({ code: 'auth.invalid' });

    expect(await inAnother(apikey)).toMatchObject({ id: json.id });
    await app.request('DELETE', json.url);
    expect(await opens(apikey)).toBe(401);
    await app.clock.advance(5_000);
    await expect(inAnother(apikey)).rejects.toMatchObject({ code: 'auth.invalid' });
    expect((await app.request('GET', json.url)).status).toBe(404);
  });

  test('a new one opens at once in another process, which then knows that the one before does not', async () => {
    const inAnother = anotherProcess();
    const { json } = await create({ name: 'remembered' });
    for (let use = 0; use < 2; use += 1) await inAnother(json.apikey);
    const { apikey } = (await rekey(json.url)).json;
    expect(await inAnother(apikey)).toMatchObject({ id: json.id });
    await expect(inAnother(json.apikey)).rejects.toMatchObject({ code: 'auth.invalid' });
  });
});

describe('who may', () => {
  test('everybody looks, administrators manage', async () => {
    const { json } = await create({ name: 'one' });
    const apiKey = await app.keyWithRole('NO_SECRETS');
    expect((await app.request('GET', accounts, { apiKey })).status).toBe(200);
    const contributor = await app.keyWithRole('CONTRIB');
    const attempts = await Promise.all([
      create({ name: 'two' }, contributor),
      app.request('PATCH', json.url, { apiKey: contributor, body: {} }),
      app.request('PUT', json.url, { apiKey: contributor, body: {} }),
      app.request('DELETE', json.url, { apiKey: contributor }),
      app.request('POST', `${json.url}rekey/`, { apiKey: contributor, body: {} }),
    ]);
    expect(attempts.map((answer) => answer.json.code)).toEqual(Array(5).fill('auth.forbidden'));
  });

  test('nobody gets at a role above their own', async () => {
    const owner = await app.keyWithRole('OWNER');
    const { json } = await create({ name: 'boss', role: 'OWNER' }, owner);
    const attempts = await Promise.all([
      create({ name: 'two', role: 'OWNER' }),
      app.request('PATCH', json.url, { body: { description: 'x' } }),
      app.request('DELETE', json.url),
      app.request('POST', `${json.url}rekey/`, { body: {} }),
    ]);
    expect(attempts.map((answer) => answer.json.code)).toEqual(Array(4).fill('auth.forbidden'));
    expect(await opens(json.apikey)).toBe(200);
  });

  test("another organization's accounts are not there", async () => {
    const { json } = await create({ name: 'one' });
    const { apiKey } = app.otherOrganization;
    for (const [method, path] of [
      ['GET', json.url],
      ['PATCH', json.url],
      ['PUT', json.url],
      ['DELETE', json.url],
      ['POST', `${json.url}rekey/`],
    ] as const) {
      const answer = await app.request(method, path, { apiKey, ...(/GET|DELETE/.test(method) ? {} : { body: {} }) });
      expect([answer.status, answer.json.code]).toEqual([404, 'object.not-found']);
    }
    expect((await app.request('GET', accounts, { apiKey })).json.count).toBe(1);
  });
});

test('lists in order and in pages', async () => {
  await create({ name: 'b' });
  await app.clock.advance(1000);
  await create({ name: 'a' });
  const names = async (query: string) =>
    (await app.request('GET', `${accounts}?${query}`)).json.results.map(
      ({ user }: { user: { name: string } }) => user.name,
    );
  expect(await names('')).toEqual(['ADMIN key', 'a', 'b']);
  expect(await names('ordering=-created_at')).toEqual(['a', 'ADMIN key', 'b']);
  expect(await names('page_size=2&page=2')).toEqual(['b']);
  const refused = await app.request('GET', `${accounts}?ordering=colour`);
  expect([refused.status, fieldsOf(refused)]).toEqual([400, ['query.ordering']]);
});
