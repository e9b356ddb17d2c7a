import { randomUUID } from 'node:crypto';
import type { HostLogLine } from '../../sandbox/host/host-log.ts';
import { begin, ended, type FaultCase, storedTask } from './fault-case.ts';
import { createImportCase } from './import-case.ts';
import { createPushCase } from './push-case.ts';
import { type FaultsService, startService } from './start-service.ts';
import { untilQueueIsEmpty } from './task-queue.ts';

/** A message whose deletion gets no answer comes back within the test, and not ten minutes later. */
const timing = { queueInvisibility: 20_000 };
/** As many of the organization's tasks as both hosts take at once: otherwise the first host may be enough for them. */
const settings = { LIMIT_TASKS_AT_ONCE: '100' };

let service: FaultsService;
const linesOfSecond: HostLogLine[] = [];
beforeAll(async () => {
  service = await startService({ host: { timing, settings } });
  await service.startHost({ log: (line) => linesOfSecond.push(line), timing, settings });
}, 60_000);
afterAll(() => service?.stop(), 60_000);

const someOfEach = (count: number, prefix: string): Promise<FaultCase[]> => {
  const numbers = Array.from({ length: count }, (_, number) => number);
  return Promise.all([
    ...numbers.map((number) => createImportCase(service, `${prefix}import${number}`, 40)),
    ...numbers.map((number) => createPushCase(service, `${prefix}push${number}`)),
  ]);
};

/** How many runs a host's workers took part in. */
const worked = (lines: readonly HostLogLine[], since: number) =>
  lines.slice(since).filter(({ message }) => message.includes('task.worked-on')).length;

test('two hosts on one queue write nothing twice', async () => {
  const cases = await someOfEach(6, 'two');
  // A host works on eight messages at most, and looks every two seconds: while one works the other comes.
  for (const { connected } of cases) {
    connected.vault.faults.push({ id: randomUUID(), kind: 'delay', operations: ['list'], delay: 4_000 });
  }
  const before = [service.lines.length, linesOfSecond.length] as const;
  await Promise.all(cases.map((each) => begin(service, each)));
  for (const each of cases) expect(await ended(service, each, 60_000)).toMatchObject({ state: 'success' });
  expect(worked(service.lines, before[0])).toBeGreaterThan(0);
  expect(worked(linesOfSecond, before[1])).toBeGreaterThan(0);
  for (const each of cases) await each.check();
}, 120_000);

test('messages that are delivered three times, amid the run too, write nothing twice', async () => {
  const cases = await someOfEach(2, 'three');
  const deliveries: Promise<void>[] = [];
  const seen = new Map<string, number>();
  service.vaultRequests.on('request', ({ vault: { name } }) => {
    const faultCase = cases.find((each) => each.connected.vault.name === name);
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    if (faultCase !== undefined && (count === 5 || count === 15)) deliveries.push(deliverAgain(faultCase));
  });
  for (const each of cases) {
    each.connected.takeCounters();
    await begin(service, each);
  }
  for (const each of cases) expect(await ended(service, each, 60_000)).toMatchObject({ state: 'success' });
  expect(deliveries).toHaveLength(2 * cases.length);
  await Promise.all(deliveries);
  await untilQueueIsEmpty(service);
  for (const each of cases) {
    await each.check();
    // All that the run asked for, and nothing of it again.
    const { operations } = each.connected.takeCounters();
    expect(operations).toMatchObject(each.kind === 'import' ? { get: 40 } : { set: 40 });
  }
}, 120_000);

async function deliverAgain(faultCase: FaultCase): Promise<void> {
  const { deps, organizationId } = service;
  const { id: taskId } = await storedTask(service, faultCase);
  const { integrationId } = faultCase.connected;
  await deps.jobs.enqueueTask({ v: 1, organizationId, integrationId, actionId: faultCase.action.id, taskId });
}
