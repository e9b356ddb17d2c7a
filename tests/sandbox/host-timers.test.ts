import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import { type Azurite, startAzurite } from '../../sandbox/azurite/start-azurite.ts';
import type { HostTiming } from '../../sandbox/host/host-timing.ts';
import { startHost, type TestHost } from './support/start-host.ts';
import { until } from './support/until.ts';

let azurite: Azurite;
let container: ContainerClient;
let count = 0;
let hostId: string;
beforeAll(async () => {
  azurite = await startAzurite();
  container = BlobServiceClient.fromConnectionString(azurite.connectionString).getContainerClient(
    'azure-webjobs-hosts',
  );
  await container.createIfNotExists();
});
afterAll(() => azurite?.stop());
beforeEach(() => {
  count += 1;
  hostId = `host-${count}`;
});

const hosts: TestHost[] = [];
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.stop();
});

async function start(settings: Record<string, string> = {}, timing: Partial<HostTiming> = {}): Promise<TestHost> {
  const all = {
    AzureWebJobsStorage: azurite.connectionString,
    AzureFunctionsWebHost__hostid: hostId,
    YEARLY: '0 0 0 1 1 *',
    ...settings,
  };
  const host = await startHost('timers', { settings: all, timing: { timerLockInterval: 100, ...timing } });
  hosts.push(host);
  return host;
}

const statusBlob = (name: string) => container.getBlockBlobClient(`timers/${hostId}/Host.Functions.${name}/status`);
const readStatus = async (name: string) => JSON.parse((await statusBlob(name).downloadToBuffer()).toString());
async function writeStatus(name: string, status: { Last: string; Next: string; LastUpdated: string }): Promise<void> {
  const text = JSON.stringify(status);
  await statusBlob(name).upload(text, text.length);
}
const thisYear = new Date().getUTCFullYear();
const newYear = (year: number) => new Date(Date.UTC(year, 0, 1)).toISOString();
/** As left by a host that ran two years ago and was not there a year ago. */
const missed = { Last: newYear(thisYear - 1), Next: newYear(thisYear), LastUpdated: newYear(thisYear - 1) };
const said = (name: string, ...of: TestHost[]) =>
  of
    .flatMap((host) => host.said(name))
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));

describe('a timer', () => {
  test('runs on its schedule although its handler fails every time', async () => {
    const host = await start();
    await until(() => said('everySecond', host).length >= 3);
    expect(said('everySecond', host)[0]).toEqual({
      schedule: { adjustForDST: true },
      scheduleStatus: null,
      isPastDue: false,
    });
    expect(host.lines.some((line) => line.level === 'error' && line.message.includes('fails every time'))).toBe(true);
  });

  test('runs on one of two hosts, and on the other when the first is gone', async () => {
    const one = await start();
    await until(() => said('everySecond', one).length >= 1);
    const other = await start();
    const before = said('everySecond', one).length;
    await until(() => said('everySecond', one).length >= before + 2);
    expect(said('everySecond', other)).toEqual([]);
    await one.stop();
    await until(() => said('everySecond', other).length >= 1);
  });

  test('has its next occurrence written down at its first start, and runs then only if it wants to', async () => {
    const host = await start({ RUN_AT_START: 'yes' });
    await until(() => said('atStart', host).length === 1);
    await until(async () => (await statusBlob('yearly').exists()) && (await readStatus('atStart')).Last > '0002');
    expect(await readStatus('yearly')).toMatchObject({ Last: '0001-01-01T00:00:00', Next: newYear(thisYear + 1) });
    expect(said('yearly', host)).toEqual([]);
  });

  test('makes up for a missed run once, by whichever host comes first', async () => {
    await writeStatus('yearly', missed);
    const [one, other] = await Promise.all([start(), start()]);
    await until(async () => (await readStatus('yearly')).Next === newYear(thisYear + 1));
    expect(said('yearly', one, other)).toEqual([
      {
        schedule: { adjustForDST: true },
        scheduleStatus: { last: missed.Last, next: missed.Next, lastUpdated: missed.LastUpdated },
        isPastDue: true,
      },
    ]);
    expect(Date.parse((await readStatus('yearly')).Last)).toBeGreaterThan(Date.now() - 60_000);
    await one.stop();
    await other.stop();
    const later = await start();
    await until(() => said('everySecond', later).length >= 1);
    expect(said('yearly', later)).toEqual([]);
  });

  test('is not past due because its schedule was changed', async () => {
    await writeStatus('yearly', missed);
    const host = await start({ YEARLY: '0 0 0 2 1 *' });
    await until(async () => (await readStatus('yearly')).Next === new Date(Date.UTC(thisYear + 1, 0, 2)).toISOString());
    expect(said('yearly', host)).toEqual([]);
  });

  test('runs again when the worker was killed in the middle of a run', async () => {
    await writeStatus('yearly', missed);
    const host = await start({ YEARLY_TAKES: '1000' }, { restartDelay: 10 });
    await until(() => said('yearly', host).length === 1);
    host.kill('SIGKILL');
    await until(() => host.said('yearly').includes('through'));
    expect(said('yearly', host).map(({ isPastDue }) => isPastDue)).toEqual([true, true]);
  });

  test('can be run by hand, by the host and by the admin API', async () => {
    const host = await start();
    await host.runTimer('Yearly');
    expect(said('yearly', host)).toEqual([
      { schedule: { adjustForDST: true }, scheduleStatus: null, isPastDue: false },
    ]);
    await expect(host.runTimer('everySecond')).rejects.toMatchObject({
      code: 'function-failed',
      message: 'Error: fails every time',
    });
    await expect(host.runTimer('never')).rejects.toThrow('"never"');
    expect((await fetch(`${host.url}/admin/functions/yearly`, { method: 'POST' })).status).toBe(202);
    await until(() => said('yearly', host).length === 2);
  });

  test('with a schedule that is none is refused when the host starts', async () => {
    await expect(start({ YEARLY: 'once a year' })).rejects.toMatchObject({
      code: 'configuration',
      message: expect.stringContaining('once a year'),
    });
  });
});
