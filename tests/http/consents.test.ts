import {
  administrator,
  callback,
  codeOnPage,
  consentFlow,
  consents,
  portal,
  sentBack,
  tenants,
} from '../support/consent-flow.ts';
import { createTestApp, type TestAppOptions } from '../support/test-app.ts';

const minutes = 60_000;

async function start(options: TestAppOptions = {}) {
  const app = await createTestApp({ consent: { returnUrls: [portal] }, ...options });
  return { app, ...consentFlow(app) };
}

describe('beginning a consent', () => {
  test('gives an address at Entra and ten minutes', async () => {
    const { app, begin } = await start();
    const answer = await begin();
    expect(answer.status).toBe(201);
    expect(answer.json).toMatchObject({
      status: 'pending',
      admin_consent: false,
      return_url: null,
      tenant: null,
      error: null,
      created_at: app.clock.now().toISOString(),
      expires_at: new Date(app.clock.now().getTime() + 10 * minutes).toISOString(),
    });
    expect(answer.headers.location).toBe(answer.json.url);
    const url = new URL(answer.json.authorization_url);
    expect(url.origin + url.pathname).toBe('https://login.example/organizations/oauth2/v2.0/authorize');
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      client_id: app.deps.azure.clientId,
      response_type: 'code',
      redirect_uri: app.deps.consent.redirectUri,
      prompt: 'select_account',
      code_challenge_method: 'S256',
      state: expect.stringMatching(new RegExp(`^${answer.json.id}\\.[A-Za-z0-9_-]{43}$`)),
      nonce: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
      code_challenge: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
    });
  });

  test('needs no body at all', async () => {
    const { app } = await start();
    expect((await app.request('POST', consents)).status).toBe(201);
  });

  test('uses fresh secrets every time, and stores no more of the state than a digest', async () => {
    const { begin, stored } = await start();
    const [first, second] = [await begin(), await begin()].map(
      ({ json }) => new URL(json.authorization_url).searchParams,
    );
    for (const name of ['state', 'nonce', 'code_challenge']) expect(first?.get(name)).not.toBe(second?.get(name));
    const state = second?.get('state') ?? '';
    const { consent } = await stored(state.split('.')[0] ?? '');
    const kept = JSON.stringify(consent, (_key, value) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    );
    expect(kept).toContain(second?.get('nonce'));
    expect(kept).not.toContain(state.split('.')[1]);
  });

  test.each([
    ['an unknown field', { tenant_id: administrator.tenantId }, 'request.invalid', 'body.tenant_id'],
    ['admin_consent that is no boolean', { admin_consent: 'yes' }, 'request.invalid', 'body.admin_consent'],
    ['a return address off the list', { return_url: 'https://evil.example/' }, 'consent.return-url', 'body.return_url'],
    ['a return address that climbs', { return_url: `${portal}../admin` }, 'consent.return-url', 'body.return_url'],
    ['a return address that is none', { return_url: 'portal' }, 'consent.return-url', 'body.return_url'],
  ])('refuses %s', async (_what, body, code, field) => {
    const { begin } = await start();
    const answer = await begin(body);
    expect([answer.status, answer.json.code]).toEqual([400, code]);
    expect(answer.json.errors[0].field).toBe(field);
  });

  test('is for administrators', async () => {
    const { app, begin } = await start();
    expect((await begin({}, { apiKey: await app.keyWithRole('CONTRIB') })).json.code).toBe('auth.forbidden');
    expect((await begin({}, { apiKey: null })).json.code).toBe('auth.missing');
  });
});

