import { createManualClock } from '../../shared/adapters/memory/manual-clock.ts';
import { createMemoryRows } from '../../shared/adapters/memory/memory-rows.ts';
import type { Row, Rows } from '../../shared/ports/rows.ts';
import { rememberRows } from '../../shared/store/remember-rows.ts';

const second = { maxAge: 1000 };
const put = (rowKey: string, v = 1) => [{ kind: 'put' as const, rowKey, values: { v } }];

/** `below` is what another process sees and writes. */
function world(limit?: number) {
  const below = createMemoryRows();
  const clock = createManualClock();
  const looks: string[] = [];
  let onLook = async (_found: Row | undefined) => {};
  const counted: Rows = {
    ...below,
    async get(...keys) {
      looks.push(keys.slice(0, 3).join(' '));
      const found = await below.get(...keys);
      await onLook(found);
      return found;
    },
  };
  return {
    rows: rememberRows(counted, { clock, limit }),
    below,
    clock,
    looks,
    /** What happens between the answer to a look-up and its arrival. */
    onLook: (act: typeof onLook) => {
      onLook = act;
    },
  };
}

test('a row is looked up again when what is remembered is too old for who asks', async () => {
  const { rows, below, clock, looks } = world();
  await below.write('one', 'p', put('r', 1));
  const look = async (maxAge: number) => (await rows.get('one', 'p', 'r', { maxAge }))?.values.v;
  expect(await look(1000)).toBe(1);
  await below.write('one', 'p', put('r', 2));
  await clock.advance(999);
  expect(await look(1000)).toBe(1);
  await clock.advance(1);
  expect(await look(Number.POSITIVE_INFINITY)).toBe(1);
  expect(looks).toHaveLength(1);
  expect(await look(1000)).toBe(2);
  await below.write('one', 'p', put('r', 3));
  expect(await look(0)).toBe(3);
  expect(await look(1000)).toBe(3);
  expect(looks).toHaveLength(3);
});

test('who names no age gets what is there now', async () => {
  const { rows, below } = world();
  await below.write('one', 'p', put('r', 1));
  await rows.get('one', 'p', 'r', second);
  await below.write('one', 'p', put('r', 2));
  expect(await rows.get('one', 'p', 'r')).toMatchObject({ values: { v: 2 } });
});

test('a clock that is put back keeps nothing alive', async () => {
  const below = createMemoryRows();
  let now = 10_000;
  const rows = rememberRows(below, { clock: { now: () => new Date(now) } });
  await below.write('one', 'p', put('r', 1));
  await rows.get('one', 'p', 'r', second);
  await below.write('one', 'p', put('r', 2));
  now = 0;
  expect(await rows.get('one', 'p', 'r', second)).toMatchObject({ values: { v: 2 } });
});

test('rows are told apart by table, partition and key', async () => {
  const { rows, looks } = world();
  const keys = [
    ['one', 'p', 'r'],
    ['two', 'p', 'r'],
    ['one', 'q', 'r'],
    ['one', 'p', 's'],
  ] as const;
  for (const [table, partition, row] of keys) await rows.write(table, partition, put(row));
  for (const [table, partition, row] of [...keys, ...keys]) await rows.get(table, partition, row, second);
  expect(looks).toEqual(keys.map((key) => key.join(' ')));
});

test('what is not there is looked up again', async () => {
  const { rows, below } = world();
  expect(await rows.get('one', 'p', 'r', second)).toBeUndefined();
  await below.write('one', 'p', put('r'));
  expect(await rows.get('one', 'p', 'r', second)).toBeDefined();
});

test('who asks at the same time shares a look-up, and its failure, which is not remembered', async () => {
  const { rows, below, looks, onLook } = world();
  await below.write('one', 'p', put('r'));
  onLook(async () => {
    throw new Error('away');
  });
  const both = await Promise.allSettled([rows.get('one', 'p', 'r', second), rows.get('one', 'p', 'r', second)]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(looks).toHaveLength(1);
  onLook(async () => {});
  expect(await rows.get('one', 'p', 'r', second)).toBeDefined();
});

describe('what is written here is forgotten', () => {
  test('at once, all that one transaction writes', async () => {
    const { rows } = world();
    await rows.write('one', 'p', [...put('r'), ...put('s')]);
    for (const key of ['r', 's']) await rows.get('one', 'p', key, second);
    await rows.write('one', 'p', [...put('r', 2), { kind: 'delete', rowKey: 's' }]);
    expect(await rows.get('one', 'p', 'r', second)).toMatchObject({ values: { v: 2 } });
    expect(await rows.get('one', 'p', 's', second)).toBeUndefined();
  });

  test('when it is looked up at the same moment', async () => {
    const { rows, onLook } = world();
    await rows.write('one', 'p', put('r', 1));
    onLook(async () => {
      onLook(async () => {});
      await rows.write('one', 'p', put('r', 2));
    });
    await rows.get('one', 'p', 'r', second);
    expect(await rows.get('one', 'p', 'r', second)).toMatchObject({ values: { v: 2 } });
  });

  test('when nobody knows whether it was written', async () => {
    const { below, clock } = world();
    const cutOff: Rows = {
      ...below,
      async write(...input) {
        await below.write(...input);
        throw new Error('no answer');
      },
    };
    const rows = rememberRows(cutOff, { clock });
    await below.write('one', 'p', put('r', 1));
    await rows.get('one', 'p', 'r', second);
    await expect(rows.write('one', 'p', put('r', 2))).rejects.toThrow('no answer');
    expect(await rows.get('one', 'p', 'r', second)).toMatchObject({ values: { v: 2 } });
  });
});

test('keeps no more than it may, the latest used', async () => {
  const { rows, looks } = world(2);
  for (const row of ['a', 'b', 'c']) await rows.write('one', 'p', put(row));
  for (const row of ['a', 'b', 'a', 'c', 'a', 'b']) await rows.get('one', 'p', row, second);
  expect(looks).toEqual(['one p a', 'one p b', 'one p c', 'one p b']);
});
