import type { Row, Rows } from '../../shared/ports/rows.ts';
import type { Tables } from '../../shared/ports/tables.ts';
import { collect } from '../support/collect.ts';

export interface TablesBench {
  rows: Rows;
  tables: Tables;
}

/** What every implementation of `Tables` keeps. */
export function describeTables(name: string, make: () => TablesBench): void {
  describe(`tables: ${name}`, () => {
    let bench: TablesBench;
    let table: string;
    let count = 0;
    beforeAll(() => {
      bench = make();
    });
    beforeEach(() => {
      count += 1;
      table = `scanned${count}`;
    });

    const keysOf = (found: Row[]) => found.map(({ partitionKey, rowKey }) => `${partitionKey} ${rowKey}`);
    const scan = (...selection: [Parameters<Tables['scan']>[1]?]) => collect(bench.tables.scan(table, ...selection));
    const put = (partitionKey: string, rowKey: string, values: Row['values'] = { v: 1 }) =>
      bench.rows.write(table, partitionKey, [{ kind: 'put', rowKey, values }]);

    test('a table that is not there has no rows', async () => {
      expect(await scan()).toEqual([]);
    });

    test('rows come with their values, partition by partition, in the order of keys', async () => {
      const values = { text: 'ä', number: 1.5, whole: 7, yes: true, at: new Date(5), bytes: Uint8Array.of(1, 2) };
      await put('b', '2');
      await put('b', '1', values);
      await put('a!1', '1');
      await put('a', '9');
      await put('B', '1');
      const found = await scan();
      expect(keysOf(found)).toEqual(['B 1', 'a 9', 'a!1 1', 'b 1', 'b 2']);
      expect(found[3]).toMatchObject({ values, etag: expect.any(String) });
    });

    test('partitions are chosen by a range of their keys', async () => {
      for (const partition of ['a', 'a!1', 'a!2', 'a"', 'b']) await put(partition, '1');
      expect(keysOf(await scan({ partitions: { from: 'a!', before: 'a"' } }))).toEqual(['a!1 1', 'a!2 1']);
    });

    test('rows are chosen by a property, and its quotes are a part of the text', async () => {
      await put('a', '1', { owner: "o'neill" });
      await put('b', '1', { owner: 'other' });
      await put('c', '1', { v: 1 });
      expect(keysOf(await scan({ where: { property: 'owner', equals: "o'neill" } }))).toEqual(['a 1']);
      const both = { where: { property: 'owner', equals: 'other' }, partitions: { from: 'a', before: 'b' } };
      expect(await scan(both)).toEqual([]);
    });

    test('only the properties come that were asked for', async () => {
      await put('a', '1', { one: 1, two: 2 });
      expect((await scan({ select: ['two', 'three'] }))[0]?.values).toEqual({ two: 2 });
      expect((await scan({ select: [] }))[0]).toMatchObject({ partitionKey: 'a', rowKey: '1', values: {} });
    });

    test('all rows come, over many pages, also to who deletes them on the way', async () => {
      const rowKeys = Array.from({ length: 1_150 }, (_, index) => String(index).padStart(4, '0'));
      for (let start = 0; start < rowKeys.length; start += 100) {
        const writes = rowKeys
          .slice(start, start + 100)
          .map((rowKey) => ({ kind: 'put', rowKey, values: {} }) as const);
        await bench.rows.write(table, 'a', writes);
      }
      await put('b', '1');
      const seen: string[] = [];
      for await (const { partitionKey, rowKey } of bench.tables.scan(table, { select: [] })) {
        seen.push(rowKey);
        if (seen.length % 10 === 0) await bench.rows.write(table, partitionKey, [{ kind: 'delete', rowKey }]);
      }
      expect(seen).toEqual([...rowKeys, '1']);
      expect(await scan({ select: [] })).toHaveLength(1_151 - 115);
    });
  });
}
