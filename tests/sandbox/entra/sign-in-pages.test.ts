import { authorizeUrl, state } from './authorize-url.ts';
import { createBrowser } from './browser.ts';
import { found, redirectUri, startTestEntra, type TestEntra } from './test-entra.ts';

const minute = 60_000;
const unknownId = '5f1a9d4e-0000-4000-8000-000000000001';
let local: TestEntra;
let browser: ReturnType<typeof createBrowser>;

beforeEach(async () => {
  local = await startTestEntra();
  browser = createBrowser();
});
afterEach(() => local.stop());

const urlOf = (change?: Record<string, string | undefined>, segment?: string) => authorizeUrl(local, change, segment);
const principals = () => local.cloud.model.servicePrincipals;
const personId = (name: string) => local.person(name).id;

describe('picking an account', () => {
  test('shows every account with kind and tenant, the hinted one first', async () => {
    const hint = local.person('Fabrikam Guest').userPrincipalName;
    const { status, text, headers } = await browser.go(urlOf({ login_hint: hint }));
    expect(status).toBe(200);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    const buttons = [...text.matchAll(/<button class="account" name="user" value="([^"]*)">/g)].map(([, id]) => id);
    expect(buttons).toHaveLength(local.cloud.model.users.length);
    expect(buttons[0]).toBe(personId('Fabrikam Guest'));
    expect(text).toMatch(/Pat Personal.*\n.*Personal account, Personal accounts/);
  });

  test('escapes whatever is shown', async () => {
    local.application.name = '<script>"1"&\'2\'</script>';
    local.person('Contoso Member').name = '"><img src=x>';
    const { text } = await browser.go(urlOf());
    expect(text).toContain('&lt;script&gt;&quot;1&quot;&amp;&#39;2&#39;&lt;/script&gt;');
    expect(text).not.toMatch(/<script|<img/);
    const refused = await browser.go(urlOf({ redirect_uri: '"><script>' }));
    expect(refused.text).toContain('&quot;&gt;&lt;script&gt;');
  });

  test('takes the account by user principal name too', async () => {
    const { userPrincipalName } = local.person('Contoso Administrator');
    const { callback } = await browser.signIn(urlOf(), userPrincipalName.toUpperCase());
    expect(callback?.get('code')).toBeTruthy();
  });

  test('50089: a page serves once, for ten minutes, and only as long as it is known', async () => {
    const page = await browser.go(urlOf());
    const user = personId('Contoso Administrator');
    await browser.submit(page, { user });
    for (const again of [
      await browser.submit(page, { user }),
      await browser.submit(page, { user, request: 'made-up' }),
    ]) {
      expect([again.status, again.callback]).toEqual([400, undefined]);
      expect(again.text).toContain('AADSTS50089');
    }
    const late = await browser.go(urlOf());
    local.pass(10 * minute);
    expect((await browser.submit(late, { user })).text).toContain('AADSTS50089');
  });

  test('90023: an account that does not exist, or none', async () => {
    const page = await browser.go(urlOf());
    expect((await browser.submit(page, { user: unknownId })).text).toContain('AADSTS90023');
    expect((await browser.submit(page, {})).text).toContain('AADSTS90023');
  });
});

describe('accounts that are refused on the page', () => {
  async function refused(name: string, segment?: string) {
    const page = await browser.submit(await browser.go(urlOf({}, segment)), { user: personId(name) });
    expect([page.status, page.callback, principals()]).toEqual([400, undefined, []]);
    expect(page.text).toContain('Sign in with a different account');
    return page.text;
  }

  test('500200: a personal account at organizations', async () => {
    const text = await refused('Pat Personal');
    expect(text).toContain('AADSTS500200');
    expect(text).toContain(local.person('Pat Personal').userPrincipalName);
  });

  test('50020: an account of another tenant', async () => {
    expect(await refused('Contoso Administrator', local.fabrikam.id)).toContain('AADSTS50020');
    expect(await refused('Pat Personal', local.fabrikam.domain)).toMatch(/AADSTS50020.*live\.com/);
    expect(await refused('Contoso Administrator', 'consumers')).toContain('AADSTS50020');
  });

  test('53003: Conditional Access', async () => {
    local.person('Contoso Administrator').blockedAt = 'sign-in';
    expect(await refused('Contoso Administrator')).toContain('AADSTS53003');
  });

  test('7000112: the Enterprise application is disabled', async () => {
    local.consent(local.contoso);
    found(principals()[0]).enabled = false;
    const page = await browser.signIn(urlOf(), personId('Contoso Administrator'));
    expect([page.status, page.callback]).toEqual([400, undefined]);
    expect(page.text).toContain('AADSTS7000112');
  });
});

