import { authorizeUrl, state } from './authorize-url.ts';
import { createBrowser } from './browser.ts';
import { found, redirectUri, startTestEntra, type TestEntra } from './test-entra.ts';

let local: TestEntra;
let browser: ReturnType<typeof createBrowser>;

beforeEach(async () => {
  local = await startTestEntra();
  browser = createBrowser();
});
afterEach(() => local.stop());

const urlOf = (change?: Record<string, string | undefined>) => authorizeUrl(local, change);
const principals = () => local.cloud.model.servicePrincipals;
const personId = (name: string) => local.person(name).id;

describe('consent', () => {
  test('an administrator accepts: code, state, principal', async () => {
    const page = await browser.submit(await browser.go(urlOf()), { user: personId('Contoso Administrator') });
    expect(page.text).toMatch(/Permissions requested.*Key Vault Integration.*Contoso.*Sign you in/s);
    expect(principals()).toEqual([]);
    const { status, callback, location } = await browser.submit(page, { decision: 'accept' });
    expect([status, location?.startsWith(`${redirectUri}?code=`)]).toEqual([302, true]);
    expect(callback?.get('state')).toBe(state);
    expect(callback?.get('session_state')).toBeTruthy();
    expect(principals()).toMatchObject([{ tenantId: local.contoso.id, clientId: local.application.clientId }]);
    const again = await browser.submit(page, { decision: 'accept' });
    expect(again.text).toContain('AADSTS50089');
  });

  test('keeps the parameters of the redirect URI', async () => {
    local.application.redirectUris = [`${redirectUri}?kept=1`];
    const url = urlOf({ redirect_uri: undefined });
    const { callback } = await browser.signIn(url, personId('Contoso Administrator'));
    expect([callback?.get('kept'), callback?.has('code')]).toEqual(['1', true]);
  });

  test('65004: the person cancels', async () => {
    const { callback } = await browser.signIn(urlOf(), personId('Contoso Administrator'), 'cancel');
    expect(Object.fromEntries(found(callback))).toEqual({
      error: 'access_denied',
      error_subcode: 'cancel',
      error_description: expect.stringContaining('AADSTS65004: User declined'),
      error_uri: `${local.entra.authorityHost}/error?code=65004`,
      state: state,
    });
    expect(principals()).toEqual([]);
  });

  test('90094, 90095: a member who may not consent can go back or ask for approval, not accept', async () => {
    const page = await browser.submit(await browser.go(urlOf()), { user: personId('Contoso Member') });
    expect(page.text).toContain('Need admin approval');
    expect(page.text).not.toContain('value="accept"');
    const back = await browser.submit(page, { decision: 'cancel' });
    expect(back.callback?.get('error')).toBe('access_denied');
    expect(back.callback?.get('error_description')).toContain('AADSTS90094');
    const asked = await browser.signIn(urlOf(), personId('Contoso Member'), 'request-approval');
    expect(asked.callback?.get('error_description')).toContain('AADSTS90095');
    const forced = await browser.signIn(urlOf(), personId('Contoso Member'), 'accept');
    expect(forced.callback?.get('error_description')).toContain('AADSTS90094');
    expect(principals()).toEqual([]);
  });

  test('a member consents where the tenant allows it', async () => {
    const { callback } = await browser.signIn(urlOf(), personId('Fabrikam Member'));
    expect(callback?.has('code')).toBe(true);
    expect(principals()).toMatchObject([{ tenantId: local.fabrikam.id }]);
  });

  test('is asked for again with prompt=consent, and adds no second principal', async () => {
    local.consent(local.contoso);
    const url = urlOf({ prompt: 'consent' });
    const page = await browser.submit(await browser.go(url), { user: personId('Contoso Administrator') });
    expect(page.text).toContain('Permissions requested');
    expect((await browser.submit(page, { decision: 'accept' })).callback?.has('code')).toBe(true);
    expect(principals()).toHaveLength(1);
  });

  test('takes effect after the tenant’s propagation time', async () => {
    local.contoso.consentPropagation = 30_000;
    const before = local.cloud.now();
    await browser.signIn(urlOf(), personId('Contoso Administrator'));
    const { created, effective } = found(principals()[0]);
    expect(created).toBeGreaterThanOrEqual(before);
    expect(effective - created).toBe(30_000);
  });

  test('90023: an answer that is none', async () => {
    const page = await browser.submit(await browser.go(urlOf()), { user: personId('Contoso Administrator') });
    expect((await browser.submit(page, { decision: 'perhaps' })).text).toContain('AADSTS90023');
    expect((await browser.submit(page, { decision: 'accept' })).callback?.has('code')).toBe(true);
  });
});
