import { RowConflict, type Rows } from '../../shared/ports/rows.ts';
import { codeOnPage, consentFlow, consents, portal, tenants } from '../support/consent-flow.ts';
import { createTestApp, type TestAppOptions } from '../support/test-app.ts';

const minutes = 60_000;

async function start(options: TestAppOptions = {}) {
  const app = await createTestApp({ consent: { returnUrls: [portal] }, ...options });
  return { app, ...consentFlow(app) };
}

/** Signed in, with the code that the browser got. */
async function signedIn() {
  const flow = await start();
  const { id, answer } = await flow.signIn();
  return { ...flow, id, code: codeOnPage(answer) };
}

describe('completing a consent is refused', () => {
  test('to another person of the same organization, whatever the role', async () => {
    const { app, id, code, complete, stored } = await signedIn();
    const before = await stored(id);
    for (const role of ['ADMIN', 'OWNER'] as const) {
      const answer = await complete(id, code, { apiKey: await app.keyWithRole(role) });
      expect([answer.status, answer.json.code]).toEqual([403, 'consent.other-user']);
    }
    expect(await stored(id)).toEqual(before);
    expect((await complete(id, code)).status).toBe(200);
  });

  test('to another organization, for which there is no such consent', async () => {
    const { app, id, code, complete, stored } = await signedIn();
    const before = await stored(id);
    const { apiKey } = app.otherOrganization;
    const answer = await complete(id, code, { apiKey });
    expect([answer.status, answer.json.code]).toEqual([404, 'object.not-found']);
    expect((await app.request('GET', `${consents}${id}/`, { apiKey })).json.code).toBe('object.not-found');
    expect(await stored(id)).toEqual(before);
  });

  test('to who is no administrator, and to nobody in particular', async () => {
    const { app, id, code, complete } = await signedIn();
    expect((await complete(id, code, { apiKey: await app.keyWithRole('CONTRIB') })).status).toBe(403);
    expect((await complete(id, code, { apiKey: null })).status).toBe(401);
  });

  test('before anybody has signed in', async () => {
    const { begin, complete, stored } = await start();
    const { json } = await begin();
    const before = await stored(json.id);
    const answer = await complete(json.id, 'x');
    expect([answer.status, answer.json.code]).toEqual([409, 'consent.not-authorized']);
    expect(await stored(json.id)).toEqual(before);
  });

  test('a second time', async () => {
    const { app, id, code, complete } = await signedIn();
    expect((await complete(id, code)).status).toBe(200);
    expect((await app.request('DELETE', `${tenants}7e0d1b5c-3a44-4f5b-9d21-6c1f2a3b4c5d/`)).status).toBe(204);
    const again = await complete(id, code);
    expect([again.status, again.json.code]).toEqual([409, 'consent.used']);
    expect((await app.request('GET', tenants)).json.count).toBe(0);
  });

  test('after ten minutes', async () => {
    const { app, id, code, complete, stored } = await signedIn();
    await app.clock.advance(10 * minutes);
    const before = await stored(id);
    const answer = await complete(id, code);
    expect([answer.status, answer.json.code]).toEqual([410, 'consent.expired']);
    expect(await stored(id)).toEqual(before);
  });

  test.each([
    ['no code', {}, 'body.code'],
    ['an empty code', { code: '' }, 'body.code'],
    ['a code that is no text', { code: 7 }, 'body.code'],
    ['an unknown field', { code: 'x', tenant_id: 'y' }, 'body.tenant_id'],
  ])('with %s', async (_what, body, field) => {
    const { app, id } = await signedIn();
    const answer = await app.request('POST', `${consents}${id}/complete/`, { body });
    expect([answer.status, answer.json.code]).toEqual([400, 'request.invalid']);
    expect(answer.json.errors[0].field).toBe(field);
  });

  test.each(['0d9c2f6e-58a4-4d0c-9f43-6f2b7f0f8a11', 'no-id'])('for a consent that is none: %s', async (id) => {
    const { complete } = await start();
    expect((await complete(id, 'x')).json.code).toBe('object.not-found');
  });
});

describe('a wrong completion code', () => {
  test('does not burn the right one', async () => {
    const { id, code, complete, status, stored } = await signedIn();
    for (const wrong of ['x', code.slice(1), `${code}=`, code.toLowerCase()]) {
      const answer = await complete(id, wrong);
      expect([answer.status, answer.json.code]).toEqual([403, 'consent.completion-code']);
      expect((await stored(id)).links).toEqual([]);
    }
    expect(await status(id)).toMatchObject({ status: 'authorized' });
    expect((await complete(id, code)).status).toBe(200);
  });

  test('for the fifth time ends the consent, for the right code as well', async () => {
    const { id, code, complete, status, stored } = await signedIn();
    for (let time = 1; time <= 5; time += 1) await complete(id, 'wrong');
    expect(await status(id)).toMatchObject({ status: 'refused', error: { code: 'consent.completion-code' } });
    expect((await complete(id, code)).json.code).toBe('consent.completion-code');
    expect((await stored(id)).links).toEqual([]);
  });

  test('counts even when many come at once', async () => {
    const { id, code, complete } = await signedIn();
    const answers = await Promise.all(Array.from({ length: 5 }, () => complete(id, 'wrong')));
    expect(answers.map(({ json }) => json.code)).toEqual(Array(5).fill('consent.completion-code'));
    expect((await complete(id, code)).json.code).toBe('consent.completion-code');
  });

  test('from somebody else does not count', async () => {
    const { app, id, code, complete } = await signedIn();
    const apiKey = await app.keyWithRole('ADMIN');
    for (let time = 1; time <= 6; time += 1) await complete(id, 'wrong', { apiKey });
    expect((await complete(id, code)).status).toBe(200);
  });
});

describe('completing is safe', () => {
  test('when two do it at once: one is told it was used', async () => {
    const { app, id, code, complete, status } = await signedIn();
    const answers = await Promise.all([complete(id, code), complete(id, code)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    expect(await status(id)).toMatchObject({ status: 'completed' });
    expect((await app.request('GET', tenants)).json.count).toBe(1);
  });

  test('when the process dies at either write: it never says completed without the link, and can be repeated', async () => {
    for (const dying of ['tenants', 'consents']) {
      const { app, id, code, complete, status, stored } = await signedIn();
      const { write } = app.rows;
      const failing: Rows['write'] = async (table, ...rest) => {
        if (table === dying) throw new Error('the process died');
        return write(table, ...rest);
      };
      app.rows.write = failing;
      expect((await complete(id, code)).json.code).toBe('internal');
      app.rows.write = write;
      expect((await stored(id)).links).toHaveLength(dying === 'tenants' ? 0 : 1);
      expect(await status(id)).toMatchObject({ status: 'authorized' });
      expect((await complete(id, code)).status).toBe(200);
      expect(await status(id)).toMatchObject({ status: 'completed' });
    }
  });

  test('when the storage never stops contradicting: it gives up', async () => {
    const { app, id, code, complete } = await signedIn();
    let writes = 0;
    app.rows.write = async () => {
      writes += 1;
      throw new RowConflict('changed', 0);
    };
    expect((await complete(id, code)).json.code).toBe('internal');
    expect(writes).toBeLessThan(10);
  });
});
