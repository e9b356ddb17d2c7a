import { QueueServiceClient } from '@azure/storage-queue';
import { type Azurite, startAzurite } from '../../sandbox/azurite/start-azurite.ts';
import type { HostTiming } from '../../sandbox/host/host-timing.ts';
import { startHost, type TestHost } from './support/start-host.ts';
import { until } from './support/until.ts';

let azurite: Azurite;
let service: QueueServiceClient;
let queueName: string;
let count = 0;
beforeAll(async () => {
  azurite = await startAzurite();
  service = QueueServiceClient.fromConnectionString(azurite.connectionString);
});
afterAll(() => azurite?.stop());
beforeEach(() => {
  count += 1;
  queueName = `work-${count}`;
});

const hosts: TestHost[] = [];
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.stop();
});

/** A host whose queue function reads this test's own queue. */
async function start(timing: Partial<HostTiming> = {}): Promise<TestHost> {
  const settings = { JobStorage: azurite.connectionString, WORK_QUEUE: queueName };
  const host = await startHost('jobs', { settings, timing });
  hosts.push(host);
  return host;
}

const queue = (name = queueName) => service.getQueueClient(name);
const send = (text: string) => queue().sendMessage(Buffer.from(text).toString('base64'));
const seen = (...of: TestHost[]) =>
  of
    .flatMap((host) => host.said('work'))
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
/** Milliseconds between the tries of the one message that a host was given. */
function gaps(host: TestHost): number[] {
  const times = host.lines.filter(({ source, message }) => source === 'function' && message.startsWith('{'));
  const starts = times.map(({ time }) => Date.parse(time));
  return starts.slice(1).map((time, index) => time - (starts[index] ?? 0));
}
/** How many messages there are, hidden ones too. */
const messages = async (name = queueName) => (await queue(name).getProperties()).approximateMessagesCount;

describe('a queue message', () => {
  test('reaches the function with its metadata, on a queue made for it, and is deleted', async () => {
    const host = await start();
    await until(() => queue().exists());
    const { messageId } = await send('{"id":7}');
    await until(async () => (await messages()) === 0);
    expect(seen(host)).toEqual([
      {
        message: { id: 7 },
        metadata: {
          queueTrigger: { id: 7 },
          dequeueCount: 1,
          id: messageId,
          popReceipt: expect.any(String),
          insertionTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
          expirationTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
          nextVisibleTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        },
      },
    ]);
  });

  test('that is no JSON comes as text', async () => {
    const host = await start();
    await until(() => queue().exists());
    await send('grüß dich');
    await until(() => seen(host)[0]?.message === 'grüß dich');
  });

  test('is tried again after a failure, and then put on the poison queue as it was', async () => {
    const host = await start();
    await until(() => queue().exists());
    await send('{"fail":true}');
    await until(() => queue(`${queueName}-poison`).exists());
    await until(async () => (await messages(`${queueName}-poison`)) === 1 && (await messages()) === 0);
    expect(seen(host).map(({ metadata }) => metadata.dequeueCount)).toEqual([1, 2, 3]);
    for (const gap of gaps(host)) expect(gap).toBeGreaterThan(700);
    const [poison] = (await queue(`${queueName}-poison`).receiveMessages()).receivedMessageItems;
    expect(Buffer.from(poison?.messageText ?? '', 'base64').toString()).toBe('{"fail":true}');
    expect(host.lines.filter((line) => line.message.includes('as asked'))).toHaveLength(3);
  });

  test('that is not base64 goes to the poison queue without being tried', async () => {
    const host = await start();
    await until(() => queue().exists());
    await queue().sendMessage('{"plain":true}');
    await until(() => queue(`${queueName}-poison`).exists());
    await until(async () => (await messages(`${queueName}-poison`)) === 1 && (await messages()) === 0);
    expect(seen(host)).toEqual([]);
  });

  test('stays hidden from others as long as it is worked on', async () => {
    const [one, other] = [await start({ queueInvisibility: 3000 }), await start({ queueInvisibility: 3000 })];
    await until(() => queue().exists());
    await send('{"take":6500}');
    await until(async () => (await messages()) === 0);
    expect(seen(one, other).map(({ metadata }) => metadata.dequeueCount)).toEqual([1]);
  });

  test('comes back when the worker is killed, once its invisibility runs out', async () => {
    const host = await start({ queueInvisibility: 3000, restartDelay: 10 });
    await until(() => queue().exists());
    await send('{"take":1000}');
    await until(() => seen(host).length === 1);
    host.kill('SIGKILL');
    await until(async () => (await messages()) === 0);
    expect(seen(host).map(({ metadata }) => metadata.dequeueCount)).toEqual([1, 2]);
    expect(gaps(host)[0]).toBeGreaterThan(1700);
  });

  test('that is being worked on is finished before a stop', async () => {
    const host = await start();
    await until(() => queue().exists());
    await send('{"take":500}');
    await until(() => seen(host).length === 1);
    await host.stop();
    expect(host.said('work')).toContain('through');
    expect(await messages()).toBe(0);
  });
});

test('two hosts share a queue: every message is worked on once, and both have a part', async () => {
  const [one, other] = [await start(), await start()];
  await until(() => queue().exists());
  const ids = Array.from({ length: 60 }, (_, id) => id);
  await Promise.all(ids.map((id) => send(JSON.stringify({ id, take: 20 }))));
  await until(async () => (await messages()) === 0);
  const worked = seen(one, other).map(({ message }) => message.id);
  expect(worked.toSorted((a, b) => a - b)).toEqual(ids);
  for (const host of [one, other]) expect(seen(host).length).toBeGreaterThan(0);
});

test('the listener survives its queue being deleted', async () => {
  const host = await start();
  await until(() => queue().exists());
  await queue().delete();
  await until(() => queue().exists());
  await send('"after"');
  await until(() => seen(host)[0]?.message === 'after');
});

test('a message can be handed to the function by the admin API', async () => {
  const host = await start();
  const post = (name: string) =>
    fetch(`${host.url}/admin/functions/${name}`, { method: 'POST', body: JSON.stringify({ input: '{"byHand":1}' }) });
  expect((await post('work')).status).toBe(202);
  expect((await post('play')).status).toBe(404);
  await until(() => seen(host)[0]?.message.byHand === 1);
});

test('a setting that is missing is named when the host starts', async () => {
  await expect(startHost('jobs', { settings: { JobStorage: azurite.connectionString } })).rejects.toMatchObject({
    code: 'setting-missing',
    message: expect.stringContaining('%WORK_QUEUE%'),
  });
  await expect(startHost('jobs', { settings: { WORK_QUEUE: 'work' } })).rejects.toMatchObject({
    code: 'setting-missing',
    message: expect.stringContaining('JobStorage'),
  });
});
