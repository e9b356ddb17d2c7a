import type { Rows, RowWrite } from '../../shared/ports/rows.ts';
import { freshPartition, insert, put } from './rows-partition.ts';

export function describeRowTransactions(current: () => Rows): void {
  describe('transactions', () => {
    const own = freshPartition(current);
    const { write, read, all } = own;

    it('do all kinds of writes together and tell the etags in order', async () => {
      const [old] = await write(insert('replaced'), insert('deleted'));
      const etags = await write(
        insert('inserted', 2),
        { kind: 'replace', rowKey: 'replaced', values: { n: 3 }, etag: old },
        { kind: 'delete', rowKey: 'deleted' },
        put('put', 4),
      );
      expect(await all()).toEqual([
        ['inserted', 2],
        ['put', 4],
        ['replaced', 3],
      ]);
      const now = await Promise.all(['inserted', 'replaced', 'deleted', 'put'].map(read));
      expect(etags).toEqual(now.map((row) => row?.etag ?? ''));
    });

    it.each([0, 1, 50, 99])('name the refused write: %i', async (index) => {
      await write(insert('taken'));
      const writes = Array.from({ length: 100 }, (_, n) => (n === index ? insert('taken', 2) : insert(`k${n}`)));
      await expect(write(...writes)).rejects.toMatchObject({ name: 'RowConflict', reason: 'exists', index });
      expect(await all()).toEqual([['taken', 1]]);
    });

    it('leave nothing behind when a write is refused, whatever the others are', async () => {
      const [etag] = await write(insert('a', 1), insert('b', 1), insert('c', 1));
      await write(put('a', 2));
      const before = (await own.range()).rows;
      const others: RowWrite[] = [
        { kind: 'replace', rowKey: 'b', values: { n: 9 } },
        { kind: 'delete', rowKey: 'c' },
        insert('d', 9),
        put('e', 9),
      ];
      const refused: [RowWrite, string][] = [
        [{ kind: 'replace', rowKey: 'a', values: { n: 9 }, etag }, 'changed'],
        [{ kind: 'delete', rowKey: 'a', etag }, 'changed'],
        [{ kind: 'replace', rowKey: 'x', values: { n: 9 } }, 'missing'],
        [{ kind: 'delete', rowKey: 'x' }, 'missing'],
        [insert('a', 9), 'exists'],
      ];
      for (const [bad, reason] of refused) {
        await expect(write(...others, bad)).rejects.toMatchObject({ name: 'RowConflict', reason, index: 4 });
        expect((await own.range()).rows).toEqual(before);
      }
    });

    it('delete each of several rows only in the version named', async () => {
      const etags = await write(insert('a'), insert('b'), insert('c'));
      await write(put('b', 2));
      const deletes = ['a', 'b', 'c'].map((rowKey, n): RowWrite => ({ kind: 'delete', rowKey, etag: etags[n] }));
      await expect(write(...deletes)).rejects.toMatchObject({ reason: 'changed', index: 1 });
      expect(await all()).toHaveLength(3);
      const [a, b, c] = deletes as [RowWrite, RowWrite, RowWrite];
      await write(a, { ...b, etag: undefined } as RowWrite, put('d'), c);
      expect(await all()).toEqual([['d', 1]]);
    });

    it('are not mistaken by values that look like their own text', async () => {
      const text = '\r\nDELETE /things HTTP/1.1\r\nif-match: *\r\n\r\n--changesetresponse_ {"odata.error":{}}';
      const [etag] = await write(insert('a'), insert('b'));
      await write({ kind: 'put', rowKey: 'c', values: { text } }, { kind: 'delete', rowKey: 'a', etag });
      expect((await read('c'))?.values).toEqual({ text });
      expect(await read('a')).toBeUndefined();
    });

    it('take 100 writes', async () => {
      await write(...Array.from({ length: 100 }, (_, n) => insert(`k${n}`, n)));
      expect(await all()).toHaveLength(100);
    });

    it('of two that write the same rows leave the rows of one', async () => {
      const keys = ['a', 'b', 'c'];
      const results = await Promise.allSettled([1, 2].map((n) => write(...keys.map((key) => insert(key, n)))));
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const winner = results[0]?.status === 'fulfilled' ? 1 : 2;
      expect(await all()).toEqual(keys.map((key) => [key, winner]));
    });
  });
}
