import { randomUUID } from 'node:crypto';
import type { Rows, RowValue, RowWrite } from '../../shared/ports/rows.ts';

const table = 'things';

export function describeRowLimits(current: () => Rows): void {
  describe('limits', () => {
    const insert = (rowKey: string, value: RowValue = 1): RowWrite => ({ kind: 'insert', rowKey, values: { value } });
    const binaries = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, n) => [`b${n}`, new Uint8Array(65_536)]));

    it.each<[string, RowWrite[], RegExp]>([
      ['no write', [], /at least one/],
      ['101 writes', Array.from({ length: 101 }, (_, n) => insert(`k${n}`)), /at most 100 writes, not 101/],
      ['a row twice', [insert('a'), { kind: 'delete', rowKey: 'a' }], /only once/],
      ['a slash in a key', [insert('a/b')], /row key holds a forbidden/],
      ['a backslash in a key', [insert('a\\b')], /row key holds a forbidden/],
      ['a hash in a key', [{ kind: 'delete', rowKey: 'a#b' }], /row key holds a forbidden/],
      ['a question mark in a key', [insert('a?b')], /row key holds a forbidden/],
      ['a line break in a key', [insert('a\nb')], /row key holds a forbidden/],
      ['a C1 control character in a key', [insert('a\u0085b')], /row key holds a forbidden/],
      ['half a surrogate pair in a key', [insert('a\ud800')], /row key holds a forbidden/],
      ['a key of 513 characters', [insert('k'.repeat(513))], /at most 512 characters, not 513/],
      ['a string of 32,769 characters', [insert('a', 'x'.repeat(32_769))], /at most 32768 characters, not 32769/],
      ['half a surrogate pair in a string', [insert('a', 'x\udc00')], /well-formed/],
      ['65,537 bytes', [insert('a', new Uint8Array(65_537))], /at most 65536 bytes, not 65537/],
      ['not a number', [insert('a', Number.NaN)], /finite/],
      ['infinity', [insert('a', Number.POSITIVE_INFINITY)], /finite/],
      ['no date', [insert('a', new Date(Number.NaN))], /date/],
      ['a date before 1601', [insert('a', new Date('1600-12-31T23:59:59.999Z'))], /date/],
      ['a date after 9999', [insert('a', new Date('+010000-01-01T00:00:00.000Z'))], /date/],
      ['null', [insert('a', null as unknown as RowValue)], /holds null/],
      [
        'undefined',
        [{ kind: 'put', rowKey: 'a', values: { value: undefined as unknown as RowValue } }],
        /holds undefined/,
      ],
      ['an object', [insert('a', {} as unknown as RowValue)], /holds object/],
      ['a bigint', [insert('a', 1n as unknown as RowValue)], /holds bigint/],
      ["a service's name for a property", [{ kind: 'put', rowKey: 'a', values: { Timestamp: 1 } }], /"Timestamp"/],
      ["an SDK's name for a property", [{ kind: 'put', rowKey: 'a', values: { etag: 'x' } }], /"etag"/],
      ['no name for a property', [{ kind: 'put', rowKey: 'a', values: { 'a-b': 1 } }], /"a-b"/],
      [
        '253 properties',
        [{ kind: 'put', rowKey: 'a', values: Object.fromEntries(Array.from({ length: 253 }, (_, n) => [`p${n}`, n])) }],
        /at most 252 properties, not 253/,
      ],
      ['a row of more than 1 MiB', [{ kind: 'put', rowKey: 'a', values: binaries(16) }], /at most 1048576 bytes/],
      [
        'a transaction of more than 4 MiB',
        Array.from({ length: 48 }, (_, n) => insert(`k${n}`, new Uint8Array(65_536))),
        /at most 4194304 bytes, not \d+: split/,
      ],
    ])('are kept before anything is sent: %s', async (_what, writes, message) => {
      const partition = randomUUID();
      await expect(current().write(table, partition, writes)).rejects.toThrow(message);
      await expect(current().write(table, partition, writes)).rejects.not.toMatchObject({ name: 'RowConflict' });
      expect((await current().range(table, partition)).rows).toEqual([]);
    });

    it('let through a transaction of almost 4 MiB', async () => {
      const partition = randomUUID();
      const writes = Array.from({ length: 47 }, (_, n) => insert(`k${n}`, new Uint8Array(65_536).fill(n)));
      await current().write(table, partition, writes);
      expect((await current().range(table, partition)).rows).toHaveLength(47);
    });

    it('hold for reading as for writing', async () => {
      const rows = current();
      await expect(rows.get(table, 'p/q', 'a')).rejects.toThrow(/partition key/);
      await expect(rows.get(table, 'p', 'a#')).rejects.toThrow(/row key/);
      await expect(rows.range(table, 'p?')).rejects.toThrow(/partition key/);
      for (const limit of [0, -1, 1.5, 1001, Number.NaN]) {
        await expect(rows.range(table, 'p', { limit })).rejects.toThrow(/1 to 1000 rows/);
      }
      for (const name of ['', 'ab', '1abc', 'a-b', 'things ', 'x'.repeat(64)]) {
        await expect(rows.get(name, 'p', 'a')).rejects.toThrow(/table/);
        await expect(rows.range(name, 'p')).rejects.toThrow(/table/);
        await expect(rows.write(name, 'p', [insert('a')])).rejects.toThrow(/table/);
      }
    });
  });
}
