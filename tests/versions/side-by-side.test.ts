import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { checkQueue } from '../../functions/queues/checks.ts';
import { messageShape } from '../../functions/queues/message-shape.ts';
import { newsQueue } from '../../functions/queues/news.ts';
import { taskQueue } from '../../functions/queues/tasks.ts';
import { createMemoryRows } from '../../shared/adapters/memory/memory-rows.ts';
import type { Rows, RowValues } from '../../shared/ports/rows.ts';
import { permissions } from '../../shared/ports/vaults.ts';
import { columnsOf, rowShape } from '../../shared/store/row-shape.ts';
import type { SyncWorld } from '../sync/world.ts';
import { writeKeyFile } from './key-file.ts';
import { kindOf, putBack, type StoredRow } from './stored-rows.ts';
import { type Recording, worldOn } from './story.ts';

/** The next version has a column more in every row, which the present one does not know. */
const later = { addedLater: 'kept', alsoLater: 7 };

let recording: Recording;
let keyFile: Awaited<ReturnType<typeof writeKeyFile>>;
let rows: Rows;
let world: SyncWorld;

beforeAll(async () => {
  keyFile = await writeKeyFile();
  recording = JSON.parse(await readFile(new URL('../fixtures/schema-v1/recording.json', import.meta.url), 'utf8'));
});
afterAll(() => keyFile?.remove());
beforeEach(async () => {
  rows = createMemoryRows();
  await putBack(rows, recording.rows);
  world = await worldOn(rows, keyFile.path, 2);
  await world.app.clock.advance(new Date(recording.at).getTime() - world.app.clock.now().getTime());
  world.app.vaults.vault('contoso-production').permissions = new Set(permissions);
});

const ask = (method: string, path: string, body?: object) =>
  world.app.request(method, path, { body, apiKey: recording.apiKey });
const pathTo = (part: string) => {
  const found = Object.keys(recording.answers).find((path) => new RegExp(part).test(path));
  if (found === undefined) throw new Error(`nothing was answered at ${part}`);
  return found;
};

/** What the next version does to every row: it writes it again with what it knows. */
async function writtenByNext(change: (row: StoredRow, values: RowValues) => RowValues | undefined): Promise<void> {
  for (const row of recording.rows) {
    const found = await rows.get(row.table, row.partitionKey, row.rowKey);
    const values = found && change(row, found.values);
    if (values) await rows.write(row.table, row.partitionKey, [{ kind: 'replace', rowKey: row.rowKey, values }]);
  }
}

test('what the present version changes keeps what the next one has added', async () => {
  await writtenByNext((_row, values) => ({ ...values, ...later }));
  const written = new Map<string, string>();
  const { write } = rows;
  rows.write = async (table, partitionKey, writes) => {
    for (const each of writes) {
      if (each.kind !== 'replace') continue;
      const kind = kindOf({ table, partitionKey, rowKey: each.rowKey, values: {} });
      written.set(kind, `${each.values.addedLater} ${each.values.alsoLater}`);
    }
    return write(table, partitionKey, writes);
  };

  for (const path of [
    'environments/[^/]+/$',
    'projects/[^/]+/$',
    'types/[^/]+/$',
    'tags/[^/?]+/$',
    'serviceaccounts/[^/]+/$',
    'pulls/[^/]+/$',
    'pushes/[^/]+/$',
  ]) {
    expect([path, (await ask('PATCH', pathTo(path), { description: 'now' })).status]).toEqual([path, 200]);
  }
  for (const path of ['webhooks/[^/]+/$', 'parameters/[^/?]+/$']) {
    expect([path, (await ask('PATCH', pathTo(path), { name: 'renamed' })).status]).toEqual([path, 200]);
  }
  expect((await ask('PATCH', pathTo('key_vault/[^/]+/$'), { description: 'now' })).status).toBe(200);
  await ask('GET', `${pathTo('key_vault/[^/]+/$')}?refresh_status=true`);
  for (const message of recording.messages.tasks) await taskQueue.handle({ deps: world.app.deps }, message);

  const kept = [...written].filter(([, columns]) => columns === 'kept 7').map(([kind]) => kind);
  expect(kept.sort()).toEqual([
    'actions * pull',
    'actions * push',
    'checks * check',
    'configuration * environment',
    'configuration * project',
    'configuration * tag',
    'configuration * type',
    'integrations * integration',
    'tasks * *',
    'users * service-account',
    'webhooks * webhook',
  ]);
  // Written anew as a whole, from nothing that was read but an id or a count.
  const anew = [...written].filter(([, columns]) => columns !== 'kept 7').map(([kind]) => kind);
  expect(anew.filter((kind) => !/ (latest-task|retention|type-fence|p)$/.test(kind))).toEqual([]);

  // A rename brings the parameter and its values to other rows, with all that is known of them.
  const [value] = recording.rows.filter((row) => kindOf(row) === 'parameters * v');
  const partition = await rows.range('parameters', value?.partitionKey ?? '');
  const renamed = partition.rows.filter(({ rowKey }) => rowKey.endsWith('!renamed'));
  expect(new Set(renamed.map(({ rowKey }) => rowKey[0]))).toEqual(new Set(['n', 'v']));
  expect(renamed.map(({ values }) => values.addedLater)).toEqual(renamed.map(() => 'kept'));
});

