import { setTimeout } from 'node:timers/promises';
import { BlobServiceClient } from '@azure/storage-blob';
import { type Azurite, startAzurite } from '../../sandbox/azurite/start-azurite.ts';
import { createBlobLeases } from '../../shared/adapters/blobs/blob-leases.ts';
import { createManualClock } from '../../shared/adapters/memory/manual-clock.ts';
import { createMemoryLeases } from '../../shared/adapters/memory/memory-leases.ts';
import { encodeKeyPart } from '../../shared/store/key.ts';
import { describeLeases, type LeasesBench } from './leases.contract.ts';

let azurite: Azurite;
beforeAll(async () => {
  azurite = await startAzurite({});
});
afterAll(async () => {
  await azurite?.stop();
});

describeLeases('in memory', (): LeasesBench => {
  const clock = createManualClock();
  const leases = createMemoryLeases({ clock });
  return {
    workers: [leases, leases],
    break: (name) => leases.break(name),
    now: () => clock.now().getTime(),
    pause: () => clock.advance(250),
  };
});

describeLeases('Blob Storage', (): LeasesBench => {
  const { connectionString } = azurite;
  const container = BlobServiceClient.fromConnectionString(connectionString).getContainerClient('leases');
  return {
    workers: [createBlobLeases({ connectionString }), createBlobLeases({ connectionString })],
    async break(name) {
      await container
        .getBlobClient(`${encodeKeyPart(name)}.lease`)
        .getBlobLeaseClient()
        .breakLease(0);
    },
    now: () => Date.now(),
    pause: () => setTimeout(250),
  };
});
