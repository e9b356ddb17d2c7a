import { TableServiceClient } from '@azure/data-tables';
import { BlobServiceClient } from '@azure/storage-blob';
import { type Azurite, startAzurite } from '../../sandbox/azurite/start-azurite.ts';
import { createOperatorWorld, type OperatorWorld, runAdmin } from './operator-world.ts';

let operator: OperatorWorld;
let elsewhere: Azurite;
beforeAll(async () => {
  operator = await createOperatorWorld();
  elsewhere = await startAzurite();
}, 60_000);
afterAll(async () => {
  await elsewhere?.stop();
  await operator?.stop();
});

async function containers({ connectionString }: Azurite): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of BlobServiceClient.fromConnectionString(connectionString).listContainers())
    names.push(name);
  return names;
}

test('backups go to the account that is named for them, and come from there', async () => {
  const settings = { ...operator.settings, BACKUP_STORAGE: elsewhere.connectionString };
  const admin = (...args: string[]) => runAdmin([...args, '--json'], settings);
  const { organization } = (await admin('create-organization', '--name', 'Contoso')).json;
  const { backup, rows } = (await admin('backup')).json;
  expect(rows).toBeGreaterThan(5);
  expect(await containers(operator.azurite)).toEqual([]);
  expect(await containers(elsewhere)).toEqual(['backups']);
  const tables = TableServiceClient.fromConnectionString(elsewhere.connectionString, { allowInsecureConnection: true });
  for await (const { name } of tables.listTables()) throw new Error(`a table ${name} among the backups`);

  // A customer that came after the backup is gone when the tables are put back to what it holds.
  await admin('create-organization', '--name', 'Fabrikam');
  const restored = await admin('restore', '--backup', backup, '--replace', '--yes');
  expect(restored).toMatchObject({ code: 0, json: { tables_with_rows: expect.arrayContaining(['organizations']) } });
  expect((await admin('list-organizations')).json.organizations).toMatchObject([{ organization, name: 'Contoso' }]);
}, 120_000);
