import { buildApp } from '../scripts/build-app.ts';
import type { Figure } from './figure.ts';
import { syncMemory } from './sync-memory.ts';
import { syncRequests } from './sync-requests.ts';
import { syncStorage } from './sync-storage.ts';
import { syncTimes } from './sync-times.ts';

/** Imports and pushes by the whole service, at vaults with Azure's quotas: requests, time, memory, storage. */
export async function benchSync(options: { small: boolean }): Promise<Figure[]> {
  await buildApp();
  return [
    ...(await syncRequests(options)),
    ...(await syncTimes(options)),
    ...(await syncMemory(options)),
    ...(await syncStorage(options)),
  ];
}
