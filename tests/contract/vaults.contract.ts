import type { Permission, ProbeAnswers, SecretProperties, Vault, VaultAddress } from '../../shared/ports/vaults.ts';
import { permissions, VaultFault } from '../../shared/ports/vaults.ts';
import { Secret } from '../../shared/secret.ts';
import type { Role, VaultWorld } from './support/vault-world.ts';

/** What holds for vaults behind the port, whatever is behind it. */
export function describeVaults(name: string, makeWorld: () => Promise<VaultWorld>): void {
  describe(`vaults: ${name}`, () => {
    let world: VaultWorld;
    let address: VaultAddress;
    let vault: Vault;

    beforeAll(async () => {
      world = await makeWorld();
    });
    afterAll(() => world?.close());
    beforeEach(() => {
      address = world.createVault('rbac');
      world.grantRole(address, 'Key Vault Secrets Officer');
      vault = world.vaults.open(address);
    });

    const set = (secret: string, value: string, tags: Record<string, string> = {}) =>
      vault.set({ name: secret, value: new Secret(value), tags });
    const pages = async () => {
      const all: SecretProperties[][] = [];
      for await (const page of vault.list()) all.push(page);
      return all;
    };
    const fault = async (promise: Promise<unknown>) => {
      const error = await promise.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (!(error instanceof VaultFault)) throw new Error('it did not reject with a VaultFault', { cause: error });
      return error;
    };
    const codes = (answers: ProbeAnswers) =>
      Object.fromEntries(
        permissions.map((permission) => {
          const answer = answers[permission];
          return [permission, answer instanceof VaultFault ? answer.code : answer];
        }),
      );
    const only = (code: string, ...allowed: Permission[]) =>
      Object.fromEntries(
        permissions.map((permission) => [permission, allowed.includes(permission) ? 'allowed' : code]),
      );

    describe('secrets', () => {
      test('what is set is read back, with everything that was said of it', async () => {
        const before = Math.floor(Date.now() / 1000);
        // The last second of the year 9999, which people choose for “never”.
        const [notBefore, expires] = [before - 60, 253_402_300_799];
        const tags = { environment: 'production', 'with space': 'ä' };
        const written = await vault.set({
          name: 'Db-Password',
          value: new Secret('größe\n"1"'),
          tags,
          contentType: 'text/plain',
          notBefore,
          expires,
        });
        const read = await vault.get('Db-Password');
        for (const bundle of [written, read]) {
          expect(bundle.value.reveal()).toBe('größe\n"1"');
          expect(bundle.version).toMatch(/^[0-9a-f]{32}$/);
          expect(bundle.properties).toMatchObject({
            name: 'Db-Password',
            enabled: true,
            managed: false,
            contentType: 'text/plain',
            notBefore,
            expires,
            tags,
          });
          expect(bundle.properties.updated).toBeGreaterThanOrEqual(before);
          expect(Number.isInteger(bundle.properties.updated)).toBe(true);
          expect(bundle.answeredAt).toBeGreaterThanOrEqual(bundle.properties.updated);
          expect(bundle.answeredAt).toBeLessThanOrEqual(Math.ceil(Date.now() / 1000));
          expect(Number.isInteger(bundle.answeredAt)).toBe(true);
        }
        expect(read.version).toBe(written.version);
      });

      test('the id is that of the secret, without its version', async () => {
        await set('Name', 'value');
        const { properties } = await vault.get('Name');
        const [[listed] = []] = await pages();
        expect(properties.id).toMatch(new RegExp(`^https://${address.vaultName}\\.[^/]+/secrets/Name$`));
        expect(listed).toEqual(properties);
      });

      test('a new version has only what it is given', async () => {
        const given = { contentType: 'text/plain', notBefore: 1_400_000_000, expires: 2_400_000_000 };
        await vault.set({ name: 'name', value: new Secret('one'), tags: { a: 'b' }, ...given });
        await set('name', 'two');
        const [[listed] = []] = await pages();
        expect(listed).toMatchObject({ name: 'name', tags: {} });
        for (const attribute of Object.keys(given)) expect(listed).not.toHaveProperty(attribute);
      });

      test('a value never shows, however it is printed', async () => {
        const { value } = await set('name', 'a-canary');
        expect(JSON.stringify(await vault.get('name'))).not.toContain('a-canary');
        expect(`${value}`).toBe('[secret]');
      });

      test('every set makes a version, and names know no case', async () => {
        const first = await set('Name', 'one');
        const second = await set('nAME', 'two');
        expect(second.version).not.toBe(first.version);
        expect(world.versions(address, 'name')).toEqual(['one', 'two']);
        expect((await vault.get('NAME')).value.reveal()).toBe('two');
        expect((await pages()).flat().map((found) => found.name.toLowerCase())).toEqual(['name']);
      });

      test('an empty value is a value', async () => {
        await set('name', '');
        expect((await vault.get('name')).value.reveal()).toBe('');
      });

      test('what is not there is not found', async () => {
        expect(await fault(vault.get('name'))).toMatchObject({ code: 'secret.not-found', status: 404 });
        expect(await fault(vault.delete('name'))).toMatchObject({ code: 'secret.not-found' });
        expect(await fault(vault.recover('name'))).toMatchObject({ code: 'secret.not-found' });
      });

      test('a disabled secret is listed, but not given', async () => {
        world.seed(address, { name: 'name', value: 'value', enabled: false });
        expect((await pages()).flat()).toMatchObject([{ name: 'name', enabled: false }]);
        expect(await fault(vault.get('name'))).toMatchObject({ code: 'secret.disabled', status: 403 });
      });

      test('an expired secret is given', async () => {
        world.seed(address, { name: 'name', value: 'value', expires: 1_500_000_000, notBefore: 1_400_000_000 });
        expect((await vault.get('name')).properties).toMatchObject({
          expires: 1_500_000_000,
          notBefore: 1_400_000_000,
        });
      });

      test('a secret of a certificate is listed as managed, read, and not written', async () => {
        world.seed(address, { name: 'name', value: 'pem', managed: true });
        expect((await pages()).flat()).toMatchObject([{ name: 'name', managed: true }]);
        expect((await vault.get('name')).value.reveal()).toBe('pem');
        expect(await fault(set('name', 'value'))).toMatchObject({ code: 'vault.rejected' });
        expect(await fault(vault.delete('name'))).toMatchObject({ code: 'vault.rejected' });
      });

      test('a name or a value that cannot be is rejected', async () => {
        expect(await fault(set('under_score', 'value'))).toMatchObject({ code: 'vault.rejected' });
        expect(await fault(set('name', 'x'.repeat(25_601)))).toMatchObject({ code: 'vault.rejected' });
        expect((await set('name', 'x'.repeat(25_600))).properties.name).toBe('name');
      });
    });

    describe('list', () => {
      test('an empty vault is one empty page', async () => {
        expect(await pages()).toEqual([[]]);
      });

      test('comes in pages of 25, without values, each secret once', async () => {
        const names = Array.from({ length: 53 }, (_, index) => `secret-${index}`);
        for (const secret of names) world.seed(address, { name: secret, value: 'a-canary', tags: { n: secret } });
        const found = await pages();
        expect(found.map((page) => page.length)).toEqual([25, 25, 3]);
        expect(
          found
            .flat()
            .map((one) => one.name)
            .sort(),
        ).toEqual([...names].sort());
        expect(found.flat().every(({ name: secret, tags }) => tags.n === secret)).toBe(true);
        expect(JSON.stringify(found)).not.toContain('a-canary');
      });

      test('can be left early, and begun again', async () => {
        for (let index = 0; index < 30; index += 1) world.seed(address, { name: `secret-${index}`, value: 'x' });
        for await (const page of vault.list()) {
          expect(page).toHaveLength(25);
          break;
        }
        expect((await pages()).flat()).toHaveLength(30);
      });
    });

    describe('deletion', () => {
      test('a deleted secret is gone, its name taken, until it is recovered', async () => {
        await set('Name', 'value');
        await vault.delete('name');
        expect((await pages()).flat()).toEqual([]);
        expect(await fault(vault.get('Name'))).toMatchObject({ code: 'secret.not-found' });
        expect(await fault(set('NAME', 'other'))).toMatchObject({ code: 'secret.deleted', status: 409 });
        await vault.recover('NAME');
        expect((await vault.get('Name')).value.reveal()).toBe('value');
        await set('Name', 'other');
        expect(world.versions(address, 'Name')).toEqual(['value', 'other']);
      });

      test('while a deletion is under way nothing else happens to the name', async () => {
        await set('name', 'value');
        world.transitionTime(address, 60_000);
        await vault.delete('name');
        expect(await fault(vault.get('name'))).toMatchObject({ code: 'secret.not-found' });
        expect(await fault(set('name', 'other'))).toMatchObject({ code: 'secret.being-deleted', status: 409 });
        expect(await fault(vault.delete('name'))).toMatchObject({ code: 'secret.being-deleted' });
        expect((await pages()).flat()).toEqual([]);
      });

      test('recover waits for the deletion and the recovery: afterwards the secret can be set', async () => {
        await set('name', 'value');
        // Long enough that looks at it meet a secret that can be read again and not yet written.
        world.transitionTime(address, 2_600);
        await vault.delete('name');
        await vault.recover('name');
        await set('name', 'other');
        expect(world.versions(address, 'name')).toEqual(['value', 'other']);
      });

      test('waiting for a recovery can be given up', async () => {
        await set('name', 'value');
        world.transitionTime(address, 60_000);
        await vault.delete('name');
        const controller = new AbortController();
        const waiting = vault.recover('name', { signal: controller.signal });
        controller.abort(new Error('given up'));
        await expect(waiting).rejects.toThrow('given up');
      });

      test('recovering a secret that is not deleted changes nothing', async () => {
        await set('name', 'value');
        await vault.recover('name');
        expect(world.versions(address, 'name')).toEqual(['value']);
      });
    });

    describe('access', () => {
      const grants: [Role, Permission[]][] = [
        ['Key Vault Reader', ['list']],
        ['Key Vault Secrets User', ['list', 'get']],
        ['Key Vault Secrets Officer', ['list', 'get', 'set', 'delete', 'recover']],
      ];

      test.each(grants)('the role %s allows %j', async (role, allowed) => {
        world.grantRole(address, role);
        expect(codes(await vault.probe())).toEqual(only('vault.forbidden-by-rbac', ...allowed));
      });

      test('without a role nothing is allowed', async () => {
        const bare = world.vaults.open(world.createVault('rbac'));
        expect(codes(await bare.probe())).toEqual(only('vault.forbidden-by-rbac'));
      });

      test('a policy allows exactly what it names', async () => {
        const other = world.createVault('access-policy');
        const opened = world.vaults.open(other);
        expect(codes(await opened.probe())).toEqual(only('vault.forbidden-by-access-policy'));
        for (const permission of permissions) {
          world.setPolicy(other, [permission]);
          expect(codes(await opened.probe())).toEqual(only('vault.forbidden-by-access-policy', permission));
        }
        world.setPolicy(other, permissions);
        expect(codes(await opened.probe())).toEqual(only('', ...permissions));
      });

      test('the methods meet what the probe says', async () => {
        world.seed(address, { name: 'name', value: 'value' });
        world.grantRole(address, 'Key Vault Reader');
        expect((await pages()).flat()).toHaveLength(1);
        for (const act of [vault.get('name'), set('name', 'other'), vault.delete('name'), vault.recover('gone')]) {
          expect(await fault(act)).toMatchObject({ code: 'vault.forbidden-by-rbac', status: 403 });
        }
        expect(world.versions(address, 'name')).toEqual(['value']);
      });

      test('a probe leaves the vault as it is', async () => {
        await set('name', 'value');
        await vault.probe();
        expect((await pages()).flat().map(({ name: secret }) => secret)).toEqual(['name']);
        expect(world.versions(address, 'name')).toEqual(['value']);
      });

      test.each([
        ['firewall', 'vault.forbidden-by-firewall'],
        ['private', 'vault.forbidden-by-connection'],
      ] as const)('a network that is closed (%s) ends the probe', async (network, code) => {
        world.network(address, network);
        expect(codes(await vault.probe())).toEqual({ list: code });
        expect(await fault(vault.get('name'))).toMatchObject({ code, status: 403 });
        world.network(address, 'open');
        expect(codes(await vault.probe())).toEqual(only('', ...permissions));
      });

      test('a vault that does not exist, and one that was deleted', async () => {
        const nowhere = world.vaults.open({ ...address, vaultName: 'no-such-vault' });
        expect(codes(await nowhere.probe())).toEqual({ list: 'vault.not-found' });
        expect((await fault(nowhere.get('name'))).status).toBeUndefined();
        const other = world.createVault('rbac');
        world.deleteVault(other);
        expect(codes(await world.vaults.open(other).probe())).toEqual({ list: 'vault.not-found' });
      });

      test("another customer's vault is out of reach, although our application may use it there", async () => {
        const theirs = world.createVault('rbac', world.otherTenantId);
        world.grantRole(theirs, 'Key Vault Secrets Officer');
        world.seed(theirs, { name: 'name', value: 'theirs' });
        const opened = world.vaults.open({ tenantId: world.tenantId, vaultName: theirs.vaultName });
        expect(codes(await opened.probe())).toEqual({ list: 'vault.wrong-tenant' });
        expect(await fault(opened.get('name'))).toMatchObject({ code: 'vault.wrong-tenant' });
        const write = opened.set({ name: 'name', value: new Secret('mine'), tags: {} });
        expect(await fault(write)).toMatchObject({ code: 'vault.wrong-tenant' });
        expect(world.versions(theirs, 'name')).toEqual(['theirs']);
        expect((await world.vaults.open(theirs).get('name')).value.reveal()).toBe('theirs');
      });

      test('names of vaults and ids of tenants know no case', async () => {
        await set('name', 'value');
        const opened = world.vaults.open({
          tenantId: address.tenantId.toUpperCase(),
          vaultName: address.vaultName.toUpperCase(),
        });
        expect((await opened.get('name')).value.reveal()).toBe('value');
      });

      test.each([
        ['removed', 'consent.missing'],
        ['disabled', 'app.disabled'],
      ] as const)(
        'an application that is %s ends the probe, and is well again when that is undone',
        async (state, code) => {
          await vault.probe();
          try {
            world.application(state);
            expect(codes(await world.vaults.open(world.createVault('rbac')).probe())).toEqual({ list: code });
          } finally {
            world.application('consented');
          }
          const other = world.createVault('rbac');
          world.grantRole(other, 'Key Vault Secrets Officer');
          expect(codes(await world.vaults.open(other).probe())).toEqual(only('', ...permissions));
        },
      );
    });

    describe('trouble', () => {
      test('throttling tells how long to wait, if the vault does', async () => {
        world.trouble(address, 'throttle');
        const silent = await fault(vault.get('name'));
        expect(silent).toMatchObject({ code: 'vault.throttled', status: 429 });
        expect(silent.retryAfter).toBeUndefined();
        world.trouble(address, 'throttle', 7);
        expect(await fault(set('name', 'value'))).toMatchObject({ code: 'vault.throttled', retryAfter: 7 });
        expect(codes(await vault.probe())).toEqual({ list: 'vault.throttled' });
      });

      test('an unavailable vault, and a connection that is cut', async () => {
        world.trouble(address, 'unavailable', 3);
        expect(await fault(vault.delete('name'))).toMatchObject({
          code: 'vault.unavailable',
          status: 503,
          retryAfter: 3,
        });
        world.trouble(address, 'reset');
        expect(await fault(vault.get('name'))).toMatchObject({ code: 'vault.unavailable' });
        expect(codes(await vault.probe())).toEqual({ list: 'vault.unavailable' });
      });

      test('a list that fails in the middle says so', async () => {
        for (let index = 0; index < 30; index += 1) world.seed(address, { name: `secret-${index}`, value: 'x' });
        const list = vault.list()[Symbol.asyncIterator]();
        expect((await list.next()).value).toHaveLength(25);
        world.grantRole(address, 'Key Vault Secrets User');
        world.network(address, 'firewall');
        expect(await fault(list.next())).toMatchObject({ code: 'vault.forbidden-by-firewall', status: 403 });
      });

      test('what is aborted before it begins rejects with the reason', async () => {
        const signal = AbortSignal.abort(new Error('not now'));
        await expect(vault.get('name', { signal })).rejects.toThrow('not now');
        await expect(vault.probe({ signal })).rejects.toThrow('not now');
        await expect(vault.list({ signal })[Symbol.asyncIterator]().next()).rejects.toThrow('not now');
      });
    });
  });
}
