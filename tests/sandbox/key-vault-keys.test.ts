import { randomBytes } from 'node:crypto';
import type { KeyPermission } from '../../sandbox/cloud/model.ts';
import { codes, items, type KeyVaultFixture, names, startKeyVaultFixture } from './support/key-vault-fixture.ts';

let fixture: KeyVaultFixture;
beforeEach(async () => {
  fixture = await startKeyVaultFixture();
});
afterEach(() => fixture.stop());

const algorithm = 'RSA-OAEP-256';
const dataKey = Uint8Array.from(randomBytes(32));
const ok = [200, undefined, undefined];
const notFound = [404, 'KeyNotFound', undefined];

async function createKey(name = 'wrapping') {
  fixture.grantRole('Key Vault Crypto Officer');
  return fixture.keyClient().createRsaKey(name);
}

const create = (name: string, body: object = { kty: 'RSA' }) => fixture.raw('POST', `/keys/${name}/create`, { body });
const wrapping = (operation: 'wrapkey' | 'unwrapkey', body: object, version = '') =>
  fixture.raw('POST', `/keys/wrapping/${version}/${operation}`, { body });
const validBody = { alg: algorithm, value: Buffer.from(dataKey).toString('base64url') };

describe('the real client', () => {
  test('creates an RSA key, and gets it with and without its version', async () => {
    const made = await createKey();
    expect(made).toMatchObject({
      name: 'wrapping',
      keyType: 'RSA',
      id: expect.stringMatching(new RegExp(`^${fixture.vaultUrl}/keys/wrapping/[0-9a-f]{32}$`)),
      properties: { enabled: true, createdOn: new Date('2026-11-23T12:00:00Z'), recoverableDays: 90 },
    });
    expect(made.keyOperations).toEqual(expect.arrayContaining(['wrapKey', 'unwrapKey']));
    expect(made.key?.n?.byteLength).toBe(256);
    expect(made.key?.d).toBeUndefined();
    const { version } = made.properties;
    for (const options of [{}, { version }]) {
      expect(await fixture.keyClient().getKey('WRAPPING', options)).toMatchObject({ id: made.id });
    }
  });

  test('wraps and unwraps, with the version that it names', async () => {
    const made = await createKey();
    const wrapped = await fixture.cryptography(made.id ?? '').wrapKey(algorithm, dataKey);
    expect(wrapped.result.byteLength).toBe(256);
    const { result } = await fixture.cryptography(made.id ?? '').unwrapKey(algorithm, wrapped.result);
    expect(Uint8Array.from(result)).toEqual(dataKey);
  });

  test('unwraps what it wrapped locally by the older algorithm', async () => {
    const made = await createKey();
    const client = fixture.cryptography(made.id ?? '');
    const wrapped = await client.wrapKey('RSA-OAEP', dataKey);
    expect(fixture.vault.counters.operations.wrapKey).toBeUndefined();
    expect(Uint8Array.from((await client.unwrapKey('RSA-OAEP', wrapped.result)).result)).toEqual(dataKey);
  });

  test('rotates: the new version is the current one, the old one still unwraps', async () => {
    const first = await createKey();
    const wrapped = await fixture.cryptography(first.id ?? '').wrapKey(algorithm, dataKey);
    const second = await fixture.keyClient().rotateKey('wrapping');
    const third = await fixture.keyClient().createRsaKey('wrapping', { tags: { made: 'by hand' } });
    expect((await fixture.keyClient().getKey('wrapping')).id).toBe(third.id);
    expect(new Set([first.id, second.id, third.id]).size).toBe(3);

    const versions = [];
    for await (const { id } of fixture.keyClient().listPropertiesOfKeyVersions('wrapping')) versions.push(id);
    expect(versions).toEqual([first.id, second.id, third.id].sort());
    const keys = [];
    for await (const { name, tags } of fixture.keyClient().listPropertiesOfKeys()) keys.push({ name, tags });
    expect(keys).toEqual([{ name: 'wrapping', tags: { made: 'by hand' } }]);

    expect(
      Uint8Array.from((await fixture.cryptography(first.id ?? '').unwrapKey(algorithm, wrapped.result)).result),
    ).toEqual(dataKey);
    await expect(fixture.cryptography(second.id ?? '').unwrapKey(algorithm, wrapped.result)).rejects.toMatchObject({
      statusCode: 400,
      code: 'BadParameter',
    });
  });

  test('disables and enables a version', async () => {
    const made = await createKey();
    const wrapped = await fixture.cryptography(made.id ?? '').wrapKey(algorithm, dataKey);
    await fixture.keyClient().updateKeyProperties('wrapping', made.properties.version ?? '', { enabled: false });
    const disabled = {
      statusCode: 403,
      code: 'Forbidden',
      details: { error: { innerError: { code: 'KeyDisabled' } } },
    };
    await expect(fixture.keyClient().getKey('wrapping')).rejects.toMatchObject(disabled);
    // Refused to get it, the client asks the vault to unwrap all the same.
    await expect(fixture.cryptography(made.id ?? '').unwrapKey(algorithm, wrapped.result)).rejects.toMatchObject(
      disabled,
    );
    await fixture.keyClient().updateKeyProperties('wrapping', made.properties.version ?? '', { enabled: true });
    const { result } = await fixture.cryptography(made.id ?? '').unwrapKey(algorithm, wrapped.result);
    expect(Uint8Array.from(result)).toEqual(dataKey);
  });

  test('deletes, recovers and purges', async () => {
    const made = await createKey();
    const wrapped = await fixture.cryptography(made.id ?? '').wrapKey(algorithm, dataKey);
    const client = fixture.keyClient();
    const gone = await (await client.beginDeleteKey('wrapping', { intervalInMs: 1 })).pollUntilDone();
    expect(gone.properties.recoveryId).toBe(`${fixture.vaultUrl}/deletedkeys/wrapping`);
    expect(gone.properties.scheduledPurgeDate).toEqual(new Date('2027-02-21T12:00:00Z'));
    await expect(fixture.cryptography(made.id ?? '').unwrapKey(algorithm, wrapped.result)).rejects.toMatchObject({
      statusCode: 404,
      code: 'KeyNotFound',
    });
    const deleted = [];
    for await (const { name } of client.listDeletedKeys()) deleted.push(name);
    expect(deleted).toEqual(['wrapping']);
    await expect(client.createRsaKey('wrapping')).rejects.toMatchObject({ statusCode: 409, code: 'Conflict' });

    await (await client.beginRecoverDeletedKey('wrapping', { intervalInMs: 1 })).pollUntilDone();
    const { result } = await fixture.cryptography(made.id ?? '').unwrapKey(algorithm, wrapped.result);
    expect(Uint8Array.from(result)).toEqual(dataKey);

    await (await client.beginDeleteKey('wrapping', { intervalInMs: 1 })).pollUntilDone();
    await client.purgeDeletedKey('wrapping');
    await expect(client.getDeletedKey('wrapping')).rejects.toMatchObject({ statusCode: 404 });
    expect((await client.createRsaKey('wrapping')).id).not.toBe(made.id);
  });
});

