import { newSecretVersion } from '../../sandbox/cloud/new-vault.ts';
import { codes, items, type KeyVaultFixture, names, startKeyVaultFixture } from './support/key-vault-fixture.ts';

let fixture: KeyVaultFixture;
beforeEach(async () => {
  fixture = await startKeyVaultFixture();
  fixture.grantRole();
});
afterEach(() => fixture.stop());

const nameOf = (at: number) => `secret-${String(at).padStart(3, '0')}`;

function fill(count: number): void {
  for (let at = 0; at < count; at++) {
    const version = newSecretVersion(`value ${at}`, fixture.clock.now, () => crypto.randomUUID(), {
      tags: { at: `${at}` },
    });
    fixture.vault.secrets.push({ name: nameOf(at), managed: false, versions: [version] });
  }
}

test('the real client follows pages of 25 through a whole vault, without values or versions', async () => {
  fill(60);
  const client = fixture.client();
  const pages = [];
  for await (const page of client.listPropertiesOfSecrets().byPage()) pages.push(page);
  expect(pages.map((page) => page.length)).toEqual([25, 25, 10]);
  const items = pages.flat();
  expect(items.map(({ name }) => name)).toEqual(Array.from({ length: 60 }, (_, at) => nameOf(at)));
  expect(items[7]).toMatchObject({ tags: { at: '7' }, enabled: true, version: undefined });
  expect(fixture.vault.counters.operations).toEqual({ challenge: 1, list: 3 });
});

test.each([
  [0, [0]],
  [25, [25]],
  [26, [25, 1]],
])('a vault of %i secrets has pages of %j', async (count, sizes) => {
  fill(count);
  const seen = [];
  for await (const page of fixture.client().listPropertiesOfSecrets().byPage()) seen.push(page.length);
  expect(seen).toEqual(sizes);
});

test('items carry neither value nor version; the link is absolute, opaque and kept to the size asked for', async () => {
  fill(5);
  const first = await fixture.raw('GET', '/secrets?maxresults=2');
  expect(items(first)).toHaveLength(2);
  expect(Object.keys(items(first)[0] ?? {}).sort()).toEqual(['attributes', 'id', 'tags']);
  expect(items(first)[0]?.id).toBe(`${fixture.vaultUrl}/secrets/secret-000`);
  const link = new URL(first.body.nextLink ?? '');
  expect(link.origin).toBe(fixture.vaultUrl);
  expect(link.searchParams.get('maxresults')).toBe('2');
  const second = await fixture.raw('GET', `${link.pathname}${link.search}`);
  expect(names(second)).toEqual(['secret-002', 'secret-003']);
  const last = await fixture.raw('GET', '/secrets?maxresults=5');
  expect(last.body.nextLink).toBeNull();
});

test('a deletion between two pages loses no other secret', async () => {
  fill(30);
  const seen: string[] = [];
  const client = fixture.client();
  for await (const page of client.listPropertiesOfSecrets().byPage()) {
    seen.push(...page.map(({ name }) => name));
    if (seen.length === 25) {
      await client.beginDeleteSecret(nameOf(24));
      await client.beginDeleteSecret(nameOf(3));
    }
  }
  expect(seen).toEqual(Array.from({ length: 30 }, (_, at) => nameOf(at)));
});

test.each(['maxresults=0', 'maxresults=26', 'maxresults=x', 'maxresults=1.5', '$skiptoken=nonsense'])(
  'refuses %s',
  async (query) => {
    expect(codes(await fixture.raw('GET', `/secrets?${query}`))).toEqual([400, 'BadParameter', undefined]);
  },
);

test('versions and deleted secrets have pages too', async () => {
  const client = fixture.client();
  for (let at = 0; at < 25; at++) await client.setSecret('many', `value ${at}`);
  expect((await fixture.raw('GET', '/secrets/many/versions')).body.nextLink).toBeNull();
  for (let at = 25; at < 27; at++) await client.setSecret('many', `value ${at}`);
  const pages = [];
  for await (const page of client.listPropertiesOfSecretVersions('many').byPage()) pages.push(page);
  expect(pages.map((page) => page.length)).toEqual([25, 2]);
  expect(new Set(pages.flat().map(({ version }) => version)).size).toBe(27);

  fill(27);
  for (let at = 0; at < 27; at++) await client.beginDeleteSecret(nameOf(at));
  const deleted = [];
  for await (const page of client.listDeletedSecrets().byPage()) deleted.push(page);
  expect(deleted.map((page) => page.length)).toEqual([25, 2]);
});

test('what is added to, or removed from, the model directly is seen at once', async () => {
  fill(3);
  await fixture.raw('GET', '/secrets');
  fixture.vault.secrets.splice(1, 1);
  const version = newSecretVersion('new', fixture.clock.now, () => crypto.randomUUID());
  fixture.vault.secrets.push({ name: 'a-new-one', managed: false, versions: [version] });
  expect(names(await fixture.raw('GET', '/secrets'))).toEqual(['a-new-one', 'secret-000', 'secret-002']);
  expect((await fixture.raw('GET', '/secrets/secret-001')).status).toBe(404);
  expect((await fixture.raw('GET', '/secrets/a-new-one')).body.value).toBe('new');
});

test('what is set between two listings is in the second one', async () => {
  fill(3);
  await fixture.raw('GET', '/secrets');
  await fixture.raw('PUT', '/secrets/secret-001-more', { body: { value: 'x' } });
  expect(names(await fixture.raw('GET', '/secrets'))).toEqual([
    'secret-000',
    'secret-001',
    'secret-001-more',
    'secret-002',
  ]);
});
