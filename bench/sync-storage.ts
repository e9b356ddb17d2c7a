import { setTimeout as sleep } from 'node:timers/promises';
import { connectVault } from '../scripts/whole-service/connect-vault.ts';
import { latestTask, startPull } from '../scripts/whole-service/run-action.ts';
import { startWholeService } from '../scripts/whole-service/start-whole-service.ts';
import { isFinished } from '../shared/domain/sync/task.ts';
import { listTasks } from '../shared/store/tasks.ts';
import { countStorageRequests, type StorageCounter } from './count-storage-requests.ts';
import type { Figure } from './figure.ts';
import { numbered, secretOf } from './numbered.ts';
import { succeeded } from './sync-requests.ts';

/** How many storage requests, of tables, queues and blobs, an import may cost for each secret. */
const mostPerSecret = 0.2;

/**
 * Storage requests of an import, the host's polls of its queues included, counted on their way to Azurite: in a run of
 * its own, since counting takes time. The end of the run is looked for past the counter.
 */
export async function syncStorage({ small }: { small: boolean }): Promise<Figure[]> {
  const size = small ? 500 : 2_000;
  let counter: StorageCounter | undefined;
  const service = await startWholeService({
    storageFor: async (emulator) => {
      counter = await countStorageRequests(emulator, ['Table', 'Queue', 'Blob']);
      return counter;
    },
  });
  try {
    const connected = await connectVault(service, 'bench-storage');
    connected.addSecrets(numbered(size, (number) => `value ${number}`).map(secretOf));
    counter?.reset();
    const pull = await startPull(service, connected);
    for (;;) {
      const [task] = await listTasks(service.deps.rows, service.organizationId, pull.id);
      if (task !== undefined && isFinished(task)) break;
      await sleep(100);
    }
    const counts = { ...(counter?.counts ?? { Table: 0, Queue: 0, Blob: 0 }) };
    succeeded(await latestTask(service, pull));
    const name = `storage requests, import of ${size} secrets`;
    const value = counts.Table + counts.Queue + counts.Blob;
    return [
      { case: name, value, unit: 'requests', bound: size, target: mostPerSecret },
      { case: `${name}: tables`, value: counts.Table, unit: 'requests' },
      { case: `${name}: queues`, value: counts.Queue, unit: 'requests' },
      { case: `${name}: blobs`, value: counts.Blob, unit: 'requests' },
    ];
  } finally {
    await service.stop();
  }
}