describe('what is refused', () => {
  beforeEach(() => createKey());

  test.each<[string, object]>([
    ['no algorithm', { value: validBody.value }],
    ['an unknown algorithm', { ...validBody, alg: 'A256KW' }],
    ['a value that is no base64url', { ...validBody, value: '+/=' }],
    ['a value that is too long for the key', { ...validBody, value: Buffer.alloc(256).toString('base64url') }],
  ])('wrapping with %s', async (_what, body) => {
    expect(codes(await wrapping('wrapkey', body))).toEqual([400, 'BadParameter', undefined]);
  });

  test('unwrapping what this key did not wrap', async () => {
    const value = randomBytes(256).toString('base64url');
    expect(codes(await wrapping('unwrapkey', { alg: algorithm, value }))).toEqual([400, 'BadParameter', undefined]);
  });

  test('a key or version that is not there', async () => {
    expect(codes(await fixture.raw('GET', '/keys/other'))).toEqual(notFound);
    expect(codes(await fixture.raw('GET', `/keys/wrapping/${'a'.repeat(32)}`))).toEqual(notFound);
    expect(codes(await wrapping('wrapkey', validBody, 'a'.repeat(32)))).toEqual(notFound);
    expect(codes(await fixture.raw('POST', '/keys/other/rotate'))).toEqual(notFound);
    expect(codes(await fixture.raw('GET', '/keys/no_name'))).toEqual([400, 'BadParameter', undefined]);
  });

  test('keys that are no RSA keys', async () => {
    expect(codes(await create('curve', { kty: 'EC' }))).toEqual([400, 'BadParameter', undefined]);
  });

  test('what the key is not made for', async () => {
    await create('wrapping', { kty: 'RSA', key_ops: ['sign', 'verify'] });
    expect(codes(await wrapping('wrapkey', validBody))).toEqual([403, 'Forbidden', 'KeyOperationForbidden']);
  });

  test('wrapping outside of the period of a key, which still unwraps', async () => {
    const { value } = (await wrapping('wrapkey', validBody)).body;
    const now = Math.floor(fixture.clock.now / 1000);
    for (const [attributes, inner] of [
      [{ exp: now }, 'KeyExpired'],
      [{ exp: null, nbf: now + 60 }, 'KeyNotYetValid'],
    ] as const) {
      await fixture.raw('PATCH', '/keys/wrapping', { body: { attributes } });
      expect(codes(await wrapping('wrapkey', validBody))).toEqual([403, 'Forbidden', inner]);
      expect((await wrapping('unwrapkey', { alg: algorithm, value })).body.value).toBe(validBody.value);
    }
  });
});

