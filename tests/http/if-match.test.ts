import { routes } from '../../functions/http/routes.ts';
import { openApiDocument } from '../../shared/http/openapi.ts';
import { publicUrl } from '../support/test-app.ts';
import { type EditedKind, editedKinds } from './edited-kinds.ts';
import { createRaces, type Races } from './races.ts';

const tables = ['configuration', 'parameters', 'integrations', 'actions', 'users', 'webhooks'];

/** What is edited, by what the names of its routes begin with. */
const edited = routes
  .filter(({ conditional, method }) => conditional && method === 'PATCH')
  .map(({ name }) => name.replace('_partial_update', ''));

let races: Races;
let kinds: Awaited<ReturnType<typeof editedKinds>>['kinds'];
let request: Awaited<ReturnType<typeof editedKinds>>['request'];

beforeAll(async () => {
  races = await createRaces(tables);
  ({ kinds, request } = await editedKinds(races.app));
});

const changed = { status: 412, json: { code: 'object.changed' } };
const gone = { status: 404, json: { code: 'object.not-found' } };

describe.each(edited)('one of %s', (name) => {
  let kind: EditedKind;
  // biome-ignore lint/suspicious/noExplicitAny: an answer, whose schema the test app has checked
  let object: any;
  let url: string, first: string;

  beforeEach(async () => {
    kind = kinds[name] as EditedKind;
    await begin();
  });

  async function begin() {
    const made = await kind.make();
    object = made.json;
    url = object.url;
    first = made.headers.etag ?? '';
  }

  const tagNow = async () => (await request('GET', url)).headers.etag ?? '';
  const patch = (n: number, ifMatch?: string) => request('PATCH', url, kind.edit(n), ifMatch);
  const put = (n: number, ifMatch?: string) => request('PUT', url, { ...kind.whole(object), ...kind.edit(n) }, ifMatch);
  const remove = (ifMatch?: string) => request('DELETE', url, undefined, ifMatch);

  test('has a tag, which changes with each edit and with nothing else', async () => {
    expect(first).toMatch(/^"[\w-]{22}"$/);
    await races.app.clock.advance(3_600_000);
    await kind.meanwhile(object);
    expect(await tagNow()).toBe(first);
    const second = (await patch(1)).headers.etag;
    expect(await tagNow()).toBe(second);
    const third = (await put(2)).headers.etag;
    expect(await tagNow()).toBe(third);
    expect(new Set([first, second, third]).size).toBe(3);
  });

  test('is not changed by who has seen another version', async () => {
    expect((await patch(1, first)).status).toBe(200);
    const { json: saved } = await request('GET', url);
    for (const stale of [first, `W/${first}`, `W/${await tagNow()}`, `${first}, "other"`, 'nonsense', '']) {
      for (const change of [() => patch(2, stale), () => put(3, stale), () => remove(stale)]) {
        expect(await change()).toMatchObject(changed);
      }
    }
    expect((await request('GET', url)).json).toEqual(saved);
  });

  test('is changed by who has seen this one, and by who does not ask', async () => {
    expect((await patch(1, first)).status).toBe(200);
    expect((await patch(2, `"other", ${await tagNow()}`)).status).toBe(200);
    expect((await patch(3, '*')).status).toBe(200);
    expect((await patch(4)).status).toBe(200);
    expect((await put(5, await tagNow())).status).toBe(200);
    expect((await put(6, '*')).status).toBe(200);
    expect((await remove(await tagNow())).status).toBe(204);
  });

  test('is not found once it is gone, whatever is asked of its version', async () => {
    expect((await remove('*')).status).toBe(204);
    for (const ifMatch of [first, '*', '"other"']) {
      for (const change of [() => patch(1, ifMatch), () => put(1, ifMatch), () => remove(ifMatch)]) {
        expect(await change()).toMatchObject(gone);
      }
    }
  });

  test.each<[string, (n: number, seen: string) => ReturnType<typeof patch>]>([
    ['PATCH', (n, seen) => patch(1000 + n, seen)],
    ['PUT', (n, seen) => put(1000 + n, seen)],
    ['DELETE', (_n, seen) => remove(seen)],
  ])('is changed once from a version: by %s, or by who comes in between anywhere', async (method, change) => {
    let met = 0;
    for (let n = 1; ; n += 1) {
      if (method === 'DELETE' && n > 1) await begin();
      const seen = await tagNow();
      const answers = await races.interrupt(
        n,
        () => change(n, seen),
        () => patch(n, seen),
      );
      const { first: mine, other } = answers;
      if (other === undefined) break;
      if (mine.status < 300) {
        expect([404, 412]).toContain(other.status);
      } else {
        expect(mine).toMatchObject(changed);
        expect(other.status).toBe(200);
        expect(await tagNow()).toBe(other.headers.etag);
        met += 1;
      }
    }
    expect(met).toBeGreaterThan(1);
  });
});

