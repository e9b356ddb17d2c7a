import { type Azurite, startAzurite } from '../../sandbox/azurite/start-azurite.ts';
import { createBlobArchive } from '../../shared/adapters/blobs/blob-archive.ts';
import { createMemoryArchive } from '../../shared/adapters/memory/memory-archive.ts';
import { describeArchive } from './archive.contract.ts';

let azurite: Azurite;
beforeAll(async () => {
  azurite = await startAzurite({});
});
afterAll(async () => {
  await azurite?.stop();
});

describeArchive('in memory', () => createMemoryArchive());
describeArchive('Blob Storage', () => createBlobArchive({ connectionString: azurite.connectionString }, 'backups'));
