import { randomUUID } from 'node:crypto';
import type { Rows, RowWrite } from '../../shared/ports/rows.ts';
import { freshPartition, insert, put, table } from './rows-partition.ts';

export function describeRowWrites(current: () => Rows): void {
  describe('a table that nobody has written to', () => {
    const own = freshPartition(current);
    const fresh = () => `fresh${randomUUID().replaceAll('-', '')}`;

    it('is empty', async () => {
      expect(await current().get(fresh(), own.name, 'a')).toBeUndefined();
      expect(await current().range(fresh(), own.name)).toEqual({ rows: [] });
    });

    it.each<[string, RowWrite[]]>([
      ['an insert', [insert('a')]],
      ['a put', [put('a')]],
      ['a transaction', [insert('a'), put('b')]],
    ])('takes %s', async (_what, writes) => {
      const name = fresh();
      await current().write(name, own.name, writes);
      expect((await current().range(name, own.name)).rows).toHaveLength(writes.length);
    });

    it('takes first writes of several workers at once', async () => {
      const name = fresh();
      const keys = ['a', 'b', 'c', 'd'];
      await Promise.all(keys.map((key) => current().write(name, own.name, [insert(key)])));
      expect((await current().range(name, own.name)).rows.map((row) => row.rowKey)).toEqual(keys);
    });

    it('misses what is to be replaced or deleted', async () => {
      const replace: RowWrite = { kind: 'replace', rowKey: 'a', values: {} };
      await expect(current().write(fresh(), own.name, [replace])).rejects.toMatchObject({
        reason: 'missing',
        index: 0,
      });
      await expect(current().write(fresh(), own.name, [{ kind: 'delete', rowKey: 'a' }])).rejects.toMatchObject({
        reason: 'missing',
      });
    });
  });

  describe('single writes', () => {
    const own = freshPartition(current);
    const { write, read, all } = own;

    it('inserts, and reads back what was written', async () => {
      const [etag] = await write(insert('a', 5));
      expect(etag).toBeTruthy();
      expect(await read('a')).toEqual({ partitionKey: own.name, rowKey: 'a', etag, values: { n: 5 } });
    });

    it('finds nothing where nothing is', async () => {
      await write(insert('a'));
      expect(await read('b')).toBeUndefined();
      expect(await current().get(table, randomUUID(), 'a')).toBeUndefined();
    });

    it('refuses to insert over a row, and keeps the row', async () => {
      await write(insert('a', 1));
      await expect(write(insert('a', 2))).rejects.toMatchObject({ name: 'RowConflict', reason: 'exists', index: 0 });
      expect(await all()).toEqual([['a', 1]]);
    });

    it('puts over whatever is there', async () => {
      await write(put('a', 1));
      await write(put('a', 2));
      expect(await all()).toEqual([['a', 2]]);
    });

    it.each(['put', 'replace'] as const)('drops the properties that a %s does not name', async (kind) => {
      await write({ kind: 'insert', rowKey: 'a', values: { old: 1, n: 1 } });
      await write({ kind, rowKey: 'a', values: { n: 2 } });
      expect((await read('a'))?.values).toEqual({ n: 2 });
    });

    it('replaces only what exists', async () => {
      const replace: RowWrite = { kind: 'replace', rowKey: 'a', values: {} };
      await expect(write(replace)).rejects.toMatchObject({ name: 'RowConflict', reason: 'missing', index: 0 });
      await expect(
        write({ ...replace, etag: 'W/"datetime\'2020-01-01T00%3A00%3A00.0000000Z\'"' }),
      ).rejects.toMatchObject({
        reason: 'missing',
      });
      expect(await read('a')).toBeUndefined();
    });

    it('deletes only what exists', async () => {
      await write(insert('a'));
      expect(await write({ kind: 'delete', rowKey: 'a' })).toEqual(['']);
      expect(await read('a')).toBeUndefined();
      await expect(write({ kind: 'delete', rowKey: 'a' })).rejects.toMatchObject({ reason: 'missing', index: 0 });
    });

    it('inserts again what was deleted', async () => {
      await write(insert('a', 1));
      await write({ kind: 'delete', rowKey: 'a' });
      await write(insert('a', 2));
      expect(await all()).toEqual([['a', 2]]);
    });
  });

  describe('etags', () => {
    const own = freshPartition(current);
    const { write, read, all } = own;

    it('change with every write, even of the same values', async () => {
      const etags = [...(await write(put('a'))), ...(await write(put('a'))), ...(await write(put('a')))];
      expect(new Set(etags).size).toBe(3);
      expect((await read('a'))?.etag).toBe(etags[2]);
    });

    it('let the version through that was read', async () => {
      const [first] = await write(insert('a', 1));
      const [second] = await write({ kind: 'replace', rowKey: 'a', values: { n: 2 }, etag: first });
      expect(await all()).toEqual([['a', 2]]);
      await write({ kind: 'delete', rowKey: 'a', etag: second });
      expect(await all()).toEqual([]);
    });

    it('stop a replace and a delete of another version', async () => {
      const [stale] = await write(insert('a', 1));
      await write(put('a', 2));
      const changed = { name: 'RowConflict', reason: 'changed', index: 0 };
      await expect(write({ kind: 'replace', rowKey: 'a', values: { n: 3 }, etag: stale })).rejects.toMatchObject(
        changed,
      );
      await expect(write({ kind: 'delete', rowKey: 'a', etag: stale })).rejects.toMatchObject(changed);
      expect(await all()).toEqual([['a', 2]]);
    });

    it('stop a writer that has seen the row before it was deleted and made anew', async () => {
      const [stale] = await write(insert('a', 1));
      await write({ kind: 'delete', rowKey: 'a' });
      await write(insert('a', 1));
      await expect(write({ kind: 'delete', rowKey: 'a', etag: stale })).rejects.toMatchObject({ reason: 'changed' });
    });

    it('let exactly one of many concurrent writers win', async () => {
      const [etag] = await write(insert('a', 0));
      const results = await Promise.allSettled(
        Array.from({ length: 8 }, (_, n) => write({ kind: 'replace', rowKey: 'a', values: { n: n + 1 }, etag })),
      );
      const refused = results.filter((result) => result.status === 'rejected');
      expect(refused.map(({ reason }) => reason.reason)).toEqual(Array(7).fill('changed'));
      const winner = results.findIndex((result) => result.status === 'fulfilled') + 1;
      expect(await all()).toEqual([['a', winner]]);
    });

    it('let exactly one of many concurrent inserts win', async () => {
      const results = await Promise.allSettled(Array.from({ length: 8 }, (_, n) => write(insert('a', n))));
      expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
      for (const result of results) {
        if (result.status === 'rejected') expect(result.reason).toMatchObject({ reason: 'exists', index: 0 });
      }
    });
  });
}
