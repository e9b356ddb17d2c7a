import { setTimeout } from 'node:timers/promises';
import { BlobServiceClient } from '@azure/storage-blob';
import { QueueClient } from '@azure/storage-queue';
import { type Azurite, startAzurite } from '../../sandbox/azurite/start-azurite.ts';
import { type Sandbox, startSandbox } from '../../sandbox/start-sandbox.ts';
import { createServiceIdentity } from '../../shared/adapters/azure/service-identity.ts';
import { createBlobLeases } from '../../shared/adapters/blobs/blob-leases.ts';
import { createQueueJobs } from '../../shared/adapters/queues/queue-jobs.ts';
import { systemClock } from '../../shared/adapters/system/system-clock.ts';
import { createTableRows } from '../../shared/adapters/tables/table-rows.ts';
import type { CheckJob, TaskJob } from '../../shared/ports/jobs.ts';
import type { Rows } from '../../shared/ports/rows.ts';
import { encodeKeyPart } from '../../shared/store/key.ts';
import { setEnvironment } from '../support/set-environment.ts';
import { describeJobs } from './jobs.contract.ts';
import { describeLeases } from './leases.contract.ts';
import { describeRowTransactions } from './row-transactions.contract.ts';
import { describeRowWrites } from './row-writes.contract.ts';

/** The emulator with TLS and tokens, and the managed identity, by the real SDKs from end to end. */
let sandbox: Sandbox;
let azurite: Azurite;
const undo: (() => void)[] = [];
beforeAll(async () => {
  sandbox = await startSandbox();
  undo.push(sandbox.trust(), setEnvironment(sandbox.identityEndpoint.environment));
  azurite = await startAzurite({ tls: await sandbox.serverOptions(['localhost']) });
});
afterAll(async () => {
  await azurite?.stop();
  for (const step of undo) step();
  await sandbox?.stop();
});

const identity = (clientId = sandbox.managedIdentity.clientId) =>
  createServiceIdentity({ kind: 'managed-identity', clientId }, systemClock);

// Without the suite of values: the emulator decodes every chunk of a body by itself, and TLS cuts long ones within characters.
describe('rows: Table Storage by identity', () => {
  let rows: Rows;
  beforeAll(() => {
    rows = createTableRows({ endpoint: azurite.tableUrl, credential: identity() });
  });
  describeRowWrites(() => rows);
  describeRowTransactions(() => rows);
});

describeJobs('Queue Storage by identity', () => {
  async function receiveAll<T>(name: string): Promise<T[]> {
    const queue = new QueueClient(azurite.connectionString, name);
    if (!(await queue.exists())) return [];
    const { receivedMessageItems } = await queue.receiveMessages({ numberOfMessages: 32 });
    for (const { messageId, popReceipt } of receivedMessageItems) await queue.deleteMessage(messageId, popReceipt);
    return receivedMessageItems.map(({ messageText }) =>
      JSON.parse(Buffer.from(messageText, 'base64').toString('utf8')),
    );
  }
  return {
    jobs: createQueueJobs({ endpoint: azurite.queueUrl, credential: identity() }),
    receive: () => receiveAll<TaskJob>('tasks'),
    receiveChecks: () => receiveAll<CheckJob>('checks'),
    now: () => Date.now(),
    pause: () => setTimeout(100),
  };
});

describeLeases('Blob Storage by identity', () => {
  const service = BlobServiceClient.fromConnectionString(azurite.connectionString);
  const leases = () => createBlobLeases({ endpoint: azurite.blobUrl, credential: identity() });
  return {
    workers: [leases(), leases()],
    async break(name) {
      const blob = service.getContainerClient('leases').getBlobClient(`${encodeKeyPart(name)}.lease`);
      await blob.getBlobLeaseClient().breakLease(0);
    },
    now: () => Date.now(),
    pause: () => setTimeout(250),
  };
});

describe('an identity without a token', () => {
  test('is refused storage where it is not assigned to the app', async () => {
    const rows = createTableRows({
      endpoint: azurite.tableUrl,
      credential: identity('00000000-0000-4000-8000-000000000001'),
    });
    await expect(rows.get('things', 'p', 'a')).rejects.toMatchObject({
      name: 'StorageFault',
      code: 'storage.refused',
      cause: { name: 'IdentityFault', code: 'identity.refused' },
    });
  });

  test('makes storage unavailable while the endpoint is down, and no longer', async () => {
    const clientId = '00000000-0000-4000-8000-000000000002';
    sandbox.cloud.model.managedIdentities.push({ ...sandbox.managedIdentity, clientId });
    const rows = createTableRows({ endpoint: azurite.tableUrl, credential: identity(clientId) });
    sandbox.identityEndpoint.trouble = 'unavailable';
    await expect(rows.get('things', 'p', 'a')).rejects.toMatchObject({
      code: 'storage.unavailable',
      cause: { code: 'identity.unreachable' },
    });
    sandbox.identityEndpoint.trouble = undefined;
    expect(await rows.get('things', 'p', 'a')).toBeUndefined();
  });
});
