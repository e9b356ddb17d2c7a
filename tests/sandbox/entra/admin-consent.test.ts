import { createBrowser } from './browser.ts';
import { found, redirectUri, startTestEntra, type TestEntra } from './test-entra.ts';

let local: TestEntra;
let browser: ReturnType<typeof createBrowser>;

beforeEach(async () => {
  local = await startTestEntra();
  browser = createBrowser();
});
afterEach(() => local.stop());

function adminConsentUrl(change: Record<string, string> = {}, segment = 'organizations') {
  const query = {
    client_id: local.application.clientId,
    scope: 'https://graph.microsoft.com/.default openid',
    redirect_uri: redirectUri,
    state: 'the state',
    ...change,
  };
  return `${local.entra.authorityHost}/${segment}/v2.0/adminconsent?${new URLSearchParams(query)}`;
}

const consent = async (name: string, decision?: string, segment?: string) =>
  Object.fromEntries(
    found((await browser.signIn(adminConsentUrl({}, segment), local.person(name).id, decision)).callback),
  );

const refusal = (error: string, number: number) => ({
  admin_consent: 'True',
  error,
  error_description: expect.stringContaining(`AADSTS${number}: `),
  error_uri: `${local.entra.authorityHost}/error?code=${number}`,
  state: 'the state',
});

describe('admin consent', () => {
  test.each(['Contoso Administrator', 'Contoso App Administrator'])('%s accepts for the tenant', async (name) => {
    expect(await consent(name)).toEqual({
      admin_consent: 'True',
      tenant: local.contoso.id,
      scope: 'https://graph.microsoft.com/.default openid',
      state: 'the state',
    });
    expect(local.cloud.model.servicePrincipals).toMatchObject([{ tenantId: local.contoso.id, enabled: true }]);
  });

  test('is asked even when it was given before', async () => {
    local.consent(local.contoso);
    const user = local.person('Contoso Administrator').id;
    const page = await browser.submit(await browser.go(adminConsentUrl()), { user });
    expect(page.text).toContain('Review for your organization');
  });

  test('65004: the administrator cancels; no tenant is named', async () => {
    expect(await consent('Contoso Administrator', 'cancel')).toEqual(refusal('consent_required', 65004));
    expect(local.cloud.model.servicePrincipals).toEqual([]);
  });

  test.each(['Contoso Member', 'Fabrikam Member'])('90094, 90095: %s is no administrator', async (name) => {
    expect(await consent(name, 'accept')).toEqual(refusal('access_denied', 90094));
    expect(await consent(name, 'cancel')).toEqual(refusal('access_denied', 90094));
    expect(await consent(name, 'request-approval')).toEqual(refusal('access_denied', 90095));
    expect(local.cloud.model.servicePrincipals).toEqual([]);
  });

  test('500200, 50020: accounts that cannot, told to the application', async () => {
    expect(await consent('Pat Personal')).toEqual(refusal('access_denied', 500200));
    expect(await consent('Contoso Administrator', 'accept', local.fabrikam.id)).toEqual(
      refusal('access_denied', 50020),
    );
    expect(local.cloud.model.servicePrincipals).toEqual([]);
  });

  test('needs a scope, and no authority of personal accounts', async () => {
    const { callback } = await browser.go(adminConsentUrl({ scope: '' }));
    expect(callback?.get('error_description')).toContain('AADSTS900144');
    expect(callback?.get('admin_consent')).toBe('True');
    const common = await browser.go(adminConsentUrl({}, 'common'));
    expect(common.callback?.get('error_description')).toContain('AADSTS90023');
  });

  test('50011: never leads to an address that is not registered', async () => {
    const page = await browser.go(adminConsentUrl({ redirect_uri: 'https://evil.example.test/' }));
    expect([page.callback, page.text.includes('AADSTS50011')]).toEqual([undefined, true]);
  });
});
