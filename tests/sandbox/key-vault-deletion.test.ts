import { codes, type KeyVaultFixture, names, startKeyVaultFixture } from './support/key-vault-fixture.ts';

let fixture: KeyVaultFixture;
beforeEach(async () => {
  fixture = await startKeyVaultFixture();
  fixture.grantRole();
});
afterEach(() => fixture.stop());

const ok = [200, undefined, undefined];
const notFound = [404, 'SecretNotFound', undefined];
const deleted = [409, 'Conflict', 'ObjectIsDeletedButRecoverable'];
const beingDeleted = [409, 'Conflict', 'ObjectIsBeingDeleted'];
const beingRecovered = [409, 'Conflict', 'ObjectIsBeingRecovered'];

/** What each operation would answer now. Only look at those that would change something when they are refused. */
async function ask(operation: string) {
  const requests: Record<string, [string, string, unknown?]> = {
    get: ['GET', '/secrets/name'],
    versions: ['GET', '/secrets/name/versions'],
    set: ['PUT', '/secrets/name', { value: 'again' }],
    update: ['PATCH', '/secrets/name', { tags: {} }],
    delete: ['DELETE', '/secrets/name'],
    getDeleted: ['GET', '/deletedsecrets/name'],
    recover: ['POST', '/deletedsecrets/name/recover'],
    purge: ['DELETE', '/deletedsecrets/name'],
  };
  const [method = '', path = '', body] = requests[operation] ?? [];
  return codes(await fixture.raw(method, path, body === undefined ? {} : { body }));
}

const listed = async (path: string) => names(await fixture.raw('GET', path));

test('the real client deletes, recovers and purges', async () => {
  const client = fixture.client();
  await client.setSecret('name', 'value', { tags: { a: '1' } });
  const deletion = await client.beginDeleteSecret('name', { intervalInMs: 1 });
  const gone = await deletion.pollUntilDone();
  expect(gone.properties.recoveryId).toBe(`${fixture.vaultUrl}/deletedsecrets/name`);
  expect(gone.properties.deletedOn).toEqual(new Date('2026-11-23T12:00:00Z'));
  expect(gone.properties.scheduledPurgeDate).toEqual(new Date('2027-02-21T12:00:00Z'));
  expect(gone.value).toBeUndefined();
  const found = [];
  for await (const item of client.listDeletedSecrets()) found.push(item.name);
  expect(found).toEqual(['name']);

  const recovery = await client.beginRecoverDeletedSecret('name', { intervalInMs: 1 });
  await recovery.pollUntilDone();
  expect(await client.getSecret('name')).toMatchObject({ value: 'value', properties: { tags: { a: '1' } } });

  await (await client.beginDeleteSecret('name', { intervalInMs: 1 })).pollUntilDone();
  await client.purgeDeletedSecret('name');
  await expect(client.getDeletedSecret('name')).rejects.toMatchObject({ statusCode: 404 });
  expect((await client.setSecret('name', 'anew')).value).toBe('anew');
});

test('the real client waits out the transitions', async () => {
  fixture.vault.transitionTime = 60_000;
  const client = fixture.client();
  await client.setSecret('name', 'value');
  const deletion = await client.beginDeleteSecret('name', { intervalInMs: 1 });
  expect(deletion.isDone()).toBe(false);
  fixture.clock.now += 60_000;
  await deletion.pollUntilDone();
  const recovery = await client.beginRecoverDeletedSecret('name', { intervalInMs: 1 });
  expect(recovery.isDone()).toBe(false);
  fixture.clock.now += 60_000;
  await recovery.pollUntilDone();
  expect((await client.getSecret('name')).value).toBe('value');
});

test('each state answers each operation', async () => {
  fixture.vault.transitionTime = 60_000;
  await ask('set');
  for (const operation of ['getDeleted', 'recover', 'purge']) expect(await ask(operation)).toEqual(notFound);

  expect(await ask('delete')).toEqual(ok);
  for (const operation of ['get', 'versions', 'update', 'getDeleted']) expect(await ask(operation)).toEqual(notFound);
  for (const operation of ['set', 'delete', 'recover', 'purge']) expect(await ask(operation)).toEqual(beingDeleted);
  expect([await listed('/secrets'), await listed('/deletedsecrets')]).toEqual([[], []]);

  fixture.clock.now += 60_000;
  expect(await ask('set')).toEqual(deleted);
  expect(await ask('getDeleted')).toEqual(ok);
  for (const operation of ['get', 'versions', 'update', 'delete']) expect(await ask(operation)).toEqual(notFound);
  expect([await listed('/secrets'), await listed('/deletedsecrets')]).toEqual([[], ['name']]);

  expect(await ask('recover')).toEqual(ok);
  for (const operation of ['get', 'versions', 'getDeleted']) expect(await ask(operation)).toEqual(notFound);
  for (const operation of ['set', 'update', 'delete', 'recover', 'purge']) {
    expect(await ask(operation)).toEqual(beingRecovered);
  }
  expect([await listed('/secrets'), await listed('/deletedsecrets')]).toEqual([[], []]);

  // Readable before it is writable.
  fixture.clock.now += 30_000;
  for (const operation of ['get', 'versions']) expect(await ask(operation)).toEqual(ok);
  for (const operation of ['set', 'update', 'delete']) expect(await ask(operation)).toEqual(beingRecovered);
  expect(await listed('/secrets')).toEqual(['name']);

  fixture.clock.now += 30_000;
  for (const operation of ['get', 'update', 'set', 'delete']) expect(await ask(operation)).toEqual(ok);
  expect(fixture.vault.secrets[0]?.versions).toHaveLength(2);
});

test('a refusal names the case of the secret in words', async () => {
  await ask('set');
  await ask('delete');
  const { body } = await fixture.raw('PUT', '/secrets/name', { body: { value: 'x' } });
  expect(body.error.message).toContain('Secret name is currently in a deleted but recoverable state');
});

test('a deleted secret is gone for good after ninety days', async () => {
  await ask('set');
  await ask('delete');
  fixture.clock.now += 90 * 24 * 3_600_000;
  expect(await listed('/deletedsecrets')).toEqual([]);
  expect(await ask('recover')).toEqual(notFound);
  expect(await ask('set')).toEqual(ok);
  expect(fixture.vault.secrets[0]?.versions).toHaveLength(1);
});
