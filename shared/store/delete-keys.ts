import { RowConflict, type Rows } from '../ports/rows.ts';

const atOnce = 100;

/**
 * Deletes these rows of one partition, 100 with a transaction, and gives how many it deleted itself: of those of which one is
 * gone already each is deleted by itself.
 */
export async function deleteKeys(
  rows: Rows,
  table: string,
  partitionKey: string,
  keys: readonly string[],
): Promise<number> {
  let deleted = 0;
  for (let start = 0; start < keys.length; start += atOnce) {
    const some = keys.slice(start, start + atOnce);
    if (await deleteAll(rows, table, partitionKey, some)) deleted += some.length;
    else for (const key of some) if (await deleteAll(rows, table, partitionKey, [key])) deleted += 1;
  }
  return deleted;
}

async function deleteAll(rows: Rows, table: string, partitionKey: string, keys: readonly string[]): Promise<boolean> {
  try {
    await rows.write(
      table,
      partitionKey,
      keys.map((rowKey) => ({ kind: 'delete', rowKey })),
    );
    return true;
  } catch (error) {
    if (!(error instanceof RowConflict)) throw error;
    return false;
  }
}
