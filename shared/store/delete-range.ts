import { RowConflict, type RowRange, type Rows } from '../ports/rows.ts';

/** Deletes all rows of a range. Rows that somebody else deletes at the same time are none the worse for it. */
export async function deleteRange(
  rows: Rows,
  table: string,
  partitionKey: string,
  range: Pick<RowRange, 'from' | 'before'> = {},
): Promise<void> {
  for (;;) {
    const page = await rows.range(table, partitionKey, { ...range, limit: 100 });
    if (page.rows.length === 0) return;
    try {
      await rows.write(
        table,
        partitionKey,
        page.rows.map(({ rowKey }) => ({ kind: 'delete', rowKey })),
      );
    } catch (error) {
      if (!(error instanceof RowConflict)) throw error;
    }
  }
}
