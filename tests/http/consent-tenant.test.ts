import { administrator, callback, codeOnPage, consentFlow, expectPage } from '../support/consent-flow.ts';
import { createTestApp } from '../support/test-app.ts';

const otherTenant = '11111111-aaaa-4bbb-8ccc-222222222222';

async function start() {
  const app = await createTestApp();
  return { app, ...consentFlow(app) };
}

describe('a tenant in the address', () => {
  test('that is not the one of the sign-in refuses it', async () => {
    const { app, begin, visit, stored } = await start();
    const { json } = await begin();
    const address = app.entra.signIn(json.authorization_url, administrator);
    expectPage(await visit(`${address}&tenant=${otherTenant}`), 'consent.tenant-mismatch');
    expect((await stored(json.id)).links).toEqual([]);
  });

  test('never stands in for the one of the sign-in', async () => {
    const { app, begin, visit, complete } = await start();
    const { json } = await begin();
    const address = app.entra.signIn(json.authorization_url, administrator);
    const page = await visit(`${address}&tenant=${administrator.tenantId.toUpperCase()}`);
    expect((await complete(json.id, codeOnPage(page))).json.tenant.id).toBe(administrator.tenantId);
  });

  test('claimed by adminconsent has to be the one of the sign-in that follows', async () => {
    const { app, begin, visit, stored } = await start();
    const { json } = await begin({ admin_consent: true });
    const forged = app.entra.acceptAdminConsent(json.authorization_url, otherTenant);
    const onwards = (await visit(forged)).headers.location ?? '';
    expectPage(await visit(app.entra.signIn(onwards, administrator)), 'consent.tenant-mismatch');
    expect((await stored(json.id)).links).toEqual([]);
  });
});

describe('the adminconsent leg', () => {
  test.each([
    ['without tenant', 'admin_consent=True'],
    ['with a tenant that is no id', 'admin_consent=True&tenant=contoso.example'],
    ['without admin_consent', `tenant=${otherTenant}`],
    ['with admin_consent=False', `admin_consent=False&tenant=${otherTenant}`],
    ['with a code instead', 'code=x'],
  ])('%s is incomplete and changes nothing', async (_what, query) => {
    const { begin, visit, stored } = await start();
    const { json } = await begin({ admin_consent: true });
    const before = await stored(json.id);
    const state = new URL(json.authorization_url).searchParams.get('state');
    expectPage(await visit(`${callback}?state=${state}&${query}`), 'consent.incomplete');
    expect(await stored(json.id)).toEqual(before);
  });

  test('is good once: its state does not fit the sign-in', async () => {
    const { app, begin, visit } = await start();
    const { json } = await begin({ admin_consent: true });
    const back = app.entra.acceptAdminConsent(json.authorization_url, administrator.tenantId);
    const answers = await Promise.all([visit(back), visit(back)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    expectPage(await visit(back), 'consent.state');
  });

  test('that an administrator declined refuses the consent', async () => {
    const { app, begin, visit, status } = await start();
    const { json } = await begin({ admin_consent: true });
    const back = app.entra.refuse(json.authorization_url, 'permission_denied', 65004);
    expectPage(await visit(back), 'consent.declined');
    expect(await status(json.id)).toMatchObject({ status: 'refused' });
  });
});
