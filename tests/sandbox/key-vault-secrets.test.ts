import { codes, items, type KeyVaultFixture, startKeyVaultFixture } from './support/key-vault-fixture.ts';

let fixture: KeyVaultFixture;
beforeEach(async () => {
  fixture = await startKeyVaultFixture();
  fixture.grantRole();
});
afterEach(() => fixture.stop());

describe('a secret, by the real client', () => {
  test('is set, read, and described', async () => {
    const client = fixture.client();
    const expires = new Date('2027-01-01T00:00:00Z');
    const set = await client.setSecret('production-web-DATABASE-URL', 'postgres://', {
      contentType: 'text/plain',
      tags: { owner: 'web' },
      expiresOn: expires,
    });
    expect(set.value).toBe('postgres://');
    const read = await client.getSecret('production-web-DATABASE-URL');
    expect(read.value).toBe('postgres://');
    expect(read.properties).toMatchObject({
      name: 'production-web-DATABASE-URL',
      vaultUrl: fixture.vaultUrl,
      contentType: 'text/plain',
      tags: { owner: 'web' },
      enabled: true,
      expiresOn: expires,
      recoveryLevel: 'Recoverable+Purgeable',
      recoverableDays: 90,
      // Whole seconds, whatever the clock shows.
      createdOn: new Date('2026-11-23T12:00:00Z'),
      updatedOn: new Date('2026-11-23T12:00:00Z'),
    });
    expect(read.properties.version).toMatch(/^[0-9a-f]{32}$/);
  });

  test('gets a new version by every set, and every version can be read', async () => {
    const client = fixture.client();
    const first = await client.setSecret('name', 'one', { tags: { a: '1' } });
    fixture.clock.now += 5_000;
    const second = await client.setSecret('name', 'two');
    expect(second.properties.version).not.toBe(first.properties.version);
    const current = await client.getSecret('name');
    expect(current.value).toBe('two');
    expect(current.properties.tags).toBeUndefined();
    expect((await client.getSecret('name', { version: first.properties.version })).value).toBe('one');
    await expect(client.getSecret('name', { version: '0'.repeat(32) })).rejects.toMatchObject({
      statusCode: 404,
      code: 'SecretNotFound',
    });
    const versions = [];
    for await (const version of client.listPropertiesOfSecretVersions('name')) versions.push(version);
    expect(versions.map(({ version }) => version).sort()).toEqual(
      [first.properties.version, second.properties.version].sort(),
    );
    expect(versions.map(({ createdOn }) => createdOn?.getTime()).sort()).toEqual(
      ['2026-11-23T12:00:00Z', '2026-11-23T12:00:05Z'].map((time) => new Date(time).getTime()),
    );
  });

  test('has one name whatever the case, spelled as first written', async () => {
    const client = fixture.client();
    await client.setSecret('Some-Name', 'one');
    const set = await client.setSecret('SOME-NAME', 'two');
    expect(set.properties.name).toBe('Some-Name');
    expect((await client.getSecret('some-name')).value).toBe('two');
    expect(fixture.vault.secrets).toHaveLength(1);
  });

  test('keeps its value and version when its properties are updated', async () => {
    const client = fixture.client();
    const { properties } = await client.setSecret('name', 'value', {
      contentType: 'text/plain',
      tags: { a: '1', b: '2' },
    });
    fixture.clock.now += 60_000;
    const updated = await client.updateSecretProperties('name', properties.version ?? '', {
      tags: { a: '3' },
      expiresOn: new Date('2027-05-05T00:00:00Z'),
    });
    expect(updated.version).toBe(properties.version);
    const read = await client.getSecret('name');
    expect(read.value).toBe('value');
    expect(read.properties).toMatchObject({
      tags: { a: '3' },
      contentType: 'text/plain',
      createdOn: properties.createdOn,
      updatedOn: new Date('2026-11-23T12:01:00Z'),
      expiresOn: new Date('2027-05-05T00:00:00Z'),
    });
    expect(read.properties.tags).toEqual({ a: '3' });
    await expect(client.updateSecretProperties('name', '0'.repeat(32), { tags: {} })).rejects.toMatchObject({
      statusCode: 404,
      code: 'SecretNotFound',
    });
  });

  test('cannot be read while disabled, and can be listed', async () => {
    const client = fixture.client();
    const { properties } = await client.setSecret('name', 'value', { enabled: false });
    await expect(client.getSecret('name')).rejects.toMatchObject({
      statusCode: 403,
      code: 'Forbidden',
      details: { error: { innerError: { code: 'SecretDisabled' } } },
    });
    const listed = [];
    for await (const item of client.listPropertiesOfSecrets()) listed.push(item);
    expect(listed).toMatchObject([{ name: 'name', enabled: false }]);
    await client.updateSecretProperties('name', properties.version ?? '', { enabled: true });
    expect((await client.getSecret('name')).value).toBe('value');
  });

  test('can still be read after it has expired and before it is valid', async () => {
    const client = fixture.client();
    await client.setSecret('expired', 'value', { expiresOn: new Date(fixture.clock.now - 60_000) });
    await client.setSecret('early', 'value', { notBefore: new Date(fixture.clock.now + 60_000) });
    expect((await client.getSecret('expired')).value).toBe('value');
    expect((await client.getSecret('early')).value).toBe('value');
  });

  test('that does not exist is 404', async () => {
    const client = fixture.client();
    await expect(client.getSecret('nothing')).rejects.toMatchObject({ statusCode: 404, code: 'SecretNotFound' });
    await expect(client.updateSecretProperties('nothing', 'a'.repeat(32), {})).rejects.toMatchObject({
      statusCode: 404,
    });
    await expect(client.beginDeleteSecret('nothing')).rejects.toMatchObject({ statusCode: 404 });
    await expect(client.beginRecoverDeletedSecret('nothing')).rejects.toMatchObject({ statusCode: 404 });
    await expect(client.getDeletedSecret('nothing')).rejects.toMatchObject({ statusCode: 404 });
    await expect(client.purgeDeletedSecret('nothing')).rejects.toMatchObject({ statusCode: 404 });
  });
});

