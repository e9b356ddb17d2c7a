import { randomUUID } from 'node:crypto';
import type { Rows, RowValue } from '../../shared/ports/rows.ts';

const table = 'things';

export function describeRowValues(current: () => Rows): void {
  describe('values', () => {
    async function through(value: RowValue): Promise<RowValue | undefined> {
      const partition = randomUUID();
      await current().write(table, partition, [{ kind: 'insert', rowKey: 'one', values: { value } }]);
      await current().write(table, partition, [
        { kind: 'insert', rowKey: 'two', values: { value } },
        { kind: 'put', rowKey: 'three', values: { value } },
      ]);
      const { rows } = await current().range(table, partition);
      const found = [await current().get(table, partition, 'one'), ...rows].map((row) => row?.values.value);
      for (const other of found) expect(other).toEqual(found[0]);
      return found[0];
    }

    it.each<[string, RowValue]>([
      ['an empty string', ''],
      ['a string', 'text'],
      ['quotes, backslashes and line ends', `'"\\\r\n\t`],
      ['Unicode', 'žluťoučký 💥 \u0000 \u2028 \u2029 \ufeff \uffff'],
      ['a string that looks like a number', '1'],
      ['a string that looks like a date', '2026-01-01T00:00:00.000Z'],
      ['spaces around', '  x  '],
      ['a string of 32,768 characters', 'ä'.repeat(32_768)],
      ['true', true],
      ['false', false],
      ['zero', 0],
      ['an integer', 42],
      ['a negative integer', -7],
      ['2^31 - 1', 2 ** 31 - 1],
      ['2^31', 2 ** 31],
      ['-2^31 - 1', -(2 ** 31) - 1],
      ['the greatest safe integer', Number.MAX_SAFE_INTEGER],
      ['the least safe integer', Number.MIN_SAFE_INTEGER],
      ['a fraction', 0.1],
      ['a large number', 1.7976931348623157e308],
      ['a small number', 5e-324],
    ])('come back the same: %s', async (_what, value) => {
      expect(await through(value)).toBe(value);
    });

    it('know no negative zero', async () => {
      expect(await through(-0)).toBe(0);
    });

    it.each([
      '2026-01-01T00:00:00.000Z',
      '2026-11-23T21:57:59.123Z',
      '2026-11-23T21:57:59.007Z',
      '1601-01-01T00:00:00.000Z',
      '1969-12-31T23:59:59.999Z',
      '9999-12-31T23:59:59.999Z',
    ])('keep a date to the millisecond: %s', async (text) => {
      const value = await through(new Date(text));
      expect(value).toBeInstanceOf(Date);
      expect(value).toEqual(new Date(text));
    });

    it.each([0, 1, 2, 3, 65_536])('keep %i bytes', async (length) => {
      const bytes = Uint8Array.from({ length }, (_, n) => n * 31);
      const value = await through(bytes);
      expect(value).toBeInstanceOf(Uint8Array);
      expect(Buffer.from(value as Uint8Array).equals(bytes)).toBe(true);
    });

    it('keep the bytes of a view, and nothing of what lies around it', async () => {
      const whole = Uint8Array.from({ length: 100 }, (_, n) => n);
      expect(await through(whole.subarray(10, 13))).toEqual(Uint8Array.of(10, 11, 12));
      expect(await through(Buffer.from('abc'))).toEqual(Uint8Array.of(97, 98, 99));
    });

    it('may be many, or none', async () => {
      const rows = current();
      const partition = randomUUID();
      const values = Object.fromEntries(Array.from({ length: 252 }, (_, n) => [`p${n}`, n]));
      await rows.write(table, partition, [{ kind: 'insert', rowKey: 'many', values }]);
      await rows.write(table, partition, [{ kind: 'insert', rowKey: 'none', values: {} }]);
      expect((await rows.get(table, partition, 'many'))?.values).toEqual(values);
      expect((await rows.get(table, partition, 'none'))?.values).toEqual({});
    });

    it('are not shared with the caller', async () => {
      const rows = current();
      const partition = randomUUID();
      const bytes = Uint8Array.of(1);
      const date = new Date(0);
      await rows.write(table, partition, [{ kind: 'insert', rowKey: 'a', values: { bytes, date } }]);
      bytes[0] = 2;
      date.setTime(1);
      const expected = { bytes: Uint8Array.of(1), date: new Date(0) };
      const { bytes: readBytes, date: readDate } = (await rows.get(table, partition, 'a'))?.values ?? {};
      expect({ bytes: readBytes, date: readDate }).toEqual(expected);
      (readDate as Date).setTime(2);
      (readBytes as Uint8Array)[0] = 3;
      expect((await rows.get(table, partition, 'a'))?.values).toEqual(expected);
    });
  });
}
