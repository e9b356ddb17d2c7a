import { createTableRows } from '../../shared/adapters/tables/table-rows.ts';
import { everyTable } from '../../shared/store/every-table.ts';
import { organizationRows } from '../../shared/store/organization-rows.ts';
import { collect } from '../support/collect.ts';
import { everythingStored } from '../support/everything-stored.ts';
import { connectNeighbour, leaseName, type SyncWorld } from '../sync/world.ts';
import { fillOrganization } from './fill-organization.ts';
import { createOperatorWorld, type OperatorWorld } from './operator-world.ts';

let operator: OperatorWorld;
let world: SyncWorld;
let neighbour: SyncWorld;
beforeEach(async () => {
  operator = await createOperatorWorld();
  world = await operator.startService();
  neighbour = await connectNeighbour(world);
}, 60_000);
afterEach(() => operator?.stop());

/** The keys of all rows that belong to the organization, by table. */
async function ownRows(organizationId: string) {
  const rows = createTableRows(operator.azurite);
  const found = new Map<string, string[]>();
  for await (const section of organizationRows({ rows, tables: operator.tables }, organizationId)) {
    for (const { partitionKey, rowKey } of await collect(section.rows)) {
      found.set(section.table, [...(found.get(section.table) ?? []), `${partitionKey} ${rowKey}`]);
    }
  }
  return found;
}

/** Every row of every table, as text. */
async function everyRow(): Promise<string[]> {
  const all: string[] = [];
  for (const table of everyTable) {
    for (const { etag: _etag, ...row } of await collect(operator.tables.scan(table))) {
      all.push(`${table} ${JSON.stringify(row)}`);
    }
  }
  return all;
}

const ids = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

test('nothing of a deleted organization is left in any table, and nothing of another one is touched', async () => {
  await fillOrganization(neighbour, 'till');
  const others = await everyRow();
  const known = new Set(others.join('\n').match(ids));
  await fillOrganization(world);
  const own = await ownRows(world.organizationId);
  // Otherwise the test would not test the table; tasks are done, so that none is open.
  const expected = everyTable.filter((table) => table !== 'organizations' && table !== 'openTasks');
  expect([...own.keys()].sort()).toEqual([...expected].sort());
  const before = await everyRow();
  const added = new Set(
    before
      .filter((row) => !others.includes(row))
      .join('\n')
      .match(ids),
  );

  const dry = await operator.admin('delete-organization', '--organization', world.organizationId);
  expect(dry).toMatchObject({ code: 0, json: { dry_run: true, name: 'Contoso', unfinished_runs: 0 } });
  expect(dry.json.rows.audit).toBe(own.get('audit')?.length);
  expect(await everyRow()).toEqual(before);
  const wrong = await operator.admin(
    'delete-organization',
    '--organization',
    world.organizationId,
    '--confirm',
    'Cont',
  );
  expect(wrong).toMatchObject({ code: 1, json: { error: { code: 'organization.confirmation' } } });
  expect(await everyRow()).toEqual(before);

  const done = await operator.admin(
    'delete-organization',
    '--organization',
    world.organizationId,
    '--confirm',
    'Contoso',
  );
  expect(done).toMatchObject({ code: 0, json: { name: 'Contoso', deleted: dry.json.rows } });

  // The vault's tenant and name are the neighbour's as well; ids are of one organization only.
  const left = await everyRow();
  const gone = [...added].filter((id) => !known.has(id));
  expect(gone.length).toBeGreaterThan(20);
  const stored = await everythingStored(operator.azurite.connectionString);
  for (const id of [...gone, world.organizationId, world.integrationId]) {
    expect(left.filter((row) => row.includes(id))).toEqual([]);
    expect(stored.split('\n').filter((line) => /^[a-zA-Z]+\./.test(line) && line.includes(id))).toEqual([]);
  }
  expect(left.filter((row) => !row.startsWith('organizations'))).toEqual(
    others.filter(
      (row) =>
        !row.startsWith('organizations') && !row.includes(world.organizationId) && !row.includes(world.integrationId),
    ),
  );

  const again = await operator.admin('delete-organization', '--organization', world.organizationId, '--confirm', 'x');
  expect(again).toMatchObject({ code: 1, json: { error: { code: 'organization.not-found' } } });
  expect((await world.app.request('GET', '/api/v1/projects/')).status).toBe(401);
  expect((await neighbour.app.request('GET', '/api/v1/projects/')).status).toBe(200);
}, 120_000);

test('an organization in which a worker is busy is deleted when it has ended', async () => {
  world.vault.secrets.put({ name: 'production-web-token', value: 'canary' });
  await world.addPull();
  const lease = await world.app.deps.leases.acquire(leaseName, 60);
  const confirmed = ['delete-organization', '--organization', world.organizationId, '--confirm', 'Contoso'];
  expect(await operator.admin(...confirmed)).toMatchObject({ code: 1, json: { error: { code: 'organization.busy' } } });
  const { organizations } = (await operator.admin('list-organizations')).json;
  const named = Object.fromEntries(organizations.map((each: { name: string }) => [each.name, each]));
  expect(named).toMatchObject({ Contoso: { deleting_since: expect.any(String) }, Fabrikam: { deleting_since: null } });
  expect((await ownRows(world.organizationId)).get('tasks')).toHaveLength(1);

  for (const command of [
    ['create-api-key', '--name', 'late'],
    ['add-api-key', '--service-account', 'late'],
  ]) {
    const key = await operator.admin(...command, '--organization', world.organizationId);
    expect(key).toMatchObject({ code: 1, json: { error: { code: 'organization.deleting' } } });
  }

  await lease?.release();
  expect(await operator.admin(...confirmed)).toMatchObject({ code: 0 });
  expect([...(await ownRows(world.organizationId)).keys()]).toEqual([]);
  // The message of the run, which is still on its way, does nothing.
  await world.work();
  expect([...(await ownRows(world.organizationId)).keys()]).toEqual([]);
}, 120_000);
