import { BlobServiceClient } from '@azure/storage-blob';
import { newTask } from '../../shared/domain/sync/task.ts';
import { taskId } from '../../shared/domain/sync/task-id.ts';
import { getLatestTask } from '../../shared/store/latest-tasks.ts';
import { putSteps } from '../../shared/store/steps.ts';
import { insertTask } from '../../shared/store/tasks.ts';
import { begin, ended } from '../faults/fault-case.ts';
import { createImportCase } from '../faults/import-case.ts';
import { type FaultsService, startService } from '../faults/start-service.ts';
import { until } from '../sandbox/support/until.ts';
import { day } from './turn.ts';

let service: FaultsService;
beforeAll(async () => {
  service = await startService();
}, 60_000);
afterAll(async () => {
  await service?.stop();
}, 60_000);

/** Where the platform keeps when the timer is due next. */
async function timerStatus() {
  const blobs = BlobServiceClient.fromConnectionString(service.azurite.connectionString);
  const container = blobs.getContainerClient('azure-webjobs-hosts');
  const name = await until(async () => {
    if (!(await container.exists())) return undefined;
    for await (const blob of container.listBlobsFlat({ prefix: 'timers/' })) {
      if (blob.name.endsWith('.removeOutdated/status')) return blob.name;
    }
    return undefined;
  }, 60_000);
  return container.getBlockBlobClient(name);
}

test('the timer of the built app removes what is due, and leaves the rest', async () => {
  const { deps, organizationId } = service;
  const faultCase = await createImportCase(service, 'kept', 10);
  await begin(service, faultCase);
  expect(await ended(service, faultCase, 30_000)).toMatchObject({ state: 'success' });
  const { integrationId } = faultCase.connected;
  const path = { organizationId, integrationId, actionId: faultCase.action.id };
  const newest = (await getLatestTask(deps.rows, path))?.taskId ?? '';

  // As runs of the same import left it in times that are long over.
  const old = new Date(Date.now() - 100 * day);
  const dates = { createdAt: old, modifiedAt: old, finishedAt: old };
  const id = taskId(old, Buffer.alloc(10, 7));
  const asked = { actionKind: 'pull', reason: 'old', dryRun: false, confirmDeletes: false } as const;
  await insertTask(deps.rows, { ...newTask, ...path, ...asked, id, ...dates, state: 'success', phase: 'done' });
  const step = { taskId: id, subject: 'value', operation: 'create', state: 'succeeded', ...dates } as const;
  const steps = Array.from({ length: 250 }, (_, sequence) => ({ ...step, sequence }));
  await putSteps(deps.rows, id, steps);

  // The host takes a timer that was due while it was away for due now.
  const status = await timerStatus();
  await service.host.stop();
  const { Next: next } = JSON.parse((await status.downloadToBuffer()).toString());
  const before = (minutes: number) => new Date(Date.parse(next) - minutes * 60_000).toISOString();
  const text = JSON.stringify({ Last: before(70), Next: before(60), LastUpdated: before(70) });
  await status.upload(text, text.length);
  const round = await deps.rows.get('checks', 'sweep', 'retention');
  if (round) await deps.rows.write('checks', 'sweep', [{ kind: 'delete', rowKey: 'retention' }]);
  await service.startHost();

  const tasks = `${organizationId}!${path.actionId}`;
  await until(async () => (await deps.rows.get('tasks', tasks, id)) === undefined, 60_000);
  expect((await deps.rows.range('steps', id)).rows).toEqual([]);
  expect(await deps.rows.get('tasks', tasks, newest)).toBeDefined();
  expect((await deps.rows.range('steps', newest)).rows.length).toBeGreaterThan(0);
}, 180_000);
