import { createMemoryRows } from '../../shared/adapters/memory/memory-rows.ts';
import { rememberRows } from '../../shared/store/remember-rows.ts';

function world(limit?: number) {
  const below = createMemoryRows();
  const looks: string[] = [];
  const counted = {
    ...below,
    get: (table: string, partition: string, row: string) => {
      looks.push(`${table} ${partition} ${row}`);
      return below.get(table, partition, row);
    },
  };
  return { rows: rememberRows(counted, 'keys', limit), below, looks };
}

const insert = (rowKey: string) => [{ kind: 'insert', rowKey, values: { v: 1 } }] as const;

test('a row of the table is looked up once, others every time', async () => {
  const { rows, looks } = world();
  for (const table of ['keys', 'other']) await rows.write(table, 'p', [...insert('r')]);
  for (let round = 0; round < 3; round++) {
    expect(await rows.get('keys', 'p', 'r')).toMatchObject({ values: { v: 1 } });
    await rows.get('other', 'p', 'r');
  }
  expect(looks).toEqual(['keys p r', 'other p r', 'other p r', 'other p r']);
});

test('what is not there is looked up again', async () => {
  const { rows } = world();
  expect(await rows.get('keys', 'p', 'r')).toBeUndefined();
  await rows.write('keys', 'p', [...insert('r')]);
  expect(await rows.get('keys', 'p', 'r')).toBeDefined();
});

test('what is deleted here is forgotten', async () => {
  const { rows } = world();
  await rows.write('keys', 'p', [...insert('r')]);
  await rows.get('keys', 'p', 'r');
  await rows.write('keys', 'p', [{ kind: 'delete', rowKey: 'r' }]);
  expect(await rows.get('keys', 'p', 'r')).toBeUndefined();
});

test('keeps no more than it may, the latest used', async () => {
  const { rows, looks } = world(2);
  for (const row of ['a', 'b', 'c']) await rows.write('keys', 'p', [...insert(row)]);
  for (const row of ['a', 'b', 'a', 'c', 'a', 'b']) await rows.get('keys', 'p', row);
  expect(looks).toEqual(['keys p a', 'keys p b', 'keys p c', 'keys p b']);
});
