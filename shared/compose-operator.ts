import { storageAccess } from './compose-storage.ts';
import type { Config } from './config.ts';
import type { Archive } from './ports/archive.ts';
import type { Poison } from './ports/poison.ts';
import type { Tables } from './ports/tables.ts';

/** What operators' commands use, and no function does. */
export interface Operator {
  tables: Tables;
  poison: Poison;
  archive: Archive;
}

/** The container of the backups. */
const backups = 'backups';

/** Beside `compose`, the one place that knows adapters. */
export async function composeOperator(config: Config): Promise<Operator> {
  const { createTableScan } = await import('./adapters/tables/table-scan.ts');
  const { createPoisonQueues } = await import('./adapters/queues/poison-queues.ts');
  const { createBlobArchive } = await import('./adapters/blobs/blob-archive.ts');
  const storage = storageAccess(config);
  return {
    tables: createTableScan(await storage.of('table')),
    poison: createPoisonQueues(await storage.of('queue')),
    archive: createBlobArchive(await storage.backups(), backups),
  };
}
