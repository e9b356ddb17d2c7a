import { RowConflict, type Rows } from '../ports/rows.ts';

/** Deletes all rows of a partition. Rows that somebody else deletes at the same time are none the worse for it. */
export async function deletePartition(rows: Rows, table: string, partitionKey: string): Promise<void> {
  for (;;) {
    const page = await rows.range(table, partitionKey, { limit: 100 });
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
