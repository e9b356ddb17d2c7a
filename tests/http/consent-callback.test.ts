import type { Forgery, Person } from '../../shared/adapters/memory/memory-entra.ts';
import { personalAccountsTenant } from '../../shared/domain/consent/decide-sign-in.ts';
import type { problems } from '../../shared/errors.ts';
import { EntraFault } from '../../shared/ports/entra.ts';
import {
  administrator,
  callback,
  codeOnPage,
  consentFlow,
  expectPage,
  portal,
  sentBack,
} from '../support/consent-flow.ts';
import { createTestApp, type TestAppOptions } from '../support/test-app.ts';

const minutes = 60_000;
const otherTenant = '11111111-aaaa-4bbb-8ccc-222222222222';

async function start(options: TestAppOptions = {}) {
  const app = await createTestApp({ consent: { returnUrls: [portal] }, ...options });
  return { app, ...consentFlow(app) };
}

describe('a callback that proves nothing changes nothing and leads nowhere', () => {
  const other = '0d9c2f6e-58a4-4d0c-9f43-6f2b7f0f8a11';

  test.each([
    ['without parameters', () => '', 'consent.no-state'],
    ['with an empty state', () => '?state=&code=x', 'consent.no-state'],
    ['with a code alone', () => '?code=x', 'consent.no-state'],
    ['with an error alone', () => '?error=access_denied&error_description=AADSTS65004', 'consent.no-state'],
    ['with a state that is none of ours', () => '?state=abc&code=x', 'consent.unknown'],
    [
      'with the state of no consent',
      (state: string) => `?state=${other}.${state.split('.')[1]}&code=x`,
      'consent.unknown',
    ],
    ['with another end of the state', (state: string) => `?state=${state.slice(0, -2)}AA&code=x`, 'consent.state'],
    ['with a shorter state', (state: string) => `?state=${state.slice(0, -1)}&code=x`, 'consent.state'],
    ['with a longer state', (state: string) => `?state=${state}A&code=x`, 'consent.state'],
    ['refusing with a changed state', (state: string) => `?state=${state}A&error=access_denied`, 'consent.state'],
  ] as const)('%s', async (_how, query, code) => {
    const { app, begin, visit, stored } = await start();
    const begun = await begin({ return_url: portal });
    const before = await stored(begun.json.id);
    const state = new URL(begun.json.authorization_url).searchParams.get('state') ?? '';
    expectPage(await visit(callback + query(state)), code);
    expect(await stored(begun.json.id)).toEqual(before);
    // The true browser goes on unharmed.
    const answer = await visit(app.entra.signIn(begun.json.authorization_url, administrator));
    expect(sentBack(answer).completion_code).toBeDefined();
  });

  test('with the state of another consent of the same organization', async () => {
    const { app, begin, visit, stored } = await start();
    const [mine, theirs] = [await begin(), await begin()];
    const back = new URL(app.entra.signIn(theirs.json.authorization_url, administrator));
    const [, token] = (back.searchParams.get('state') ?? '').split('.');
    back.searchParams.set('state', `${mine.json.id}.${token}`);
    const before = await stored(mine.json.id);
    expectPage(await visit(back.href), 'consent.state');
    expect(await stored(mine.json.id)).toEqual(before);
  });

  test('with the right state but neither code nor error', async () => {
    const { begin, visit, stored } = await start();
    const { json } = await begin();
    const before = await stored(json.id);
    const state = new URL(json.authorization_url).searchParams.get('state');
    expectPage(await visit(`${callback}?state=${state}`), 'consent.incomplete');
    expectPage(await visit(`${callback}?state=${state}&code=`), 'consent.incomplete');
    expectPage(
      await visit(`${callback}?state=${state}&admin_consent=True&tenant=${otherTenant}`),
      'consent.incomplete',
    );
    expect(await stored(json.id)).toEqual(before);
  });
});

