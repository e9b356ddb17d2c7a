import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TableClient, TableServiceClient } from '@azure/data-tables';
import { type FunctionsHost, startFunctionsHost } from '../../sandbox/host/start-functions-host.ts';
import { type LocalService, startLocalService } from '../../scripts/local-service.ts';
import { createApiClient } from '../../scripts/story/api-client.ts';
import { tellStory } from '../../scripts/story/tell-story.ts';
import { must } from '../../scripts/whole-service/must.ts';
import { everyTable } from '../../shared/store/every-table.ts';
import { runAdmin } from '../admin/operator-world.ts';

const appDirectory = fileURLToPath(new URL('../..', import.meta.url));
const insecure = { allowInsecureConnection: true };
let directory: string;
let service: LocalService;
let distrust: () => void;
let restarted: FunctionsHost | undefined;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'disaster '));
  service = await startLocalService({ stateDirectory: directory });
  distrust = service.sandbox.trust();
}, 60_000);

afterAll(async () => {
  distrust?.();
  await restarted?.stop();
  await service?.stop();
  await rm(directory, { recursive: true, force: true });
}, 60_000);

const admin = async (...args: string[]) => runAdmin([...args, '--json'], service.settings);

const tableNames = async () => {
  const names: string[] = [];
  for await (const { name = '' } of TableServiceClient.fromConnectionString(
    service.connectionString,
    insecure,
  ).listTables()) {
    names.push(name);
  }
  return names.sort();
};

/** Every row of every table as the storage gives it, but for when it was written. */
async function everyRow(): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const table of await tableNames()) {
    const rows: string[] = [];
    const entities = TableClient.fromConnectionString(service.connectionString, table, insecure).listEntities();
    for await (const { etag: _etag, timestamp: _timestamp, ...entity } of entities) {
      const text = JSON.stringify(entity, (_name, value) => (value?.type === 'Buffer' ? `${value.data}` : value));
      rows.push(text);
    }
    if (rows.length > 0) found[table] = rows;
  }
  return found;
}

/** What the organization's key reads of all values through the API, the audit and the status of its vaults. */
async function whatTheyRead(url: string) {
  const api = createApiClient(url, { Authorization: `Api-Key ${service.organization.apiKey}` });
  const read = async (path: string) => must(200, await api('GET', path));
  const projects = (await read('/api/v1/projects/?page_size=1000')).results;
  const parameters: object[] = [];
  for (const { id } of projects) {
    const path = `/api/v1/projects/${id}/parameters/?environment=production&mask_secrets=false`;
    parameters.push(...(await read(path)).results);
  }
  const integrations = await read('/api/v1/integrations/azure/key_vault/');
  const text = JSON.stringify([projects, parameters, integrations, await read('/api/v1/audit/?page_size=100')]);
  // The address of the host is in every link.
  return text.replaceAll(/http:\/\/localhost:\d+/g, 'HOST');
}

test('what the demo leaves is backed up, destroyed, restored, and read as before', async () => {
  await tellStory({
    api: createApiClient(service.url, { Authorization: `Api-Key ${service.organization.apiKey}` }),
    azure: createApiClient(service.controlUrl),
    print: () => undefined,
  });
  const read = await whatTheyRead(service.url);
  expect(read).toContain('token-2');
  // As a backup of what does not change any more.
  await service.host.stop();
  // All that the app has made is among the tables that are copied.
  expect(await tableNames()).toEqual((await tableNames()).filter((name) => everyTable.includes(name)));
  const before = await everyRow();

  const made = await admin('backup');
  expect(made).toMatchObject({ code: 0, json: { rows: Object.values(before).flat().length } });
  const { backup } = made.json;
  expect((await admin('list-backups')).json.backups).toMatchObject([{ backup, rows: made.json.rows }]);

  const refused = await admin('restore', '--backup', backup, '--yes');
  expect(refused).toMatchObject({ code: 1, json: { error: { code: 'restore.not-empty' } } });
  expect(await everyRow()).toEqual(before);

  const tables = TableServiceClient.fromConnectionString(service.connectionString, insecure);
  for (const name of await tableNames()) await tables.deleteTable(name);
  expect(await everyRow()).toEqual({});
  const dry = await admin('restore', '--backup', backup);
  expect(dry).toMatchObject({
    code: 0,
    json: { dry_run: true, tables_with_rows: [], rows: { audit: before.audit?.length } },
  });
  expect(await everyRow()).toEqual({});

  expect(await admin('restore', '--backup', backup, '--yes')).toMatchObject({ code: 0, json: { ended_runs: 0 } });
  expect(await everyRow()).toEqual(before);
  restarted = await startFunctionsHost({
    appDirectory,
    settings: service.settings,
    environment: service.sandbox.childEnvironment,
    port: 0,
  });
  expect(await whatTheyRead(restarted.url)).toBe(read);
}, 180_000);
