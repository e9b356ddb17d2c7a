import { createMemoryTokenVerifier } from '../../shared/adapters/memory/memory-token-verifier.ts';
import { StorageFault } from '../../shared/ports/storage-fault.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

const integrations = '/api/v1/integrations/azure/key_vault/';

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp();
});

describe('who may call', () => {
  test('nobody without credentials, and the answer says how to send them', async () => {
    const response = await app.request('GET', integrations, { apiKey: null });
    expect(response.status).toBe(401);
    expect(response.json).toMatchObject({ code: 'auth.missing', next: expect.stringContaining('Api-Key') });
    expect(response.headers['www-authenticate']).toBe('Api-Key, Bearer');
  });

  test.each([
    ['a key that does not exist', `kvi${'0'.repeat(16)}.${'A'.repeat(43)}`],
    ['a key that is none', 'hello'],
  ])('not with %s', async (_case, apiKey) => {
    expect((await app.request('GET', integrations, { apiKey })).json).toMatchObject({
      code: 'auth.invalid',
      status: 401,
    });
  });

  test('not with the right prefix and another secret part', async () => {
    const [prefix] = app.apiKey.split('.');
    const response = await app.request('GET', integrations, { apiKey: `${prefix}.${'A'.repeat(43)}` });
    expect(response.json.code).toBe('auth.invalid');
  });

  test.each(['Basic dXNlcjpwYXNz', 'Bearer', 'Api-Key a b'])('not with "%s"', async (authorization) => {
    const response = await app.request('GET', integrations, { apiKey: null, headers: { authorization } });
    expect(response.json.code).toBe('auth.invalid');
  });

  test('the scheme is not case-sensitive', async () => {
    const headers = { authorization: `API-KEY ${app.apiKey}` };
    expect((await app.request('GET', integrations, { apiKey: null, headers })).status).toBe(200);
  });

  test('a role that does not suffice is told which one is needed', async () => {
    const apiKey = await app.keyWithRole('VIEWER');
    const response = await app.request('POST', `${integrations}consents/`, { apiKey, body: {} });
    expect(response.json).toMatchObject({
      code: 'auth.forbidden',
      status: 403,
      detail: expect.stringContaining('ADMIN'),
    });
  });

  test('a person with a token of the configured issuer', async () => {
    const tokenVerifier = createMemoryTokenVerifier({ clock: app.clock });
    const withTokens = await createTestApp({ tokenVerifier });
    const inAnHour = new Date(withTokens.clock.now().getTime() + 3_600_000);
    const call = (organizationId: string, role: string) => {
      const token = tokenVerifier.issue({ subject: 'ada', name: 'Ada', organizationId, role }, inAnHour);
      return withTokens.request('GET', integrations, { apiKey: null, headers: { authorization: `Bearer ${token}` } });
    };
    expect((await call(withTokens.organization.id, 'VIEWER')).status).toBe(200);
    expect((await call('00000000-0000-4000-8000-000000000000', 'OWNER')).json.code).toBe('auth.invalid');
    expect((await call(withTokens.organization.id, 'EMPEROR')).json.code).toBe('auth.invalid');
  });
});

describe('bodies', () => {
  const send = (rawBody: string | Uint8Array, type = 'application/json') =>
    app.request('POST', '/api/v1/projects/', { rawBody, headers: { 'content-type': type } });

  afterEach(async () => {
    const { json } = await app.request('GET', '/api/v1/projects/');
    expect(json.count).toBe(0);
  });

  test('JSON that is not JSON', async () => {
    const response = await send('{"name": "canary-value"');
    expect(response.json).toMatchObject({ code: 'request.not-json', status: 400 });
    expect(response.text + app.logLines.join()).not.toContain('canary-value');
  });

  test('bytes that are not UTF-8', async () => {
    expect((await send(new Uint8Array([0x22, 0xff, 0x22]))).json.code).toBe('request.not-json');
  });

  test('a body that is too large', async () => {
    const response = await send(JSON.stringify({ name: 'x'.repeat(1_000_001) }));
    expect(response.json).toMatchObject({ code: 'request.too-large', status: 413 });
  });

  test('a body that announces to be too large is not read', async () => {
    const headers = { 'content-type': 'application/json', 'content-length': '1000001' };
    const response = await app.request('POST', '/api/v1/projects/', { rawBody: '{"name":"web"}', headers });
    expect(response.json.code).toBe('request.too-large');
  });

  test('a media type that nobody reads', async () => {
    expect((await send('name: web', 'application/yaml')).json).toMatchObject({
      code: 'request.media-type',
      status: 415,
    });
  });

  test.each(['', 'null', '[]', '7', '"name"'])('%j instead of an object', async (rawBody) => {
    expect((await send(rawBody)).json).toMatchObject({ code: 'request.invalid', status: 400 });
  });

  test('fields that do not fit are all named', async () => {
    const response = await send(JSON.stringify({ name: 7, description: {} }));
    expect(response.json.errors.map(({ field }: { field: string }) => field)).toEqual([
      'body.name',
      'body.description',
    ]);
  });
});