describe('connecting a tenant', () => {
  test('by a page that shows the code', async () => {
    const { app, signIn, status, complete } = await start();
    const { id, answer } = await signIn();
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('contoso.example');
    expect(answer.text).toContain('<strong>Contoso</strong>');
    expect(await status(id)).toMatchObject({ status: 'authorized', tenant: null, error: null });

    const completed = await complete(id, codeOnPage(answer));
    expect(completed.status).toBe(200);
    expect(completed.json.tenant).toEqual({
      id: administrator.tenantId,
      url: `https://service.example${tenants}${administrator.tenantId}/`,
      tenant_id: administrator.tenantId,
      name: 'contoso.example',
      linked_by: 'ADMIN key',
      linked_by_id: expect.any(String),
      signed_in_as: 'ada@contoso.example',
      linked_at: app.clock.now().toISOString(),
    });
    expect(await status(id)).toMatchObject({ status: 'completed', tenant: completed.json.tenant.url });
  });

  test('by way of the return address', async () => {
    const { signIn, complete } = await start();
    const { id, answer } = await signIn(administrator, undefined, { return_url: `${portal}azure?step=2` });
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toMatch(/^https:\/\/portal\.example\/connect\/azure\?step=2&/);
    const { completion_code: code, ...rest } = sentBack(answer);
    expect(rest).toEqual({ step: '2', consent_id: id });
    expect(code).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect((await complete(id, code)).status).toBe(200);
  });

  test('again refreshes who linked it and when', async () => {
    const { app, signIn, complete } = await start();
    const first = await signIn();
    await complete(first.id, codeOnPage(first.answer));
    await app.clock.advance(60 * minutes);
    const second = await signIn({ ...administrator, preferredUsername: 'grace@contoso.example' });
    await complete(second.id, codeOnPage(second.answer));
    const { json } = await app.request('GET', tenants);
    expect(json.count).toBe(1);
    expect(json.results[0]).toMatchObject({
      linked_at: app.clock.now().toISOString(),
      signed_in_as: 'grace@contoso.example',
    });
  });

  test('with admin consent first, then a sign-in with secrets of its own', async () => {
    const { app, begin, visit, complete, status } = await start();
    const begun = await begin({ admin_consent: true, return_url: portal });
    const adminUrl = new URL(begun.json.authorization_url);
    expect(adminUrl.pathname).toBe('/organizations/v2.0/adminconsent');
    expect(adminUrl.searchParams.get('scope')).toContain('openid');

    const back = app.entra.acceptAdminConsent(adminUrl.href, administrator.tenantId);
    const onwards = await visit(back);
    expect(onwards.status).toBe(303);
    const authorizationUrl = onwards.headers.location ?? '';
    expect(new URL(authorizationUrl).pathname).toBe('/organizations/oauth2/v2.0/authorize');
    expect(new URL(authorizationUrl).searchParams.get('state')).not.toBe(adminUrl.searchParams.get('state'));
    expect(await status(begun.json.id)).toMatchObject({ status: 'pending', admin_consent: true });

    const answer = await visit(app.entra.signIn(authorizationUrl, administrator));
    expect((await complete(begun.json.id, sentBack(answer).completion_code)).json.tenant.id).toBe(
      administrator.tenantId,
    );
  });

  test('takes any member where the configuration says so', async () => {
    const { signIn } = await start({ consent: { requiredRoles: 'anyone' } });
    const { answer } = await signIn({ ...administrator, directoryRoles: [] });
    expect(answer.status).toBe(200);
  });
});

describe('pages', () => {
  test('run no script, load nothing, cannot be framed, and leave no trace', async () => {
    const { signIn, visit } = await start();
    for (const { headers, text } of [(await signIn()).answer, await visit(callback)]) {
      expect(headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      });
      expect(headers['content-security-policy']).toMatch(
        /^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]{44}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
      );
      expect(text).not.toMatch(/<script|<iframe|<form|<img|<link| on\w+=/i);
    }
  });

  test('escape what others have named', async () => {
    const { signIn } = await start();
    const { answer } = await signIn({ ...administrator, preferredUsername: 'a@<img src=x onerror=alert(1)>' });
    expect(answer.text).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(answer.text).not.toContain('<img');
  });

  test('the redirect tells the next site nothing of this one either', async () => {
    const { signIn } = await start();
    const { answer } = await signIn(administrator, undefined, { return_url: portal });
    expect(answer.headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
    expect(answer.text).toBe('');
  });
});

test('no secret of the flow appears in the log', async () => {
  const { app, signIn, complete } = await start();
  const { id, address, answer } = await signIn();
  await complete(id, codeOnPage(answer));
  const query = new URL(address).searchParams;
  const secrets = [codeOnPage(answer), query.get('code') ?? '', (query.get('state') ?? '').split('.')[1] ?? ''];
  expect(secrets.every((secret) => secret.length > 5)).toBe(true);
  const log = app.logLines.join('\n');
  expect(log).toContain('tenant.linked');
  for (const secret of secrets) expect(log).not.toContain(secret);
});