describe('a consent is good once and for ten minutes', () => {
  test('a second callback finds it used', async () => {
    const { signIn, visit, status, complete } = await start();
    const { id, address, answer } = await signIn();
    expectPage(await visit(address), 'consent.used');
    expect(await status(id)).toMatchObject({ status: 'authorized' });
    expect((await complete(id, codeOnPage(answer))).status).toBe(200);
    expectPage(await visit(address), 'consent.used');
  });

  test('of two callbacks at once one gets to Entra', async () => {
    const redeemed: string[] = [];
    const { app, begin, visit } = await start();
    const { redeem } = app.entra;
    app.entra.redeem = async (request) => {
      redeemed.push(request.code.reveal());
      return redeem(request);
    };
    const { json } = await begin();
    const address = app.entra.signIn(json.authorization_url, administrator);
    const answers = await Promise.all([visit(address), visit(address), visit(address)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(redeemed).toHaveLength(1);
  });

  test('after ten minutes the callback is too late', async () => {
    const { app, begin, visit, stored, status } = await start();
    const { json } = await begin();
    await app.clock.advance(10 * minutes - 1);
    const address = app.entra.signIn(json.authorization_url, administrator);
    await app.clock.advance(1);
    const before = await stored(json.id);
    expectPage(await visit(address), 'consent.expired');
    expect(await stored(json.id)).toEqual(before);
    expect(await status(json.id)).toMatchObject({ status: 'refused', error: { code: 'consent.expired' } });
  });
});

describe('a sign-in that does not prove enough', () => {
  const guest: Person = { ...administrator, account: 1 };
  const noClaim: Person = { ...administrator, account: null };
  const nobody: Person = { ...administrator, directoryRoles: ['88d8e3e3-8f55-4a1e-953a-9b9898b8876b'] };
  const personal: Person = { ...administrator, tenantId: personalAccountsTenant };

  test.each<[string, Person, Forgery | undefined, keyof typeof problems]>([
    ['a personal account', personal, undefined, 'consent.personal-account'],
    ['a guest', guest, undefined, 'consent.guest'],
    ['a registration without the claim acct', noClaim, undefined, 'consent.registration'],
    ['somebody without a required role', nobody, undefined, 'consent.role'],
    ['an id_token for another application', administrator, { claims: { aud: otherTenant } }, 'id-token.audience'],
    [
      'an id_token of another issuer',
      administrator,
      { claims: { iss: 'https://evil.example/v2.0' } },
      'id-token.issuer',
    ],
    ['an id_token with another tenant in it', administrator, { claims: { tid: otherTenant } }, 'id-token.issuer'],
    ['an id_token of another sign-in', administrator, { claims: { nonce: 'other' } }, 'id-token.nonce'],
    ['an id_token without nonce', administrator, { claims: { nonce: null } }, 'id-token.nonce'],
    ['an id_token signed by somebody else', administrator, { foreignKey: true }, 'id-token.signature'],
    ['an id_token that has expired', administrator, { claims: { exp: 1_500_000_000 } }, 'id-token.expired'],
    ['an id_token without tenant', administrator, { claims: { tid: null } }, 'id-token.malformed'],
  ])('%s is refused for good', async (_what, person, forgery, code) => {
    const { signIn, visit, status, complete, stored } = await start();
    const { id, address, answer } = await signIn(person, forgery);
    expectPage(answer, code);
    expect(answer.text).toContain(`consent ${id}`);
    expect(await status(id)).toMatchObject({ status: 'refused', tenant: null, error: { code } });
    expectPage(await visit(address), 'consent.used');
    expect((await complete(id, 'anything')).json.code).toBe(code);
    expect((await stored(id)).links).toEqual([]);
  });

  test('the return address is told the code and a sentence', async () => {
    const { signIn } = await start();
    const { id, answer } = await signIn(guest, undefined, { return_url: portal });
    expect(answer.status).toBe(303);
    expect(sentBack(answer)).toEqual({
      consent_id: id,
      error: 'consent.guest',
      error_description: 'The person who signed in is a guest in the tenant. Let a member of the tenant sign in.',
    });
  });
});

describe('what Entra answers instead of a code', () => {
  test.each<[string, number, keyof typeof problems]>([
    ['access_denied', 65004, 'consent.declined'],
    ['access_denied', 90094, 'consent.admin-approval'],
    ['consent_required', 90095, 'consent.admin-approval'],
    ['invalid_request', 50020, 'consent.account-not-in-tenant'],
    ['invalid_request', 500200, 'consent.personal-account'],
    ['access_denied', 53003, 'consent.conditional-access'],
    ['invalid_request', 90014, 'consent.refused'],
  ])('%s with AADSTS%i', async (error, aadsts, code) => {
    const { app, begin, visit, status } = await start();
    const { json } = await begin();
    const address = app.entra.refuse(json.authorization_url, error, aadsts);
    expectPage(await visit(address), code);
    expect(await status(json.id)).toMatchObject({
      status: 'refused',
      error: { code, detail: `Entra answered ${error} (AADSTS${aadsts}).` },
    });
    expectPage(await visit(address), 'consent.used');
  });

  test.each<[EntraFault, keyof typeof problems]>([
    [new EntraFault('entra.unavailable'), 'entra.unavailable'],
    [new EntraFault('credential.invalid', { aadsts: 7000222 }), 'credential.invalid'],
    [new EntraFault('entra.code-refused', { aadsts: 70008 }), 'entra.code-refused'],
    [new EntraFault('entra.code-refused', { aadsts: 53003 }), 'consent.conditional-access'],
  ])('at the redemption: %s', async (fault, code) => {
    const { app, begin, visit, status } = await start();
    const { json } = await begin();
    app.entra.failNextRedemption(fault);
    expectPage(await visit(app.entra.signIn(json.authorization_url, administrator)), code);
    expect(await status(json.id)).toMatchObject({ status: 'refused', error: { code } });
  });

  test('a code that Entra never gave is refused', async () => {
    const { begin, visit } = await start();
    const { json } = await begin();
    const state = new URL(json.authorization_url).searchParams.get('state');
    expectPage(await visit(`${callback}?state=${state}&code=made-up`), 'entra.code-refused');
  });

  test("the code of another consent's sign-in does not fit this one's verifier", async () => {
    const { app, begin, visit } = await start();
    const [victim, attacker] = [await begin(), await begin()];
    const code = new URL(app.entra.signIn(victim.json.authorization_url, administrator)).searchParams.get('code');
    const state = new URL(attacker.json.authorization_url).searchParams.get('state');
    expectPage(await visit(`${callback}?state=${state}&code=${code}`), 'entra.code-refused');
  });
});

test('what nobody expected is a page, too, tells nothing of its cause, and is logged', async () => {
  const { app, begin, visit } = await start();
  const { json } = await begin();
  app.deps.entra = { ...app.entra, redeem: async () => Promise.reject(new Error('a detail of the inside')) };
  const answer = await visit(app.entra.signIn(json.authorization_url, administrator));
  expectPage(answer, 'internal');
  expect(answer.text).not.toContain('a detail of the inside');
  expect(app.logLines.join('\n')).toContain('a detail of the inside');
});
