import { gunzipSync, gzipSync } from 'node:zlib';
import { createManualClock } from '../../shared/adapters/memory/manual-clock.ts';
import { createMemoryArchive } from '../../shared/adapters/memory/memory-archive.ts';
import { createMemoryRows } from '../../shared/adapters/memory/memory-rows.ts';
import type { Archive } from '../../shared/ports/archive.ts';
import type { Rows } from '../../shared/ports/rows.ts';
import { manifestName, partName } from '../../shared/store/backup-manifest.ts';
import { everyTable } from '../../shared/store/every-table.ts';
import { backUp } from '../../shared/use-cases/backup/back-up.ts';
import { readManifest } from '../../shared/use-cases/backup/read-manifest.ts';
import { planRestore, restore } from '../../shared/use-cases/backup/restore.ts';
import { collect } from '../support/collect.ts';
import { createSyncWorld } from '../sync/world.ts';
import { fillOrganization } from './fill-organization.ts';

type MemoryRows = ReturnType<typeof createMemoryRows>;

const contentOf = async (tables: MemoryRows) => {
  const content: Record<string, unknown[]> = {};
  for (const table of everyTable) {
    const rows = await collect(tables.scan(table));
    content[table] = rows.map(({ etag: _etag, ...row }) => row);
  }
  return content;
};

async function read(archive: Archive, name: string): Promise<Buffer> {
  const bytes = await archive.open(name);
  return bytes === undefined ? Buffer.alloc(0) : Buffer.concat(await collect(bytes));
}

/** A service in memory with an organization that uses everything, and a backup of it. */
async function prepare() {
  const tables = createMemoryRows();
  const world = await createSyncWorld({ deps: { rows: tables } });
  await fillOrganization(world);
  const archive = createMemoryArchive();
  const clock = createManualClock(new Date('2026-02-03T04:05:06Z'));
  const { name } = await backUp({ tables, archive, clock });
  const { deps } = world.app;
  const into = (target: MemoryRows, rows: Rows = target) => ({ ...deps, rows, tables: target, archive });
  return { world, tables, archive, clock, name, into, content: await contentOf(tables) };
}

describe('a restoration', () => {
  test('makes the rows what they were, whatever is there when it is told to', async () => {
    const { name, into, content, tables } = await prepare();
    expect(name).toBe('20260203T040506Z');
    const empty = createMemoryRows();
    const plan = await planRestore(into(empty), name);
    expect(plan.filled).toEqual([]);
    expect(await restore(into(empty), plan, { replace: false })).toEqual({ endedRuns: 0 });
    expect(await contentOf(empty)).toEqual(content);

    await tables.write('audit', 'somebody', [{ kind: 'insert', rowKey: 'later', values: { v: 1 } }]);
    const filled = await planRestore(into(tables), name);
    await expect(restore(into(tables), filled, { replace: false })).rejects.toMatchObject({
      code: 'restore.not-empty',
    });
    expect((await contentOf(tables)).audit).toHaveLength((content.audit?.length ?? 0) + 1);
    await restore(into(tables), filled, { replace: true });
    expect(await contentOf(tables)).toEqual(content);
  });

  test('cut off at any write, is done again', async () => {
    const { name, into, content } = await prepare();
    for (let allowed = 0; ; allowed += 3) {
      const target = createMemoryRows();
      let left = allowed;
      const failing: Rows = {
        ...target,
        async write(...args) {
          left -= 1;
          if (left < 0) throw new Error('killed');
          return target.write(...args);
        },
      };
      const cut = restore(into(target, failing), await planRestore(into(target), name), { replace: false });
      if (await cut.then(() => true).catch(() => false)) break;
      await restore(into(target), await planRestore(into(target), name), { replace: true });
      expect(await contentOf(target)).toEqual(content);
    }
  });

  test('ends the runs that were under way', async () => {
    const { world, archive, tables, clock, into } = await prepare();
    await world.addPull({ name: 'unfinished' });
    await clock.advance(1_000);
    const { name } = await backUp({ tables, archive, clock });
    const target = createMemoryRows();
    expect(await restore(into(target), await planRestore(into(target), name), { replace: false })).toEqual({
      endedRuns: 1,
    });
    const unfinished = (await collect(target.scan('tasks'))).filter(({ values }) => values.state === 'queued');
    expect(unfinished).toEqual([]);
    expect(
      await collect(target.scan('tasks', { where: { property: 'errorCode', equals: 'task.restored' } })),
    ).toHaveLength(1);
    expect(await collect(target.scan('openTasks'))).toEqual([]);
  });
});

describe('a backup', () => {
  test('holds no value, and no key but wrapped', async () => {
    const { archive, name } = await prepare();
    for (const table of everyTable) {
      const text = gunzipSync(await read(archive, partName(name, table))).toString();
      for (const canary of ['canary-open', 'canary-after', 'canary-imported']) {
        expect(text).not.toContain(canary);
        expect(text).not.toContain(Buffer.from(canary).toString('base64').replace(/=+$/, ''));
      }
    }
  });

  test('copies a data key after everything that it seals', () => {
    expect(everyTable.at(-1)).toBe('dataKeys');
    expect(new Set(everyTable).size).toBe(everyTable.length);
  });

  test('that was cut off is none', async () => {
    const { archive, clock, tables, name } = await prepare();
    let parts = 0;
    const failing: Archive = {
      ...archive,
      async put(...args) {
        parts += 1;
        if (parts === everyTable.length) throw new Error('killed');
        return archive.put(...args);
      },
    };
    await clock.advance(1_000);
    await expect(backUp({ tables, archive: failing, clock })).rejects.toThrow('killed');
    await expect(readManifest(archive, '20260203T040507Z')).rejects.toMatchObject({ code: 'backup.incomplete' });
    await expect(readManifest(archive, '20000101T000000Z')).rejects.toMatchObject({ code: 'backup.not-found' });
    await expect(backUp({ tables, archive, clock })).rejects.toMatchObject({ code: 'backup.exists' });
    expect(await readManifest(archive, name)).toMatchObject({ name });
  });

  test.each([
    ['lacks a part', (_bytes: Buffer) => undefined],
    ['lost its end', (bytes: Buffer) => bytes.subarray(0, -20)],
    ['lost a row', (bytes: Buffer) => gzipSync(gunzipSync(bytes).toString().split('\n').slice(1).join('\n'))],
    ['has other bytes in it', (bytes: Buffer) => gzipSync(gunzipSync(bytes).toString().replace('Contoso', 'Fabrika'))],
    ['has a line that is none', (bytes: Buffer) => gzipSync(`${gunzipSync(bytes)}[]\n`)],
  ])('that %s is not restored', async (_case, change) => {
    const { archive, name, into } = await prepare();
    const part = partName(name, 'organizations');
    archive.tamper(part, change(await read(archive, part)));
    await expect(planRestore(into(createMemoryRows()), name)).rejects.toMatchObject({ code: 'backup.damaged' });
  });

  test('of a later format is not guessed at', async () => {
    const { archive, name } = await prepare();
    archive.tamper(manifestName(name), Buffer.from('{"format":2}'));
    await expect(readManifest(archive, name)).rejects.toMatchObject({ code: 'backup.format' });
  });
});
