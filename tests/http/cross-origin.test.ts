import { createTestApp, type TestApp } from '../support/test-app.ts';

const known = 'https://portal.example';
const projects = '/api/v1/projects/';

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp();
});

const preflight = (origin: string, headers: Record<string, string> = {}) =>
  app.request('OPTIONS', projects, {
    apiKey: null,
    headers: { origin, 'access-control-request-method': 'PATCH', ...headers },
  });

describe('a page of another origin', () => {
  test('that the settings name may ask what it likes, and read what it needs', async () => {
    const asked = await preflight(known);
    expect([asked.status, asked.text]).toEqual([204, '']);
    expect(asked.headers).toMatchObject({
      'access-control-allow-origin': known,
      'access-control-allow-methods': 'PATCH',
      'access-control-max-age': '7200',
      vary: 'Origin',
    });
    for (const name of ['Authorization', 'Content-Type', 'If-Match', 'Idempotency-Key']) {
      expect(asked.headers['access-control-allow-headers']).toContain(name);
    }
    const answer = await app.request('POST', projects, { body: { name: 'web' }, headers: { origin: known } });
    expect(answer.status).toBe(201);
    expect(answer.headers).toMatchObject({ 'access-control-allow-origin': known, vary: 'Origin' });
    for (const name of ['ETag', 'Location', 'RateLimit', 'Retry-After', 'X-Trace-Id']) {
      expect(answer.headers['access-control-expose-headers']).toContain(name);
    }
    // No cookie and no certificate ever says who asks.
    expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
  });

  test('that the settings name also reads refusals', async () => {
    const refused = await app.request('GET', projects, { apiKey: null, headers: { origin: known } });
    expect(refused.status).toBe(401);
    expect(refused.headers['access-control-allow-origin']).toBe(known);
  });

  test.each([
    ['a stranger', 'https://elsewhere.example'],
    ['a page that hides its origin', 'null'],
    ['one whose name begins alike', 'https://portal.example.evil.example'],
    ['the same name without TLS', 'http://portal.example'],
  ])('of %s may not', async (_what, origin) => {
    const asked = await preflight(origin);
    expect([asked.status, asked.json.code]).toEqual([404, 'route.not-found']);
    const answer = await app.request('GET', projects, { headers: { origin } });
    expect(answer.status).toBe(200);
    for (const { headers } of [asked, answer]) {
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  test('is what OPTIONS is for; nothing else answers it', async () => {
    const answer = await app.request('OPTIONS', projects, { headers: { origin: known } });
    expect([answer.status, answer.json.code]).toEqual([404, 'route.not-found']);
  });
});
