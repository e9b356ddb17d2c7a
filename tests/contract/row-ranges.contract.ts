import type { RowRange, Rows, RowWrite } from '../../shared/ports/rows.ts';
import { encodeKeyPart, joinKey, keysUnder } from '../../shared/store/key.ts';
import { freshPartition, insert, put, table } from './rows-partition.ts';

export function describeRowRanges(current: () => Rows): void {
  describe('ranges', () => {
    const own = freshPartition(current);
    const { write, all, pages } = own;

    it('are in ordinal order, whatever the order of writing', async () => {
      const keys = ['b', 'a', 'B', 'a!b', 'a-', 'Z~2f', '10', '9', 'a~', '_', 'aa', ''];
      for (const key of keys) await write(insert(key));
      expect((await all()).map(([key]) => key)).toEqual([...keys].sort());
    });

    it('begin with `from` and end before `before`', async () => {
      await write(...['a', 'b', 'c', 'd'].map((key) => insert(key)));
      const keys = async (range: RowRange) => (await own.range(range)).rows.map((row) => row.rowKey);
      expect(await keys({ from: 'b' })).toEqual(['b', 'c', 'd']);
      expect(await keys({ before: 'c' })).toEqual(['a', 'b']);
      expect(await keys({ from: 'b', before: 'd' })).toEqual(['b', 'c']);
      expect(await keys({ from: 'bb', before: 'cc' })).toEqual(['c']);
      expect(await keys({ from: 'c', before: 'c' })).toEqual([]);
      expect(await keys({ from: 'd', before: 'a' })).toEqual([]);
    });

    it('stay in their own.name', async () => {
      await write(insert('a'));
      await current().write(table, `${own.name}x`, [insert('b')]);
      expect(await all()).toEqual([['a', 1]]);
    });

    it('go on from page to page, each row once, while others write', async () => {
      for (let first = 0; first < 10; first += 2) await write(insert(`k${first}`), insert(`k${first + 1}`));
      const { rows: one, next } = await own.range({ from: 'k1', limit: 3 });
      expect(one.map((row) => row.rowKey)).toEqual(['k1', 'k2', 'k3']);
      await write({ kind: 'delete', rowKey: 'k3' }, { kind: 'delete', rowKey: 'k4' }, insert('k15'), insert('k35'));
      const two = await own.range({ from: 'k1', limit: 3, after: next });
      expect(two.rows.map((row) => row.rowKey)).toEqual(['k35', 'k5', 'k6']);
    });

    it('tell of the properties that are asked for, as far as a row has them, and no others', async () => {
      const written = { one: 1, two: 'two', three: Uint8Array.of(3) };
      const etags = await write({ kind: 'insert', rowKey: 'a', values: written }, insert('b'));
      const { rows } = await own.range({ select: ['two', 'three', 'four'] });
      expect(rows.map(({ values }) => values)).toEqual([{ two: 'two', three: Uint8Array.of(3) }, {}]);
      expect(rows.map(({ rowKey, etag }) => [rowKey, etag])).toEqual([
        ['a', etags[0]],
        ['b', etags[1]],
      ]);
    });

    it('end a page at its limit and say on the last that it is the last', async () => {
      await write(...['a', 'b', 'c', 'd', 'e'].map((key) => insert(key)));
      const found = await pages({ limit: 2, before: 'e' });
      expect(found.flat().map((row) => row.rowKey)).toEqual(['a', 'b', 'c', 'd']);
      expect(Math.max(...found.map((page) => page.length))).toBe(2);
      expect((await own.range({ limit: 5 })).next).toBeUndefined();
    });

    it('show at once what was written and deleted since the last look', async () => {
      await write(insert('a'), insert('c'), insert('d'));
      expect(await all()).toHaveLength(3);
      await write({ kind: 'delete', rowKey: 'a' }, insert('b'));
      const { rows: found, next } = await own.range({ limit: 2 });
      expect(found.map((row) => row.rowKey)).toEqual(['b', 'c']);
      expect((await own.range({ limit: 2, after: next })).rows.map((row) => row.rowKey)).toEqual(['d']);
      await write({ kind: 'delete', rowKey: 'b' });
      expect((await own.range({ limit: 2 })).rows.map((row) => row.rowKey)).toEqual(['c', 'd']);
    });

    it('hold 1,500 rows in two pages', async () => {
      const keys = Array.from({ length: 1500 }, (_, n) => `k${String(n).padStart(4, '0')}`);
      for (let n = 0; n < keys.length; n += 100) await write(...keys.slice(n, n + 100).map((key) => insert(key)));
      const found = await pages({});
      expect(found.map((page) => page.length)).toEqual([1000, 500]);
      expect(found.flat().map((row) => row.rowKey)).toEqual(keys);
      expect((await pages({ from: 'k0250', before: 'k1250', limit: 400 })).flat()).toHaveLength(1000);
    });

    it('cannot be led out of their bounds by `after`', async () => {
      await write(...['a', 'b', 'c', 'd'].map((key) => insert(key)));
      for (const after of ['', "x' or PartitionKey ne 'x", 'a']) {
        const { rows: found } = await own.range({ from: 'b', before: 'd', after });
        for (const row of found) expect(['b', 'c']).toContain(row.rowKey);
      }
    });
  });

  describe('keys', () => {
    const own = freshPartition(current);
    const { write, read, all } = own;

    const names = [
      "O'Brien",
      "''",
      'ключ/ü#?\\',
      '日本語',
      '💥',
      'a b',
      'a+b',
      '100%',
      'a%2Fb',
      '{x}',
      '"',
      '\u0000\n',
      'é',
    ];

    it('of any text are found again once encoded, alone and in a transaction', async () => {
      const keys = names.map((name, n) => joinKey(name, String(n)));
      for (const key of keys.slice(0, 6)) await write(insert(key));
      await write(...keys.slice(6).map((key) => insert(key)));
      for (const [n, name] of names.entries()) {
        expect((await read(keys[n] ?? ''))?.rowKey).toBe(keys[n]);
        const { rows: found } = await own.range(keysUnder(name));
        expect(found.map((row) => row.rowKey)).toEqual([keys[n]]);
      }
      await write(...keys.map((rowKey): RowWrite => ({ kind: 'delete', rowKey })));
      expect(await all()).toEqual([]);
    });

    it('may hold quotes, spaces and Unicode as they are', async () => {
      const quoted = `${own.name}'s ключ`;
      const keys = ["'", "''", "O'Brien ü", '日本', 'a b'];
      for (const key of keys) await current().write(table, quoted, [insert(key)]);
      for (const key of keys) expect((await current().get(table, quoted, key))?.rowKey).toBe(key);
      const page = await current().range(table, quoted, { from: "'", before: "O'Brien ü\uffff" });
      expect(page.rows.map((row) => row.rowKey)).toEqual(["'", "''", "O'Brien ü"]);
      const paged = await current().range(table, quoted, { limit: 2 });
      expect((await current().range(table, quoted, { after: paged.next })).rows.map((row) => row.rowKey)).toEqual(
        [...keys].sort().slice(2),
      );
    });

    it('may have 512 characters', async () => {
      const key = encodeKeyPart('k'.repeat(400)) + 'x'.repeat(112);
      await write(insert(key));
      await write(put(key, 2), insert('other'));
      expect((await read(key))?.values).toEqual({ n: 2 });
    });
  });
}
