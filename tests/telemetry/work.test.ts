import { poisonedTaskQueue } from '../../functions/queues/poisoned-tasks.ts';
import { taskQueue } from '../../functions/queues/tasks.ts';
import { watchdog } from '../../functions/timers/watchdog.ts';
import type { MetricName } from '../../shared/ports/signals.ts';
import { VaultFault } from '../../shared/ports/vaults.ts';
import { createSyncWorld, leaseName, type SyncWorld } from '../sync/world.ts';

const traceId = '0af7651916cd43dd8448eb211c80319c';
const traceparent = `00-${traceId}-b7ad6b7169203331-01`;

let world: SyncWorld;
beforeEach(async () => {
  world = await createSyncWorld();
  world.vault.secrets.put({ name: 'production-web-A', value: 'one' });
  await world.addPull();
});

const measured = (name: MetricName) =>
  world.app.telemetry.measurements.filter((each) => each.name === name).map(({ dimensions }) => dimensions);
const job = () => {
  const [found] = world.app.jobs.takeDueTasks();
  if (found === undefined) throw new Error('there is no message');
  return found;
};
const failingVaults = (error: Error) => ({
  ...world.app.deps,
  vaults: {
    open() {
      throw error;
    },
  },
});

test('a run that ends well is finished, in the trace that its message names', async () => {
  await taskQueue.handle({ deps: world.app.deps }, { ...job(), traceparent });
  expect(measured('task.run.duration')).toEqual([{ kind: 'pull', outcome: 'finished' }]);
  expect(measured('queue.messages')).toEqual([{ queue: 'tasks', outcome: 'done' }]);
  const run = world.app.telemetry.spans.find(({ name }) => name === 'task.run');
  expect(run).toMatchObject({ traceId, parentSpanId: 'b7ad6b7169203331', failed: false });
  expect(run?.details).toMatchObject({ organization_id: world.organizationId, integration_id: world.integrationId });
});

test("a run is linked to the platform's span of its invocation", async () => {
  await taskQueue.handle({ deps: world.app.deps }, job(), { invokedBy: traceparent });
  const run = world.app.telemetry.spans.find(({ name }) => name === 'task.run');
  expect(run?.links).toEqual(['b7ad6b7169203331']);
  expect(run?.traceId).not.toBe(traceId);
});

test.each([undefined, 'nonsense', 7, { deep: true }])('a message whose traceparent is %j is worked on', async (odd) => {
  await taskQueue.handle({ deps: world.app.deps }, JSON.stringify({ ...job(), traceparent: odd }));
  expect(measured('task.run.duration')).toEqual([{ kind: 'pull', outcome: 'finished' }]);
});

test('a run that waits says for what, and goes on in the same trace', async () => {
  await taskQueue.handle({ deps: failingVaults(new VaultFault('vault.unavailable')) }, { ...job(), traceparent });
  expect(measured('task.run.duration')).toEqual([{ kind: 'pull', outcome: 'waits', code: 'vault.unavailable' }]);
  await world.app.clock.advance(60_000);
  expect(job().traceparent).toBe(traceparent);
});

test('a run that fails says with what code', async () => {
  await taskQueue.handle({ deps: failingVaults(new VaultFault('vault.forbidden-by-rbac')) }, job());
  expect(measured('task.run.duration')).toEqual([{ kind: 'pull', outcome: 'failed', code: 'vault.forbidden-by-rbac' }]);
});

test('a run that breaks is interrupted, and its message failed', async () => {
  await expect(taskQueue.handle({ deps: failingVaults(new Error('broken')) }, job())).rejects.toThrow('broken');
  expect(measured('task.run.duration')).toEqual([{ kind: 'pull', outcome: 'interrupted', code: 'unexpected' }]);
  expect(measured('queue.messages')).toEqual([{ queue: 'tasks', outcome: 'failed' }]);
  expect(world.app.telemetry.spans.find(({ name }) => name === 'task.run')?.failed).toBe(true);
});

test('a run whose vault somebody else works on is busy', async () => {
  await world.app.deps.leases.acquire(leaseName, 60);
  await taskQueue.handle({ deps: world.app.deps }, job());
  expect(measured('task.run.duration')).toEqual([{ outcome: 'busy' }]);
});

test('messages that are none, and those that were given up, are counted', async () => {
  await expect(taskQueue.handle({ deps: world.app.deps }, '{}')).rejects.toThrow();
  await poisonedTaskQueue.handle({ deps: world.app.deps }, { ...job(), traceparent });
  expect(measured('queue.messages')).toEqual([
    { queue: 'tasks', outcome: 'unreadable' },
    { queue: 'tasks-poison', outcome: 'done' },
  ]);
  expect(world.app.telemetry.spans.find(({ name }) => name === 'task.give-up')).toMatchObject({ traceId });
});

test('the watchdog tells how many tasks are open, for how long and how many stand still', async () => {
  const look = async () => {
    await world.app.clock.advance(15_000);
    await watchdog.handle({ deps: world.app.deps });
    const last = (name: MetricName) => world.app.telemetry.measurements.findLast((each) => each.name === name)?.value;
    return { open: last('tasks.open'), oldest: last('tasks.oldest'), stalled: last('tasks.stalled') };
  };
  job();
  expect(await look()).toEqual({ open: 1, oldest: 0, stalled: 0 });
  expect(await look()).toEqual({ open: 1, oldest: 15, stalled: 1 });
  expect(await look()).toEqual({ open: 1, oldest: 30, stalled: 1 });
  await world.work();
  expect(await look()).toEqual({ open: 0, oldest: 0, stalled: 0 });
});

test('an access test tells its result, and how old the one before was', async () => {
  await world.app.clock.advance(900_000);
  await world.must(200, world.app.request('GET', `${world.path}?refresh_status=true`));
  expect(measured('access_test.duration')).toEqual([{ status: 'connected' }, { status: 'connected' }]);
  const ages = world.app.telemetry.measurements.filter(({ name }) => name === 'access_test.age');
  expect(ages.map(({ value }) => value)).toEqual([900]);
});

test('a request is told by its route, never by a name in its address', async () => {
  await world.app.request('GET', '/api/v1/projects/canary/');
  await world.app.request('GET', '/api/v1/nowhere/canary/');
  expect(measured('http.request.duration').slice(-2)).toEqual([
    { operation: 'projects_retrieve', status: 404, code: 'object.not-found' },
    expect.objectContaining({ status: 404 }),
  ]);
  expect(JSON.stringify([world.app.telemetry.measurements, world.app.telemetry.spans])).not.toContain('canary');
});
