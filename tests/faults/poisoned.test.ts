import { type AppFolder, createAppFolder } from './app-folder.ts';
import { begin, ended } from './fault-case.ts';
import { createImportCase } from './import-case.ts';
import { type FaultsService, startService } from './start-service.ts';

let folder: AppFolder;
let service: FaultsService;
beforeAll(async () => {
  folder = await createAppFolder({ visibilityTimeout: '00:00:01' });
  service = await startService({ host: { appDirectory: folder.directory } });
}, 60_000);
afterAll(async () => {
  await service?.stop();
  await folder?.remove();
}, 60_000);

test('a message that always throws ends as a failed task, and its action serves again', async () => {
  const { rows } = service.deps;
  const faultCase = await createImportCase(service, 'poisoned', 40);
  await begin(service, faultCase);
  expect(await ended(service, faultCase, 30_000)).toMatchObject({ state: 'success' });

  // What is remembered of a secret cannot be read any more.
  const place = ['observations', faultCase.connected.integrationId, 'production-poisoned-key-7'] as const;
  const [table, partition, rowKey] = place;
  const row = await rows.get(...place);
  await rows.write(table, partition, [{ kind: 'put', rowKey, values: { v: 1, secretName: 'KEY-7' } }]);
  await begin(service, faultCase);
  expect(await ended(service, faultCase, 30_000)).toMatchObject({ state: 'failure', error: { code: 'task.poisoned' } });

  await rows.write(table, partition, [{ kind: 'put', rowKey, values: row?.values ?? {} }]);
  await begin(service, faultCase);
  expect(await ended(service, faultCase, 30_000)).toMatchObject({ state: 'success', counts: { unchanged: 40 } });
  await faultCase.check();
}, 120_000);