test('lists come in pages', async () => {
  fixture.grantRole('Key Vault Crypto Officer');
  const jwk = { kty: 'RSA' };
  const version = { version: 'a'.repeat(32), jwk, operations: [], enabled: true, created: 0, updated: 0 };
  fixture.vault.keys = Array.from({ length: 30 }, (_, n) => ({ name: `key-${30 - n}`, versions: [version] }));
  const first = await fixture.raw('GET', '/keys');
  expect(items(first)).toHaveLength(25);
  const second = await fixture.raw(
    'GET',
    new URL(first.body.nextLink ?? '').pathname + new URL(first.body.nextLink ?? '').search,
  );
  expect(second.body.nextLink).toBeNull();
  const listed = [first, second].flatMap((answer) => items(answer).map((item) => (item as { kid?: string }).kid));
  expect(new Set(listed).size).toBe(30);
});

describe('access', () => {
  const REQUESTS = {
    listKeys: ['GET', '/keys'],
    listKeyVersions: ['GET', '/keys/wrapping/versions'],
    getKey: ['GET', '/keys/wrapping'],
    listDeletedKeys: ['GET', '/deletedkeys'],
    getDeletedKey: ['GET', '/deletedkeys/wrapping'],
    wrapKey: ['POST', '/keys/wrapping/wrapkey'],
    unwrapKey: ['POST', '/keys/wrapping/unwrapkey'],
    createKey: ['POST', '/keys/wrapping/create'],
    rotateKey: ['POST', '/keys/other/rotate'],
    updateKey: ['PATCH', '/keys/other'],
    deleteKey: ['DELETE', '/keys/other'],
    recoverKey: ['POST', '/deletedkeys/other/recover'],
    purgeKey: ['DELETE', '/deletedkeys/other'],
  } as const;
  type Operation = keyof typeof REQUESTS;
  const all = Object.keys(REQUESTS) as Operation[];
  const read: Operation[] = ['listKeys', 'listKeyVersions', 'getKey', 'listDeletedKeys', 'getDeletedKey'];

  async function allowed(): Promise<Operation[]> {
    const found: Operation[] = [];
    for (const operation of all) {
      const [method, path] = REQUESTS[operation];
      if ((await fixture.raw(method, path)).status !== 403) found.push(operation);
    }
    return found;
  }

  test.each<[string, Operation[]]>([
    ['Key Vault Crypto Service Encryption User', [...read, 'wrapKey', 'unwrapKey']],
    ['Key Vault Crypto User', [...read, 'wrapKey', 'unwrapKey', 'updateKey']],
    ['Key Vault Crypto Officer', all],
    ['Key Vault Reader', read],
    ['Key Vault Secrets Officer', []],
  ])('%s allows %j', async (role, operations) => {
    fixture.grantRole(role);
    expect(await allowed()).toEqual(operations);
  });

  test.each<[KeyPermission, Operation[]]>([
    ['list', ['listKeys', 'listKeyVersions', 'listDeletedKeys']],
    ['get', ['getKey', 'getDeletedKey']],
    ['wrapKey', ['wrapKey']],
    ['unwrapKey', ['unwrapKey']],
    ['rotate', ['rotateKey']],
  ])('the policy %s allows %j', async (permission, operations) => {
    fixture.setAccessModel('access-policy');
    fixture.grantPermissions(['get', 'list', 'set'], 0, [permission]);
    expect(await allowed()).toEqual(operations);
  });

  test('is refused in the words of the service', async () => {
    const byRole = await fixture.raw('POST', '/keys/wrapping/unwrapkey');
    expect(codes(byRole)).toEqual([403, 'Forbidden', 'ForbiddenByRbac']);
    expect(byRole.body.error.message).toContain("Action: 'Microsoft.KeyVault/vaults/keys/unwrap/action'");
    expect(byRole.body.error.message).toContain('/keys/wrapping');
    fixture.setAccessModel('access-policy');
    const byPolicy = await fixture.raw('POST', '/keys/wrapping/unwrapkey');
    expect(codes(byPolicy)).toEqual([403, 'Forbidden', 'AccessDenied']);
    expect(byPolicy.body.error.message).toContain('does not have keys unwrapKey permission');
  });
});

test('keys and secrets of a name are two things', async () => {
  await createKey('name');
  fixture.grantRole('Key Vault Secrets Officer');
  expect((await fixture.raw('GET', '/secrets/name')).status).toBe(404);
  await fixture.raw('PUT', '/secrets/name', { body: { value: 'x' } });
  await fixture.raw('DELETE', '/keys/name');
  expect(codes(await fixture.raw('GET', '/secrets/name'))).toEqual(ok);
  expect(names(await fixture.raw('GET', '/secrets'))).toEqual(['name']);
});

test('creations count against the smaller quota, everything else against the other one', async () => {
  await createKey();
  fixture.clock.now += 10_000;
  Object.assign(fixture.vault.quota, { writes: 1, others: 2 });
  for (let at = 0; at < 2; at++) expect(codes(await wrapping('wrapkey', validBody))).toEqual(ok);
  expect(codes(await wrapping('wrapkey', validBody))).toEqual([429, 'Throttled', undefined]);
  expect(codes(await create('another'))).toEqual(ok);
  expect(codes(await fixture.raw('POST', '/keys/another/rotate'))).toEqual([429, 'Throttled', undefined]);
});
