import { createBlobLeases } from '../../shared/adapters/blobs/blob-leases.ts';
import { createQueueJobs } from '../../shared/adapters/queues/queue-jobs.ts';
import { createTableRows } from '../../shared/adapters/tables/table-rows.ts';

/** The emulator checks no roles; what can be shown here is that an identity of ours is asked for a storage token. */
describe('with an identity instead of an account key', () => {
  const why = new Error('no identity here');
  const asked: (string | string[])[] = [];
  const credential = {
    getToken(scopes: string | string[]) {
      asked.push(scopes);
      return Promise.reject(why);
    },
  };
  const endpoint = (service: string) => `https://account.${service}.core.windows.net`;
  const job = { v: 1, organizationId: 'o', integrationId: 'i', actionId: 'a', taskId: 't' } as const;

  it.each([
    ['tables', () => createTableRows({ endpoint: endpoint('table'), credential }).get('things', 'p', 'a')],
    ['queues', () => createQueueJobs({ endpoint: endpoint('queue'), credential }).enqueueTask(job)],
    ['blobs', () => createBlobLeases({ endpoint: endpoint('blob'), credential }).acquire('a', 15)],
  ])('%s ask for a token, and tell when there is none', async (_service, use) => {
    asked.length = 0;
    await expect(use()).rejects.toMatchObject({ name: 'StorageFault', code: 'storage.unavailable', cause: why });
    expect(asked.flat()).toEqual(['https://storage.azure.com/.default']);
  });
});