test('what the next version has written in another shape is refused and stays', async () => {
  const changed = ['configuration * project', 'actions * pull', 'tasks * *', 'parameters * n', 'checks * check'];
  await writtenByNext((row, values) =>
    changed.includes(kindOf(row)) ? { v: 2, shape: values.name ?? 'new' } : undefined,
  );
  for (const path of ['projects/$', 'projects/[^/]+/$', 'parameters/', 'pulls/[^/]+/$', 'key_vault/[^/]+/$']) {
    const { status, json, headers } = await ask('GET', pathTo(path));
    expect([path, status, json.code, headers['retry-after']]).toEqual([path, 503, 'storage.newer-version', '30']);
  }
  expect((await ask('PATCH', pathTo('projects/[^/]+/$'), { description: 'now' })).status).toBe(503);
  expect((await ask('DELETE', pathTo('pulls/[^/]+/$'))).status).toBe(503);

  // A message about such rows waits for the next version, and was not tried in vain.
  const [message] = recording.messages.tasks;
  await taskQueue.handle({ deps: world.app.deps }, message);
  expect(world.app.messages.back).toEqual([{ queue: 'tasks', message, delaySeconds: 30 }]);
  for (const row of recording.rows.filter((each) => changed.includes(kindOf(each)))) {
    expect((await rows.get(row.table, row.partitionKey, row.rowKey))?.values).toMatchObject({ v: 2 });
  }
});

test("the next version's messages are put back as they are, and older ones are understood", async () => {
  const { deps, messages } = world.app;
  const [task] = recording.messages.tasks as [object];
  const [check] = recording.messages.checks as [object];
  const [news] = recording.messages.news as [object];
  const next = { ...task, v: 2, priority: { of: 'next' } };
  await taskQueue.handle({ deps }, next);
  await taskQueue.handle({ deps }, JSON.stringify(next));
  await checkQueue.handle({ deps }, { ...check, v: 2 });
  await newsQueue.handle({ deps }, { ...news, v: 9 });
  expect(messages.back).toEqual([
    { queue: 'tasks', message: next, delaySeconds: 30 },
    { queue: 'tasks', message: next, delaySeconds: 30 },
    { queue: 'checks', message: { ...check, v: 2 }, delaySeconds: 30 },
    { queue: 'news', message: { ...news, v: 9 }, delaySeconds: 30 },
  ]);
  expect(world.app.telemetry.measurements).toContainEqual({
    name: 'queue.messages',
    value: 1,
    dimensions: { queue: 'tasks', outcome: 'newer' },
  });

  // What a later column of this version holds is no reason to put it back.
  await taskQueue.handle({ deps }, { ...task, priority: 1 });
  expect(messages.back).toHaveLength(4);
});

describe('an older shape', () => {
  const shape = rowShape(
    3,
    { name: z.string(), size: z.number() },
    { upgrades: { 1: ({ title = '' }) => ({ name: title }), 2: (values) => ({ ...values, size: 0 }) } },
  );

  test('is upgraded step by step, from whatever version, without a number from the first', () => {
    const upgraded = { v: 3, name: 'a', size: 0 };
    expect(shape.parse({ title: 'a' })).toEqual(upgraded);
    expect(shape.parse({ v: 1, title: 'a' })).toEqual(upgraded);
    expect(shape.parse({ v: 2, name: 'a' })).toEqual(upgraded);
    expect(shape.parse({ v: 3, name: 'a', size: 7 })).toEqual({ ...upgraded, size: 7 });
    expect(() => shape.parse({ v: 4, name: 'a', size: 7 })).toThrow(
      expect.objectContaining({ code: 'storage.newer-version' }),
    );
    expect(() => shape.parse({ v: 2 })).toThrow(z.ZodError);
  });

  test('keeps columns that nobody knows through copies of what was read', () => {
    const read = shape.parse({ v: 3, name: 'a', size: 1, colour: 'red' });
    const { v: _version, ...rest } = { ...read, size: 2 };
    expect(columnsOf(rest)).toEqual({ colour: 'red' });
    expect(columnsOf(shape.parse({ v: 3, name: 'a', size: 1 }))).toEqual({});
    expect(JSON.stringify(read)).toBe('{"v":3,"name":"a","size":1}');
  });

  test('of a message is upgraded as well', () => {
    const read = messageShape(2, z.object({ v: z.literal(2), ids: z.array(z.string()) }), {
      1: ({ id }) => ({ ids: [id] }),
    });
    expect(read({ id: 'a' })).toEqual({ v: 2, ids: ['a'] });
    expect(read('{"v":1,"id":"a"}')).toEqual({ v: 2, ids: ['a'] });
    expect(read({ v: 2, ids: ['b'] })).toEqual({ v: 2, ids: ['b'] });
    expect(() => read({ v: 3 })).toThrow(expect.objectContaining({ code: 'storage.newer-version' }));
  });
});
