import { redirectUri, startTestEntra, type TestEntra, vaultScope } from './test-entra.ts';

let local: TestEntra;
beforeEach(async () => {
  local = await startTestEntra();
  local.consent(local.contoso);
});
afterEach(() => local.stop());

const tokenUrl = (segment = local.contoso.id) => `${local.entra.authorityHost}/${segment}/oauth2/v2.0/token`;

async function post(fields: Record<string, string>, headers: Record<string, string> = {}, url = tokenUrl()) {
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(fields), headers });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
}

const valid = () => ({
  grant_type: 'client_credentials',
  client_id: local.application.clientId,
  client_secret: local.secret,
  scope: vaultScope,
});

describe('token endpoint', () => {
  test('describes a refusal as Entra does', async () => {
    const correlationId = '0d7e7a3b-8f7f-4d3e-9d53-0c1c3d6a9a11';
    const { status, headers, body } = await post({
      ...valid(),
      client_secret: 'guessed',
      'client-request-id': correlationId,
    });
    expect(status).toBe(401);
    const timestamp = String(body.timestamp);
    expect(timestamp).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/);
    expect(body).toEqual({
      error: 'invalid_client',
      error_description: expect.stringMatching(
        new RegExp(
          `^AADSTS7000215: Invalid client secret .* Trace ID: ${body.trace_id} Correlation ID: ${correlationId} Timestamp: ${timestamp}$`,
        ),
      ),
      error_codes: [7000215],
      timestamp,
      trace_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      correlation_id: correlationId,
      error_uri: `${local.entra.authorityHost}/error?code=7000215`,
    });
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-ms-request-id')).toBe(body.trace_id);
    const lookUp = await fetch(String(body.error_uri));
    expect(lookUp.status).toBe(200);
    expect(await lookUp.text()).toContain('AADSTS7000215');
  });

  test('takes the secret by HTTP basic authentication too', async () => {
    const { client_id: id, client_secret: secret, ...rest } = valid();
    const basic = (value: string) => ({ authorization: `Basic ${Buffer.from(value).toString('base64')}` });
    expect((await post(rest, basic(`${id}:${secret}`))).body).toMatchObject({ token_type: 'Bearer', expires_in: 3599 });
    expect((await post(rest, basic(`${id}:guessed`))).body).toMatchObject({ error_codes: [7000215] });
    expect((await post(rest, basic(`${id}:%zz`))).body).toMatchObject({ error_codes: [90023] });
  });

  test.each([
    ['grant_type', 900144],
    ['client_id', 900144],
    ['client_secret', 7000216],
    ['scope', 900144],
  ])('without %s: %i', async (field, number) => {
    const fields: Record<string, string> = valid();
    delete fields[field];
    expect((await post(fields)).body).toMatchObject({ error_codes: [number] });
  });

  test('70003: another grant', async () => {
    const { status, body } = await post({ ...valid(), grant_type: 'password' });
    expect([status, body.error]).toEqual([400, 'unsupported_grant_type']);
  });

  test.each([
    ['900023: a tenant that is no name', () => tokenUrl('a%20b'), 900023],
    ['90002: an unknown domain', () => tokenUrl('nobody.example.test'), 90002],
    ['50059: organizations names no tenant', () => tokenUrl('organizations'), 50059],
    ['9001023: nor does common', () => tokenUrl('common'), 9001023],
    ['9001023: nor consumers', () => tokenUrl('consumers'), 9001023],
  ])('%s', async (_name, url, number) => {
    const { status, body } = await post(valid(), {}, url());
    expect([status, body.error, body.error_codes]).toEqual([400, 'invalid_request', [number]]);
  });

  test('900561: only POST; other paths do not exist; paths have no case', async () => {
    const get = await fetch(tokenUrl());
    expect([get.status, ((await get.json()) as { error_codes: number[] }).error_codes]).toEqual([400, [900561]]);
    expect((await fetch(`${tokenUrl()}s`)).status).toBe(404);
    expect((await fetch(local.entra.authorityHost)).status).toBe(404);
    expect((await post(valid(), {}, tokenUrl().replace('/oauth2/', '/OAuth2/'))).status).toBe(200);
  });

  test('413: a body that is no form of a client', async () => {
    const response = await fetch(tokenUrl(), { method: 'POST', body: 'x'.repeat(200_000) });
    expect(response.status).toBe(413);
    expect((await post(valid())).status).toBe(200);
  });

  test('7000218: a code without the client’s credential', async () => {
    const { body } = await post({ ...valid(), grant_type: 'authorization_code', client_secret: '', code: 'x' });
    expect(body).toMatchObject({ error: 'invalid_client', error_codes: [7000218] });
  });
});

describe('applications in the browser', () => {
  const portal = 'http://localhost:5173/';
  beforeEach(() => {
    local.cloud.model.applications.push({
      ...local.application,
      clientId: '5f1a9d4e-0000-4000-8000-000000000002',
      name: 'Portal',
      redirectUris: [portal],
      secrets: [],
      public: true,
    });
  });

  const preflight = (origin: string) => fetch(tokenUrl(), { method: 'OPTIONS', headers: { origin } });

  test('may call the token endpoint from their own origin only', async () => {
    const own = await preflight('http://localhost:5173');
    expect([own.status, own.headers.get('access-control-allow-origin')]).toEqual([204, 'http://localhost:5173']);
    for (const origin of ['http://evil.example.test', new URL(redirectUri).origin]) {
      const other = await preflight(origin);
      expect([other.status, other.headers.get('access-control-allow-origin')]).toEqual([400, null]);
    }
  });

  test('have no credential, but PKCE', async () => {
    const client_id = '5f1a9d4e-0000-4000-8000-000000000002';
    const fields = { grant_type: 'authorization_code', client_id, code: 'x', redirect_uri: portal };
    expect((await post({ ...fields, client_secret: 'x' })).body).toMatchObject({ error_codes: [700025] });
    expect((await post(fields)).body).toMatchObject({ error_codes: [70000] });
    const query = new URLSearchParams({ client_id, response_type: 'code', scope: 'openid', redirect_uri: portal });
    const url = `${local.entra.authorityHost}/organizations/oauth2/v2.0/authorize?${query}`;
    const { headers } = await fetch(url, { redirect: 'manual' });
    expect(headers.get('location')).toMatch(/^http:\/\/localhost:5173\/\?error=invalid_request&.*AADSTS9002325/);
  });
});
