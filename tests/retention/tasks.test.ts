import { taskQueue } from '../../functions/queues/tasks.ts';
import { permissions as all } from '../../shared/ports/vaults.ts';
import { createSyncWorld, type SyncWorld } from '../sync/world.ts';
import { day, fire, lastTurn, round } from './turn.ts';

let world: SyncWorld;
let push: { id: string };
let tasks: string;

beforeEach(async () => {
  world = await createSyncWorld();
  await world.addProject('web');
  for (let n = 0; n < 5; n += 1) await world.setValue('web', 'default', `P${n}`, 'one');
  push = await world.addPush(['web']);
  tasks = `${world.path}pushes/${push.id}/tasks/`;
  await world.work();
});

const list = async () => {
  const { json } = await world.app.request('GET', tasks);
  expect(json.count).toBe(json.results.length);
  return json.results.map(({ id }: { id: string }) => id);
};
const stepRows = async (id: string) => (await world.app.rows.range('steps', id)).rows.length;

describe('runs', () => {
  test('go with their steps once they have been kept, except for the newest', async () => {
    const first = (await world.latest('pushes', push.id)).task.id;
    expect(await stepRows(first)).toBe(20);
    await world.app.clock.advance(80 * day);
    const second = (await world.sync('pushes', push.id)).task.id;
    await world.app.clock.advance(10 * day - 2 * 60_000);
    await round(world.app);
    expect(await list()).toEqual([second, first]);

    await world.app.clock.advance(day);
    await round(world.app);
    expect(await list()).toEqual([second]);
    expect(await stepRows(first)).toBe(0);
    expect(lastTurn(world.app)).toMatchObject({ tasks: 1, steps: 20, done: true });
    expect(world.app.telemetry.measurements).toContainEqual({
      name: 'retention.removed',
      value: 20,
      dimensions: { removed: 'steps' },
    });
    for (const path of [`${first}/`, `${first}/steps/`, `${first}/retry/`, `${first}/apply/`]) {
      const method = /retry|apply/.test(path) ? 'POST' : 'GET';
      expect((await world.app.request(method, tasks + path)).status).toBe(404);
    }

    // The newest stays, however old it is.
    await world.app.clock.advance(1000 * day);
    await round(world.app);
    expect(await list()).toEqual([second]);
    expect((await world.latest('pushes', push.id)).task.id).toBe(second);
  });

  test('stay as long as they have not ended, and while nothing is to be removed', async () => {
    const first = (await world.latest('pushes', push.id)).task.id;
    await world.must(202, world.app.request('POST', `${world.path}pushes/${push.id}/sync/`, { body: {} }));
    const [open] = await list();
    await world.app.clock.advance(200 * day);
    const { retention } = world.app.deps;
    await fire(world.app, { retention: { ...retention, taskDays: 0 } });
    expect(await list()).toEqual([open, first]);

    await world.app.clock.advance(day);
    await round(world.app);
    expect(await list()).toEqual([open]);
    await world.app.clock.advance(day);
    await world.must(202, world.app.request('POST', `${world.path}pushes/${push.id}/sync/`, { body: { force: true } }));
    await round(world.app);
    expect(await list()).toHaveLength(2);
  });

  test('of an action that was deleted by a process that died go all', async () => {
    const first = (await world.latest('pushes', push.id)).task.id;
    const { rows } = world.app;
    const { write } = rows;
    rows.write = async (table, ...rest) => {
      if (table === 'steps') throw new Error('the process ended');
      return write(table, ...rest);
    };
    expect((await world.app.request('DELETE', `${world.path}pushes/${push.id}/`)).status).toBe(500);
    rows.write = write;
    expect(await stepRows(first)).toBe(20);
    await world.app.clock.advance(91 * day);
    await round(world.app);
    expect(await stepRows(first)).toBe(0);
    const { integrationId, organizationId } = world;
    const left = [
      ...(await rows.range('tasks', `${organizationId}!${push.id}`)).rows,
      ...(await rows.range('actions', `${organizationId}!${integrationId}`)).rows,
    ];
    expect(left.map(({ rowKey }) => rowKey).filter((key) => key.includes(push.id))).toEqual([]);
  });

  test('that are repeated after they went are not run as a whole', async () => {
    world.vault.permissions = new Set();
    await world.setValue('web', 'default', 'P0', 'two');
    const failed = (await world.sync('pushes', push.id)).task;
    expect(failed.state).toBe('failure');
    world.vault.permissions = new Set(all);
    await world.sync('pushes', push.id);
    await world.app.clock.advance(91 * day);
    await world.must(202, world.app.request('POST', `${tasks}${failed.id}/retry/`));
    const messages = world.app.jobs.takeDueTasks();
    await round(world.app);
    for (const message of messages) await taskQueue.handle({ deps: world.app.deps }, message);
    const { task } = await world.latest('pushes', push.id);
    expect(task).toMatchObject({ state: 'failure', error_code: 'task.retried-gone' });
  });

  test('cost so many requests to the storage for 1,000 steps', async () => {
    for (let n = 5; n < 250; n += 1) await world.setValue('web', 'default', `P${n}`, 'one');
    await world.sync('pushes', push.id);
    const many = (await world.latest('pushes', push.id)).task.id;
    expect(await stepRows(many)).toBe(980);
    await world.sync('pushes', push.id);
    const before = await cost();
    await world.app.clock.advance(91 * day);
    await round(world.app);
    expect(lastTurn(world.app)).toMatchObject({ tasks: 2, steps: 1000 });
    // The newest task is old, too, so that its action is looked for; and so is the newest change of status.
    const looks = 2;
    // Marking; a range and ten transactions for the steps of one; a range and a transaction for the other's; the tasks.
    expect(Number(lastTurn(world.app).requests) - before).toBe(looks + 1 + 11 + 2 + 1);
  });

  /** Of a turn that finds nothing. */
  async function cost(): Promise<number> {
    await world.app.clock.advance(2 * day);
    await round(world.app);
    await world.app.clock.advance(day);
    await round(world.app);
    return Number(lastTurn(world.app).requests);
  }
});
