import { randomUUID } from 'node:crypto';
import type { Row, RowRange, Rows, RowWrite } from '../../shared/ports/rows.ts';
import { encodeKeyPart, joinKey, keysUnder } from '../../shared/store/key.ts';
import { describeRowLimits } from './row-limits.contract.ts';
import { describeRowValues } from './row-values.contract.ts';

const table = 'things';

/** What every implementation of `Rows` keeps. */
export function describeRows(name: string, make: () => Rows): void {
  describe(`rows: ${name}`, () => {
    let rows: Rows;
    let partition: string;
    beforeAll(() => {
      rows = make();
    });
    beforeEach(() => {
      partition = randomUUID();
    });

    const write = (...writes: RowWrite[]) => rows.write(table, partition, writes);
    const insert = (rowKey: string, n = 1): RowWrite => ({ kind: 'insert', rowKey, values: { n } });
    const put = (rowKey: string, n = 1): RowWrite => ({ kind: 'put', rowKey, values: { n } });
    const read = (rowKey: string) => rows.get(table, partition, rowKey);
    const all = async () => (await rows.range(table, partition)).rows.map((row) => [row.rowKey, row.values.n]);

    async function pages(range: RowRange): Promise<Row[][]> {
      const found: Row[][] = [];
      for (let after: string | undefined, more = true; more; more = after !== undefined) {
        const page = await rows.range(table, partition, { ...range, after });
        found.push(page.rows);
        after = page.next;
      }
      return found;
    }

    describe('a table that nobody has written to', () => {
      const fresh = () => `fresh${randomUUID().replaceAll('-', '')}`;

      it('is empty', async () => {
        expect(await rows.get(fresh(), partition, 'a')).toBeUndefined();
        expect(await rows.range(fresh(), partition)).toEqual({ rows: [] });
      });

      it.each<[string, RowWrite[]]>([
        ['an insert', [insert('a')]],
        ['a put', [put('a')]],
        ['a transaction', [insert('a'), put('b')]],
      ])('takes %s', async (_what, writes) => {
        const name = fresh();
        await rows.write(name, partition, writes);
        expect((await rows.range(name, partition)).rows).toHaveLength(writes.length);
      });

      it('takes first writes of several workers at once', async () => {
        const name = fresh();
        const keys = ['a', 'b', 'c', 'd'];
        await Promise.all(keys.map((key) => rows.write(name, partition, [insert(key)])));
        expect((await rows.range(name, partition)).rows.map((row) => row.rowKey)).toEqual(keys);
      });

      it('misses what is to be replaced or deleted', async () => {
        const replace: RowWrite = { kind: 'replace', rowKey: 'a', values: {} };
        await expect(rows.write(fresh(), partition, [replace])).rejects.toMatchObject({ reason: 'missing', index: 0 });
        await expect(rows.write(fresh(), partition, [{ kind: 'delete', rowKey: 'a' }])).rejects.toMatchObject({
          reason: 'missing',
        });
      });
    });

    describe('single writes', () => {
      it('inserts, and reads back what was written', async () => {
        const [etag] = await write(insert('a', 5));
        expect(etag).toBeTruthy();
        expect(await read('a')).toEqual({ partitionKey: partition, rowKey: 'a', etag, values: { n: 5 } });
      });

      it('finds nothing where nothing is', async () => {
        await write(insert('a'));
        expect(await read('b')).toBeUndefined();
        expect(await rows.get(table, randomUUID(), 'a')).toBeUndefined();
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

    describe('transactions', () => {
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
        const before = (await rows.range(table, partition)).rows;
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
          expect((await rows.range(table, partition)).rows).toEqual(before);
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

    describe('ranges', () => {
      it('are in ordinal order, whatever the order of writing', async () => {
        const keys = ['b', 'a', 'B', 'a!b', 'a-', 'Z~2f', '10', '9', 'a~', '_', 'aa', ''];
        for (const key of keys) await write(insert(key));
        expect((await all()).map(([key]) => key)).toEqual([...keys].sort());
      });

      it('begin with `from` and end before `before`', async () => {
        await write(...['a', 'b', 'c', 'd'].map((key) => insert(key)));
        const keys = async (range: RowRange) =>
          (await rows.range(table, partition, range)).rows.map((row) => row.rowKey);
        expect(await keys({ from: 'b' })).toEqual(['b', 'c', 'd']);
        expect(await keys({ before: 'c' })).toEqual(['a', 'b']);
        expect(await keys({ from: 'b', before: 'd' })).toEqual(['b', 'c']);
        expect(await keys({ from: 'bb', before: 'cc' })).toEqual(['c']);
        expect(await keys({ from: 'c', before: 'c' })).toEqual([]);
        expect(await keys({ from: 'd', before: 'a' })).toEqual([]);
      });

      it('stay in their partition', async () => {
        await write(insert('a'));
        await rows.write(table, `${partition}x`, [insert('b')]);
        expect(await all()).toEqual([['a', 1]]);
      });

      it('go on from page to page, each row once, while others write', async () => {
        for (let first = 0; first < 10; first += 2) await write(insert(`k${first}`), insert(`k${first + 1}`));
        const { rows: one, next } = await rows.range(table, partition, { from: 'k1', limit: 3 });
        expect(one.map((row) => row.rowKey)).toEqual(['k1', 'k2', 'k3']);
        await write({ kind: 'delete', rowKey: 'k3' }, { kind: 'delete', rowKey: 'k4' }, insert('k15'), insert('k35'));
        const two = await rows.range(table, partition, { from: 'k1', limit: 3, after: next });
        expect(two.rows.map((row) => row.rowKey)).toEqual(['k35', 'k5', 'k6']);
      });

      it('end a page at its limit and say on the last that it is the last', async () => {
        await write(...['a', 'b', 'c', 'd', 'e'].map((key) => insert(key)));
        const found = await pages({ limit: 2, before: 'e' });
        expect(found.flat().map((row) => row.rowKey)).toEqual(['a', 'b', 'c', 'd']);
        expect(Math.max(...found.map((page) => page.length))).toBe(2);
        expect((await rows.range(table, partition, { limit: 5 })).next).toBeUndefined();
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
          const { rows: found } = await rows.range(table, partition, { from: 'b', before: 'd', after });
          for (const row of found) expect(['b', 'c']).toContain(row.rowKey);
        }
      });
    });

    describe('keys', () => {
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
          const { rows: found } = await rows.range(table, partition, keysUnder(name));
          expect(found.map((row) => row.rowKey)).toEqual([keys[n]]);
        }
        await write(...keys.map((rowKey): RowWrite => ({ kind: 'delete', rowKey })));
        expect(await all()).toEqual([]);
      });

      it('may hold quotes, spaces and Unicode as they are', async () => {
        const quoted = `${partition}'s ключ`;
        const keys = ["'", "''", "O'Brien ü", '日本', 'a b'];
        for (const key of keys) await rows.write(table, quoted, [insert(key)]);
        for (const key of keys) expect((await rows.get(table, quoted, key))?.rowKey).toBe(key);
        const page = await rows.range(table, quoted, { from: "'", before: "O'Brien ü\uffff" });
        expect(page.rows.map((row) => row.rowKey)).toEqual(["'", "''", "O'Brien ü"]);
        const paged = await rows.range(table, quoted, { limit: 2 });
        expect((await rows.range(table, quoted, { after: paged.next })).rows.map((row) => row.rowKey)).toEqual(
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

    describeRowValues(() => rows);
    describeRowLimits(() => rows);
  });
}
