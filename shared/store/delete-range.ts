import type { RowRange, Rows } from '../ports/rows.ts';
import { deleteKeys } from './delete-keys.ts';

/**
 * Deletes all rows of a range, and gives how many it deleted itself: rows that somebody else deletes at the same time are
 * none the worse for it. Costs a range for 1,000 rows and a transaction for 100 of them.
 */
export async function deleteRange(
  rows: Rows,
  table: string,
  partitionKey: string,
  range: Pick<RowRange, 'from' | 'before'> = {},
): Promise<number> {
  let deleted = 0;
  let after: string | undefined;
  do {
    const page = await rows.range(table, partitionKey, { ...range, select: [], after });
    const keys = page.rows.map(({ rowKey }) => rowKey);
    deleted += await deleteKeys(rows, table, partitionKey, keys);
    after = page.next;
  } while (after !== undefined);
  return deleted;
}
