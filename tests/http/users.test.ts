import { createManualClock } from '../../shared/adapters/memory/manual-clock.ts';
import { createMemoryTokenVerifier } from '../../shared/adapters/memory/memory-token-verifier.ts';
import { createTestApp } from '../support/test-app.ts';

const users = '/api/v1/users/';
const start = new Date('2026-01-01T00:00:00Z');

async function createAppWithTokens() {
  const tokenVerifier = createMemoryTokenVerifier({ clock: createManualClock(start) });
  const app = await createTestApp({ tokenVerifier });
  const asPerson = (subject: string, name: string, role = 'VIEWER') => {
    const inAYear = new Date(start.getTime() + 365 * 86_400_000);
    const token = tokenVerifier.issue({ subject, name, organizationId: app.organization.id, role }, inAYear);
    return { apiKey: null, headers: { authorization: `Bearer ${token}` } };
  };
  return { app, asPerson };
}

test('who asks, by key', async () => {
  const app = await createTestApp();
  const { status, json } = await app.request('GET', `${users}current/`);
  expect(status).toBe(200);
  expect(json).toMatchObject({
    url: `https://service.example${users}${json.id}/`,
    type: 'service',
    name: 'ADMIN key',
    organization_name: 'Contoso',
    role: 'ADMIN',
    created_at: '2026-01-01T00:00:00.000Z',
    email: null,
    chatgpt_threads: {},
  });
});

test('who asks, by token; a person is among the users from then on', async () => {
  const { app, asPerson } = await createAppWithTokens();
  const { json } = await app.request('GET', `${users}current/`, asPerson('oidc|ada/1', 'Ada', 'OWNER'));
  expect(json).toMatchObject({ id: 'oidc|ada/1', type: 'interactive', name: 'Ada', role: 'OWNER' });
  expect(json.url).toBe(`https://service.example${users}oidc%7Cada%2F1/`);
  const listed = await app.request('GET', users);
  expect(listed.json.results.map(({ name }: { name: string }) => name)).toEqual(['ADMIN key', 'Ada']);
  expect(listed.json.results[1]).toEqual(json);
});

test('a person is written when first seen, when something changed, and once a day', async () => {
  const { app, asPerson } = await createAppWithTokens();
  const writes: string[] = [];
  const { write } = app.rows;
  app.rows.write = async (table, partitionKey, rows) => {
    if (table === 'users') writes.push(...rows.map(({ rowKey }) => rowKey));
    return write(table, partitionKey, rows);
  };
  const come = (name = 'Ada', role = 'VIEWER') => app.request('GET', `${users}current/`, asPerson('ada', name, role));
  await come();
  await come();
  expect(writes).toEqual(['person!ada']);
  await come('Ada', 'CONTRIB');
  expect(writes).toHaveLength(2);
  await app.clock.advance(86_399_999);
  await come('Ada', 'CONTRIB');
  expect(writes).toHaveLength(2);
  await app.clock.advance(1);
  const { json } = await come('Ada', 'CONTRIB');
  expect(writes).toHaveLength(3);
  expect(json).toMatchObject({ created_at: '2026-01-01T00:00:00.000Z', modified_at: '2026-01-02T00:00:00.000Z' });
});

test('lists by type, in order and in pages', async () => {
  const { app, asPerson } = await createAppWithTokens();
  for (const name of ['Grace', 'Ada']) await app.request('GET', users, asPerson(name.toLowerCase(), name));
  const names = async (query: string) =>
    (await app.request('GET', `${users}?${query}`)).json.results.map(({ name }: { name: string }) => name);
  expect(await names('')).toEqual(['ADMIN key', 'Ada', 'Grace']);
  expect(await names('type=service')).toEqual(['ADMIN key']);
  expect(await names('type=interactive')).toEqual(['Ada', 'Grace']);
  expect(await names('type=robot')).toEqual([]);
  expect(await names('ordering=-name&page_size=2')).toEqual(['Grace', 'Ada']);
  expect((await app.request('GET', `${users}?ordering=colour`)).json.errors[0].field).toBe('query.ordering');
});

test("another organization's users are not there", async () => {
  const { app, asPerson } = await createAppWithTokens();
  await app.request('GET', users, asPerson('ada', 'Ada'));
  const { json } = await app.request('GET', users, { apiKey: app.otherOrganization.apiKey });
  expect(json.results.map(({ organization_name }: { organization_name: string }) => organization_name)).toEqual([
    'Fabrikam',
  ]);
});