describe('requests that never lead back', () => {
  test.each([
    ['700016', 'an unknown client', { client_id: unknownId }],
    ['900144', 'no client', { client_id: undefined }],
    ['50011', 'an address that is not registered', { redirect_uri: 'https://evil.example.test/callback' }],
    ['50011', 'a part of a registered address', { redirect_uri: `${redirectUri}/more` }],
  ])('%s: %s', async (number, _name, change) => {
    const page = await browser.go(urlOf(change));
    expect([page.status, page.callback]).toEqual([400, undefined]);
    expect(page.text).toContain(`AADSTS${number}`);
  });

  test('50194 and 700016: a single-tenant application elsewhere than at home', async () => {
    local.application.multiTenant = false;
    expect((await browser.go(urlOf())).text).toContain('AADSTS50194');
    const url = urlOf({}, local.contoso.id);
    expect((await browser.signIn(url, personId('Contoso Administrator'))).text).toContain('AADSTS700016');
  });

  test('90002: an unknown tenant', async () => {
    expect((await browser.go(urlOf({}, unknownId))).text).toContain('AADSTS90002');
  });
});

describe('requests whose refusal goes to the application', () => {
  test.each([
    ['invalid_request', 900144, { response_type: undefined }],
    ['unsupported_response_type', 70005, { response_type: 'token' }],
    ['invalid_request', 70007, { response_mode: 'pigeon' }],
    ['invalid_request', 900144, { scope: undefined }],
    ['invalid_request', 900144, { scope: '  ' }],
    ['invalid_request', 90023, { code_challenge: 'x'.repeat(43), code_challenge_method: 'plain' }],
    ['invalid_request', 501491, { code_challenge: 'short', code_challenge_method: 'S256' }],
    ['invalid_request', 90023, { prompt: 'maybe' }],
  ])('%s, AADSTS%i: %j', async (error, number, change) => {
    const { callback } = await browser.go(urlOf(change));
    expect(callback?.get('error')).toBe(error);
    expect(callback?.get('error_description')).toMatch(new RegExp(`^AADSTS${number}: .*\r\nTrace ID: `));
    expect(callback?.get('state')).toBe(state);
    expect(callback?.has('code')).toBe(false);
  });
});

describe('response modes', () => {
  test('form_post: a form that posts to the application', async () => {
    const url = urlOf({ response_mode: 'form_post' });
    const page = await browser.signIn(url, personId('Contoso Administrator'));
    expect([page.status, page.callback]).toEqual([200, undefined]);
    expect(page.action).toBe(redirectUri);
    expect(page.fields).toMatchObject({ code: expect.stringMatching(/^[\w-]{43}$/), state: state });
  });

  test('fragment', async () => {
    const url = urlOf({ response_mode: 'fragment' });
    const { location } = await browser.signIn(url, personId('Contoso Administrator'));
    const { hash, search } = new URL(location ?? '');
    expect([new URLSearchParams(hash.slice(1)).get('state'), search]).toEqual([state, '']);
  });
});

describe('prompt=none', () => {
  const silently = (change = {}) => browser.go(urlOf({ prompt: 'none', ...change }));

  test('50058: nobody is signed in', async () => {
    expect(Object.fromEntries(found((await silently()).callback))).toMatchObject({
      error: 'login_required',
      error_description: expect.stringContaining('AADSTS50058'),
    });
  });

  test('65001: not consented; then a code', async () => {
    await browser.signIn(urlOf(), personId('Contoso Administrator'), 'cancel');
    expect(Object.fromEntries(found((await silently()).callback))).toMatchObject({
      error: 'consent_required',
      error_description: expect.stringContaining('AADSTS65001'),
    });
    local.consent(local.contoso);
    expect((await silently()).callback?.has('code')).toBe(true);
  });

  test('16000: several accounts are signed in, unless the login hint names one of them', async () => {
    local.consent(local.contoso);
    for (const name of ['Contoso Administrator', 'Contoso Member', 'Contoso Administrator']) {
      await browser.signIn(urlOf(), personId(name));
    }
    expect(Object.fromEntries(found((await silently()).callback))).toMatchObject({
      error: 'interaction_required',
      error_description: expect.stringContaining('AADSTS16000'),
    });
    const hint = (name: string) => ({ login_hint: local.person(name).userPrincipalName.toUpperCase() });
    expect((await silently(hint('Contoso Member'))).callback?.has('code')).toBe(true);
    expect((await silently(hint('Contoso App Administrator'))).callback?.get('error')).toBe('login_required');
  });

  test('53003: Conditional Access', async () => {
    local.consent(local.contoso);
    await browser.signIn(urlOf(), personId('Contoso Member'));
    local.person('Contoso Member').blockedAt = 'sign-in';
    expect((await silently()).callback?.get('error_description')).toContain('AADSTS53003');
  });
});
