import { codeOnPage, consentFlow, refusalOf } from '../support/consent-flow.ts';
import { type SandboxEntraHarness, sandboxEntraHarness } from '../support/entra-harness.ts';
import { createTestApp } from '../support/test-app.ts';

let harness: SandboxEntraHarness;
beforeEach(async () => {
  harness = await sandboxEntraHarness();
});
afterEach(() => harness.stop());

async function start() {
  const app = await createTestApp({ deps: { entra: harness.entra } });
  return { app, ...consentFlow(app) };
}

const user = (name: string) => harness.sandbox.person(name);

async function connect(name: string, decision: 'accept' | 'cancel' | 'request-approval' = 'accept') {
  const flow = await start();
  const { json } = await flow.begin();
  const address = await harness.answerPages(json.authorization_url, user(name).userPrincipalName, decision);
  return { ...flow, id: json.id as string, address, answer: await flow.visit(address) };
}

describe('the whole way, through the sign-in pages of Entra', () => {
  test('an administrator connects the tenant, and the application is there', async () => {
    const { id, answer, complete } = await connect('Contoso Administrator');
    const completed = await complete(id, codeOnPage(answer));
    expect(completed.json.tenant).toMatchObject({
      tenant_id: harness.tenantId,
      name: 'contoso.onmicrosoft.localhost',
      signed_in_as: 'contoso.administrator@contoso.onmicrosoft.localhost',
    });
    expect(harness.sandbox.cloud.servicePrincipal(harness.tenantId, harness.clientId)).toBeDefined();
  });

  test('an administrator consents for everybody first, then signs in', async () => {
    const { begin, visit, complete } = await start();
    const { json } = await begin({ admin_consent: true });
    const administrator = user('Contoso Administrator').userPrincipalName;
    const onwards = await visit(await harness.answerPages(json.authorization_url, administrator));
    const page = await visit(await harness.answerPages(onwards.headers.location ?? '', administrator));
    expect((await complete(json.id, codeOnPage(page))).json.tenant.tenant_id).toBe(harness.tenantId);
  });

  test.each([
    ['Contoso Administrator', 'cancel', 'consent.declined'],
    ['Contoso Member', 'cancel', 'consent.admin-approval'],
    ['Contoso Member', 'request-approval', 'consent.admin-approval'],
    ['Fabrikam Member', 'accept', 'consent.role'],
    ['Fabrikam Guest', 'accept', 'consent.guest'],
  ] as const)('%s (%s): %s', async (name, decision, code) => {
    const { app, id, answer, status, stored } = await connect(name, decision);
    expect(refusalOf(answer)).toBe(code);
    expect(await status(id)).toMatchObject({ status: 'refused', error: { code } });
    expect((await stored(id)).links).toEqual([]);
    expect(app.logLines.join('\n')).toContain(code);
  });

  test('a personal account gets no further than the sign-in page', async () => {
    await expect(connect('Pat Personal')).rejects.toThrow(/AADSTS500200/);
  });

  test('somebody whom Conditional Access stops at the redemption', async () => {
    user('Contoso Administrator').blockedAt = 'token';
    expect(refusalOf((await connect('Contoso Administrator')).answer)).toBe('consent.conditional-access');
  });

  test('a registration that asks for no optional claims proves nobody to be a member', async () => {
    harness.sandbox.application.optionalClaims = [];
    expect(refusalOf((await connect('Contoso Administrator')).answer)).toBe('consent.registration');
  });

  test('another tenant in the address', async () => {
    const { begin, visit } = await start();
    const { json } = await begin();
    const administrator = user('Contoso Administrator').userPrincipalName;
    const address = await harness.answerPages(json.authorization_url, administrator);
    const fabrikam = user('Fabrikam Member').tenantId;
    expect(refusalOf(await visit(`${address}&tenant=${fabrikam}`))).toBe('consent.tenant-mismatch');
  });
});
