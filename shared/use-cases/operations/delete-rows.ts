import { type Row, RowConflict, type Rows } from '../../ports/rows.ts';
import { eachAtOnce } from './each-at-once.ts';
import { inBatches } from './in-batches.ts';

const atOnce = 8;

/** Deletes these rows of a table; resolves to how many. Rows that are gone meanwhile are none the worse for it. */
export async function deleteRows(
  rows: Rows,
  table: string,
  doomed: AsyncIterable<Pick<Row, 'partitionKey' | 'rowKey'>>,
): Promise<number> {
  let count = 0;
  const writes = async function* () {
    for await (const { partitionKey, rowKey } of doomed) {
      count += 1;
      yield { partitionKey, write: { kind: 'delete', rowKey } as const };
    }
  };
  await eachAtOnce(inBatches(writes()), atOnce, async ({ partitionKey, writes: deletes }) => {
    try {
      await rows.write(table, partitionKey, deletes);
    } catch (error) {
      if (!(error instanceof RowConflict)) throw error;
      for (const each of deletes) await deleteOne(rows, table, partitionKey, each.rowKey);
    }
  });
  return count;
}

async function deleteOne(rows: Rows, table: string, partitionKey: string, rowKey: string): Promise<void> {
  try {
    await rows.write(table, partitionKey, [{ kind: 'delete', rowKey }]);
  } catch (error) {
    if (!(error instanceof RowConflict)) throw error;
  }
}