test('a form is read like JSON', async () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const response = await app.request('POST', '/api/v1/projects/', { rawBody: 'name=web+shop&description=', headers });
  expect(response.json).toMatchObject({ name: 'web shop', description: '' });
});

test('a query parameter given twice is refused', async () => {
  const response = await app.request('GET', `${integrations}?page=1&page=2`);
  expect(response.json).toMatchObject({ code: 'request.invalid', errors: [{ field: 'query.page' }] });
});

test.each(['0', '-1', 'one', '1.5'])('page %s does not exist', async (page) => {
  const response = await app.request('GET', `${integrations}?page=${page}`);
  expect(response.json).toMatchObject({ code: 'request.invalid', errors: [{ field: 'query.page' }] });
});

test('what breaks inside is reported without its cause, and logged with it', async () => {
  const broken = await createTestApp();
  broken.deps.rows.range = async () => {
    throw new Error('the disk is on fire', { cause: new Error('no water either') });
  };
  const response = await broken.request('GET', integrations);
  expect(response.json).toMatchObject({ code: 'internal', status: 500, trace_id: response.headers['x-trace-id'] });
  expect(response.text).not.toContain('fire');
  const log = broken.logLines.join();
  expect(log).toContain('the disk is on fire');
  expect(log).toContain('no water either');
});

test('storage that is away is said so, with a time to come again', async () => {
  app.deps.rows.range = async () => {
    throw new StorageFault('storage.unavailable', { status: 503 });
  };
  const response = await app.request('GET', integrations);
  expect(response.json).toMatchObject({ code: 'storage.unavailable', status: 503 });
  expect(response.headers['retry-after']).toBe('10');
});

describe('what the service says of itself', () => {
  test('health and readiness', async () => {
    expect((await app.request('GET', '/api/health', { apiKey: null })).json).toEqual({ status: 'alive' });
    const ready = await app.request('GET', '/api/ready', { apiKey: null });
    expect(ready.json).toEqual({ status: 'ready', checks: { storage: 'ok', keys: 'ok' } });
  });

  test('not ready without storage', async () => {
    app.deps.rows.get = async () => {
      throw new Error('no route to host');
    };
    const response = await app.request('GET', '/api/ready', { apiKey: null });
    expect(response.json).toMatchObject({ code: 'storage.unavailable', status: 503 });
    expect(response.headers['retry-after']).toBe('10');
  });

  test('an OpenAPI document with every operation once', async () => {
    const { json } = await app.request('GET', '/api/v1/openapi.json', { apiKey: null });
    expect(json.openapi).toBe('3.0.3');
    const operations = Object.values<Record<string, { operationId: string }>>(json.paths).flatMap((path) =>
      Object.values(path).map(({ operationId }) => operationId),
    );
    expect(operations).toContain('integrations_azure_key_vault_create');
    expect(new Set(operations).size).toBe(operations.length);
  });

  test('a page that explains every error code', async () => {
    const { text } = await app.request('GET', '/api/v1/docs', { apiKey: null });
    expect(text).toContain('id="vault.name"');
    expect(text).toContain('/api/v1/integrations/azure/key_vault/{id}/');
  });
});
