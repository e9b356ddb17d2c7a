import { decodeJwt } from 'jose';
import type { Application } from '../../../sandbox/cloud/model.ts';
import { registerInBrowser } from '../../../sandbox/cloud/register-in-browser.ts';
import { createBrowser } from './browser.ts';
import { startTestEntra, type TestEntra } from './test-entra.ts';

const origin = 'http://localhost:5173';
const portal = `${origin}/`;
// RFC 7636, appendix B.
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
const day = 24 * 3_600_000;

let local: TestEntra;
let application: Application;
beforeEach(async () => {
  local = await startTestEntra();
  const registration = { name: 'Portal', tenantId: local.fabrikam.id, mappedClaims: ['organization', 'role'] };
  application = registerInBrowser(local.cloud, registration);
  application.redirectUris = [portal];
  local.person('Fabrikam Member').attributes = { organization: 'an organization', role: 'OWNER', salary: 'high' };
});
afterEach(() => local.stop());

const endpoint = (name: string) => `${local.entra.authorityHost}/${local.fabrikam.id}/oauth2/v2.0/${name}`;

function authorizeUrl(more: Record<string, string> = {}) {
  const query = new URLSearchParams({
    client_id: application.clientId,
    response_type: 'code',
    redirect_uri: portal,
    scope: `openid profile offline_access ${application.clientId}/.default`,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...more,
  });
  return `${endpoint('authorize')}?${query}`;
}

const signIn = (browser = createBrowser()) => browser.signIn(authorizeUrl(), local.person('Fabrikam Member').id);

async function redeem(fields: Record<string, string>) {
  const body = new URLSearchParams({ client_id: application.clientId, ...fields });
  const response = await fetch(endpoint('token'), { method: 'POST', headers: { origin }, body });
  expect(response.headers.get('access-control-allow-origin')).toBe(origin);
  return (await response.json()) as Record<string, string> & { error_codes?: number[] };
}

async function tokens() {
  const { callback } = await signIn();
  const code = callback?.get('code') ?? '';
  return redeem({ grant_type: 'authorization_code', code, redirect_uri: portal, code_verifier: verifier });
}

test('nobody is asked to consent; the access token is for the own API, with the mapped claims', async () => {
  const { access_token: access = '', id_token: id = '' } = await tokens();
  expect(decodeJwt(access)).toMatchObject({
    iss: `${local.entra.authorityHost}/${local.fabrikam.id}/v2.0`,
    aud: application.clientId,
    organization: 'an organization',
    role: 'OWNER',
    scp: '.default',
    ver: '2.0',
  });
  expect(decodeJwt(access)).not.toHaveProperty('salary');
  expect(decodeJwt(id)).toMatchObject({ aud: application.clientId, name: 'Fabrikam Member' });
});

test('a refresh token gives new tokens for a day, and none to who may not sign in any more', async () => {
  const { refresh_token: refresh = '' } = await tokens();
  const renewed = await redeem({ grant_type: 'refresh_token', refresh_token: refresh });
  expect(decodeJwt(renewed.access_token ?? '')).toMatchObject({ aud: application.clientId, role: 'OWNER' });
  expect(renewed.refresh_token).toEqual(expect.any(String));

  local.person('Fabrikam Member').blockedAt = 'token';
  expect((await redeem({ grant_type: 'refresh_token', refresh_token: refresh })).error_codes).toEqual([53003]);
  delete local.person('Fabrikam Member').blockedAt;
  local.pass(day);
  expect((await redeem({ grant_type: 'refresh_token', refresh_token: refresh })).error_codes).toEqual([70008]);
  expect((await redeem({ grant_type: 'refresh_token' })).error_codes).toEqual([900144]);
});

test('an application on a server gets no refresh token', async () => {
  application.public = false;
  application.secrets = [{ id: 's', value: 'secret', expires: Number.MAX_SAFE_INTEGER }];
  const { callback } = await signIn();
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: application.clientId,
    client_secret: 'secret',
    code: callback?.get('code') ?? '',
    redirect_uri: portal,
    code_verifier: verifier,
  });
  const answer = await (await fetch(endpoint('token'), { method: 'POST', body })).json();
  expect(answer).toHaveProperty('access_token');
  expect(answer).not.toHaveProperty('refresh_token');
});

test('is registered once, however often it is asked for', () => {
  const again = registerInBrowser(local.cloud, { name: 'Portal', tenantId: local.fabrikam.id, mappedClaims: [] });
  expect(again).toBe(application);
});

test('signing out ends the session, and returns to registered addresses only', async () => {
  const browser = createBrowser();
  await signIn(browser);
  const silently = async () => (await browser.go(authorizeUrl({ prompt: 'none' }))).callback;
  expect((await silently())?.get('code')).toEqual(expect.any(String));
  const left = await browser.go(`${endpoint('logout')}?post_logout_redirect_uri=${portal}&state=s`);
  expect([left.status, left.location]).toEqual([302, `${portal}?state=s`]);
  expect((await silently())?.get('error')).toBe('login_required');
  for (const query of ['', '?post_logout_redirect_uri=https://evil.example.test/']) {
    const page = await fetch(`${endpoint('logout')}${query}`, { redirect: 'manual' });
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('You signed out')]);
  }
});