describe('the OpenAPI document', () => {
  const document = openApiDocument(routes, publicUrl, 'test');
  // biome-ignore lint/suspicious/noExplicitAny: a document, looked into
  const operation = (path: string, method: string): any => document.paths[path]?.[method as 'get'];

  test('says where If-Match is honoured, which is wherever people change or delete what they have read', () => {
    const changing = routes.filter(({ method }) => ['PUT', 'PATCH', 'DELETE'].includes(method));
    expect(changing.filter(({ conditional }) => !conditional).map(({ name }) => name)).toEqual([
      // A link of a tenant says nothing that anybody edits.
      'integrations_azure_key_vault_tenants_destroy',
    ]);
    for (const { path, method } of changing.filter(({ conditional }) => conditional)) {
      const { parameters, responses } = operation(path, method.toLowerCase());
      expect(parameters).toContainEqual(expect.objectContaining({ in: 'header', name: 'If-Match', required: false }));
      expect(responses[412].content).toHaveProperty(['application/problem+json']);
    }
  });

  test.each(edited)('says which answers about %s have an ETag', (name) => {
    const ofName = (verb: string) => routes.find((route) => route.name === `${name}_${verb}`);
    for (const verb of ['create', 'retrieve', 'update', 'partial_update']) {
      const route = ofName(verb);
      const { responses } = operation(route?.path ?? '', route?.method.toLowerCase() ?? '');
      expect(responses[verb === 'create' ? 201 : 200].headers).toHaveProperty('ETag');
    }
  });
});

test('a new key in the place of the old ones is made once from a version, and shown again for the same Idempotency-Key', async () => {
  const { json: account, headers } = await (kinds.serviceaccounts as EditedKind).make();
  const rekey = (key: string) => {
    const sent = { 'if-match': headers.etag ?? '', 'idempotency-key': key };
    return races.app.request('POST', `${account.url}rekey/`, { body: {}, headers: sent });
  };
  const made = await rekey('one');
  expect(made.status).toBe(200);
  const again = await rekey('one');
  expect(again.headers['idempotency-replayed'] ?? again.headers['Idempotency-Replayed']).toBe('true');
  expect(again.json).toEqual(made.json);
  expect(await rekey('two')).toMatchObject(changed);
});

test('the deletion of an integration that is refused deletes none of its imports and pushes', async () => {
  const { json: action } = await (kinds.integrations_azure_key_vault_pulls as EditedKind).make();
  const integration = action.url.replace(/pulls\/.*/, '');
  const { headers } = await request('GET', integration);
  for (let n = 1; ; n += 1) {
    const seen = n === 1 ? headers.etag : (await request('GET', integration)).headers.etag;
    const { first, other } = await races.interrupt(
      n,
      () => request('DELETE', integration, undefined, seen),
      () => request('PATCH', integration, { description: `Edit ${n}` }, seen),
    );
    if (other === undefined || first.status < 300) break;
    expect(first).toMatchObject(changed);
    expect((await request('GET', action.url)).status).toBe(200);
  }
});