test("a certificate's secret is read and listed as managed, and refuses every change", async () => {
  fixture.vault.secrets.push({
    name: 'certificate',
    managed: true,
    versions: [{ version: 'a'.repeat(32), value: 'pem', enabled: true, created: 1, updated: 1 }],
  });
  const client = fixture.client();
  expect((await client.getSecret('certificate')).value).toBe('pem');
  const page = await fixture.raw('GET', '/secrets');
  expect(items(page)[0]).toMatchObject({ managed: true });
  const refused = [403, 'Forbidden', 'SecretManagedByKeyVault'];
  expect(codes(await fixture.raw('PUT', '/secrets/certificate', { body: { value: 'x' } }))).toEqual(refused);
  expect(codes(await fixture.raw('PATCH', `/secrets/certificate/${'a'.repeat(32)}`, { body: {} }))).toEqual(refused);
  expect(codes(await fixture.raw('DELETE', '/secrets/certificate'))).toEqual(refused);
});

describe('limits of a set', () => {
  const bad = [400, 'BadParameter', undefined];
  const set = (name: string, body: unknown) => fixture.raw('PUT', `/secrets/${name}`, { body });

  test.each(['with_underscore', 'with.dot', 'caf%C3%A9', 'x'.repeat(128), 'with%20blank', '%zz'])(
    'refuses the name %s',
    async (name) => {
      expect(codes(await set(name, { value: 'x' }))).toEqual(bad);
      expect(codes(await fixture.raw('GET', `/secrets/${name}`))).toEqual(bad);
      expect(fixture.vault.secrets).toHaveLength(0);
    },
  );

  test('takes a name of 127 characters', async () => {
    expect((await set('x'.repeat(127), { value: 'x' })).status).toBe(200);
  });

  test('counts the bytes of a value, not its characters', async () => {
    expect((await set('name', { value: 'é'.repeat(12_800) })).status).toBe(200);
    expect(codes(await set('name', { value: `${'é'.repeat(12_800)}x` }))).toEqual(bad);
    expect((await set('name', { value: '' })).status).toBe(200);
  });

  const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`tag${at}`, 'x']));
  test.each<[string, object, boolean]>([
    ['no value', {}, false],
    ['a value that is a number', { value: 1 }, false],
    ['a content type of 255', { value: 'x', contentType: 'x'.repeat(255) }, true],
    ['a content type of 256', { value: 'x', contentType: 'x'.repeat(256) }, false],
    ['15 tags', { value: 'x', tags: tags(15) }, true],
    ['16 tags', { value: 'x', tags: tags(16) }, false],
    ['a tag name of 256', { value: 'x', tags: { ['x'.repeat(256)]: '' } }, true],
    ['a tag name of 257', { value: 'x', tags: { ['x'.repeat(257)]: '' } }, false],
    ['a tag value of 256', { value: 'x', tags: { x: 'x'.repeat(256) } }, true],
    ['a tag value of 257', { value: 'x', tags: { x: 'x'.repeat(257) } }, false],
    ['a tag value that is a number', { value: 'x', tags: { x: 1 } }, false],
    ['an end before the beginning', { value: 'x', attributes: { nbf: 200, exp: 100 } }, false],
    ['members that it does not know', { value: 'x', more: 1 }, true],
  ])('%s', async (_case, body, accepted) => {
    const answer = await set('name', body);
    if (accepted) expect(answer.status).toBe(200);
    else expect(codes(answer)).toEqual(bad);
    expect(fixture.vault.secrets).toHaveLength(accepted ? 1 : 0);
  });

  test('a body that is no JSON', async () => {
    expect(codes(await set('name', '{"value":'))).toEqual(bad);
  });

  test('hold for updates too', async () => {
    const { body } = await set('name', { value: 'x' });
    const path = new URL(body.id).pathname;
    expect(codes(await fixture.raw('PATCH', path, { body: { tags: tags(16) } }))).toEqual(bad);
    expect((await fixture.raw('PATCH', path, { body: { tags: tags(15) } })).body).toMatchObject({ tags: tags(15) });
  });
});

test('the address of a request may have doubled and final slashes and an encoded query', async () => {
  await fixture.raw('PUT', '/secrets/name', { body: { value: 'x' } });
  const token = await fixture.sign();
  const headers = { authorization: `Bearer ${token}` };
  for (const path of ['/secrets/name/?api%2Dversion=7.5', '//secrets/name?api-version=2025-07-01']) {
    const response = await fetch(`${fixture.vaultUrl}${path}`, { headers });
    expect(response.status).toBe(200);
  }
  const unknown = await fetch(`${fixture.vaultUrl}/secrets/name?api-version=1.0`, { headers });
  expect(unknown.status).toBe(400);
  const none = await fetch(`${fixture.vaultUrl}/secrets/name`, { headers });
  expect(none.status).toBe(400);
  expect(codes(await fixture.raw('GET', '/certificates/name'))).toEqual([404, 'NotFound', undefined]);
});
