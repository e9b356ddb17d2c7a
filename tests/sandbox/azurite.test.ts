import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TableClient } from '@azure/data-tables';
import { BlobServiceClient } from '@azure/storage-blob';
import { QueueServiceClient } from '@azure/storage-queue';
import { portInUse, readUrls } from '../../sandbox/azurite/azurite-output.ts';
import { type Azurite, startAzurite } from '../../sandbox/azurite/start-azurite.ts';
import { isAlive, until } from './support/until.ts';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function start(options?: Parameters<typeof startAzurite>[0]): Promise<Azurite> {
  const azurite = await startAzurite(options);
  cleanUps.push(() => azurite.stop());
  return azurite;
}

describe('startAzurite', () => {
  test('serves blobs, queues and tables with one connection string', async () => {
    const { connectionString, blobUrl, queueUrl, tableUrl } = await start();
    const container = BlobServiceClient.fromConnectionString(connectionString).getContainerClient('box');
    await container.create();
    await container.getBlockBlobClient('note').upload('hello', 5);
    expect((await container.getBlobClient('note').downloadToBuffer()).toString()).toBe('hello');

    const queue = QueueServiceClient.fromConnectionString(connectionString).getQueueClient('line');
    await queue.create();
    await queue.sendMessage('next');
    expect((await queue.receiveMessages()).receivedMessageItems[0]?.messageText).toBe('next');

    const table = TableClient.fromConnectionString(connectionString, 'things', { allowInsecureConnection: true });
    await table.createTable();
    await table.createEntity({ partitionKey: 'a', rowKey: 'b', colour: 'red' });
    expect((await table.getEntity('a', 'b')).colour).toBe('red');

    for (const url of [blobUrl, queueUrl, tableUrl])
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/devstoreaccount1$/);
  });

  test('keeps its data in the directory it is given', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'azurite-'));
    cleanUps.push(() => rm(directory, { recursive: true, force: true }));
    const first = await start({ directory });
    await QueueServiceClient.fromConnectionString(first.connectionString).createQueue('kept');
    await first.stop();
    const second = await start({ directory });
    const names: string[] = [];
    for await (const queue of QueueServiceClient.fromConnectionString(second.connectionString).listQueues()) {
      names.push(queue.name);
    }
    expect(names).toEqual(['kept']);
  });

  test('names the port that is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    cleanUps.push(() => new Promise((resolve) => other.close(resolve)));
    const address = other.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    await expect(startAzurite({ ports: { queue: port } })).rejects.toMatchObject({ code: 'port-in-use', port });
  });

  test('shows what Azurite printed when it cannot start', async () => {
    await expect(startAzurite({ ports: { table: 70_000 } })).rejects.toThrow(
      /Azurite ended while starting[\s\S]*70000/,
    );
  });

  test('leaves no process after stop, and may be stopped twice', async () => {
    const azurite = await start();
    expect(isAlive(azurite.pid)).toBe(true);
    const asked = performance.now();
    await azurite.stop();
    expect(isAlive(azurite.pid)).toBe(false);
    // It ended by itself, its data written: only after five seconds is it killed.
    expect(performance.now() - asked).toBeLessThan(4500);
    await azurite.stop();
  });

  test('ends when the process that started it is killed', async () => {
    const module = new URL('../../sandbox/azurite/start-azurite.ts', import.meta.url).href;
    const program = `const { startAzurite } = await import(${JSON.stringify(module)}); console.log((await startAzurite()).pid);`;
    const owner = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    cleanUps.push(() => owner.kill('SIGKILL'));
    const [printed] = await once(owner.stdout, 'data');
    const pid = Number(String(printed));
    expect(isAlive(pid)).toBe(true);
    owner.kill('SIGKILL');
    await until(() => !isAlive(pid));
  });
});

describe('what Azurite prints', () => {
  const line = (service: string, port: number) =>
    `Azurite ${service} service is successfully listening at http://127.0.0.1:${port}\n`;

  test('is not taken for a start before all three services listen', () => {
    expect(readUrls(line('Blob', 1) + line('Queue', 2), 'me')).toBeUndefined();
    expect(readUrls(line('Blob', 1) + line('Queue', 2) + line('Table', 3), 'me')).toEqual({
      blobUrl: 'http://127.0.0.1:1/me',
      queueUrl: 'http://127.0.0.1:2/me',
      tableUrl: 'http://127.0.0.1:3/me',
    });
  });

  test('half a line is no address', () => {
    expect(readUrls(line('Blob', 1) + line('Queue', 2) + line('Table', 10_002).slice(0, -2), 'me')).toBeUndefined();
  });

  test('tells of a port in use', () => {
    expect(portInUse('Exit due to unhandled error: listen EADDRINUSE: address already in use 127.0.0.1:10001')).toBe(
      10_001,
    );
    expect(portInUse(line('Blob', 1))).toBeUndefined();
  });
});
