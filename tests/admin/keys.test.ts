import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SyncWorld } from '../sync/world.ts';
import { createOperatorWorld, type OperatorWorld, runAdmin } from './operator-world.ts';

let operator: OperatorWorld;
let world: SyncWorld;
beforeAll(async () => {
  operator = await createOperatorWorld();
  world = await operator.startService();
}, 60_000);
afterAll(() => operator?.stop());

const list = async (organization: string) =>
  (await operator.admin('list-api-keys', '--organization', organization)).json.api_keys;
const statusWith = async (apiKey: string) => (await world.app.request('GET', '/api/v1/projects/', { apiKey })).status;

test('a customer is made and listed, and gets a key that opens until it is revoked', async () => {
  const made = await operator.admin('create-organization', '--name', 'Tailspin & Söhne');
  expect(made).toMatchObject({ code: 0, json: { name: 'Tailspin & Söhne', organization: expect.any(String) } });
  const organization: string = made.json.organization;
  const { organizations } = (await operator.admin('list-organizations')).json;
  expect(organizations).toHaveLength(3);
  expect(organizations).toContainEqual(expect.objectContaining({ organization, name: 'Tailspin & Söhne' }));

  const create = ['create-api-key', '--organization', organization, '--name'];
  const [one, two] = [
    await operator.admin(...create, 'portal'),
    await operator.admin(...create, 'ci', '--role', 'VIEWER'),
  ];
  expect([one.code, two.code]).toEqual([0, 0]);
  expect(await list(organization)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ prefix: one.json.prefix, name: 'portal', role: 'ADMIN', state: 'open' }),
      expect.objectContaining({ prefix: two.json.prefix, name: 'ci', role: 'VIEWER', state: 'open' }),
    ]),
  );
  expect(await statusWith(two.json.api_key)).toBe(200);

  const revoke = ['revoke-api-key', '--organization', organization, '--prefix'];
  expect(await operator.admin(...revoke, one.json.prefix)).toMatchObject({ code: 0, json: { name: 'portal' } });
  expect(await statusWith(one.json.api_key)).toBe(401);
  expect(await statusWith(two.json.api_key)).toBe(200);
  expect(await list(organization)).toContainEqual(
    expect.objectContaining({ prefix: one.json.prefix, state: 'revoked', revoked_at: expect.any(String) }),
  );
  expect(await operator.admin(...revoke, 'nobodys')).toMatchObject({
    code: 1,
    json: { error: { code: 'key.not-found' } },
  });

  const account = two.json.service_account;
  const add = ['add-api-key', '--organization', organization, '--service-account'];
  const added = await operator.admin(...add, account);
  expect(added).toMatchObject({ code: 0, json: { service_account: account, name: 'ci' } });
  expect(await statusWith(added.json.api_key)).toBe(200);
  expect(await operator.admin(...add, 'nobody')).toMatchObject({
    code: 1,
    json: { error: { code: 'object.not-found' } },
  });

  const audit = await world.app.request('GET', '/api/v1/audit/', { apiKey: two.json.api_key });
  const told = audit.json.results.map((each: Record<string, unknown>) => [
    each.action,
    each.object_name ?? each.object,
  ]);
  expect(audit.json.count).toBe(4);
  expect(JSON.stringify(told)).toContain('update');
}, 60_000);

test('limits of its own are given to a customer, and taken back', async () => {
  const { organization } = (await operator.admin('create-organization', '--name', 'Fourth Coffee')).json;
  const set = (limits: string) => operator.admin('set-limits', '--organization', organization, '--limits', limits);
  expect(await set('parameters=5000,tasks-at-once=2')).toMatchObject({
    code: 0,
    json: { organization, limits: { parameters: 5000, 'tasks-at-once': 2 } },
  });
  expect((await set('parameters=default')).json).toEqual({ organization, limits: { 'tasks-at-once': 2 } });
  expect(await set('parameters=none')).toMatchObject({ code: 2, json: { error: { code: 'usage' } } });
}, 60_000);

test('the settings may come from a file of each form, which wins over the environment', async () => {
  const forms = {
    'local.json': { IsEncrypted: false, Values: operator.settings },
    'list.json': Object.entries(operator.settings).map(([name, value]) => ({ name, slotSetting: false, value })),
    'plain.json': operator.settings,
  };
  const elsewhere = { ...operator.settings, AzureWebJobsStorage: 'UseDevelopmentStorage=true', KEY_FILE: '/nowhere' };
  for (const [file, content] of Object.entries(forms)) {
    const path = join(operator.folder, file);
    await writeFile(path, JSON.stringify(content));
    const ran = await runAdmin(['list-organizations', '--settings', path, '--json'], elsewhere);
    expect([file, ran.code, ran.json.organizations?.length > 0]).toEqual([file, 0, true]);
  }
  const broken = join(operator.folder, 'broken.json');
  await writeFile(broken, '[1]');
  expect(await runAdmin(['list-organizations', '--settings', broken, '--json'], elsewhere)).toMatchObject({
    code: 1,
    json: { error: { code: 'settings.unreadable' } },
  });
}, 60_000);

test('storage that cannot be reached is told, with what to do', async () => {
  const dead = operator.settings.AzureWebJobsStorage?.replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:9') ?? '';
  const ran = await runAdmin(['list-organizations', '--json'], { ...operator.settings, AzureWebJobsStorage: dead });
  expect(ran).toMatchObject({ code: 1, stdout: '', json: { error: { code: 'storage.unavailable' } } });
  expect(ran.json.error.next).toContain('AzureWebJobsStorage');
}, 120_000);
