import type { Row, RowRange, Rows } from '../ports/rows.ts';

type Range = Pick<RowRange, 'from' | 'before' | 'select'>;

/** All rows of a range, read page by page as they are consumed. */
export async function* everyRow(rows: Rows, table: string, partitionKey: string, range: Range): AsyncGenerator<Row> {
  let after: string | undefined;
  do {
    const page = await rows.range(table, partitionKey, { ...range, after });
    yield* page.rows;
    after = page.next;
  } while (after !== undefined);
}

/** All rows of a range, each as what `parse` makes of it. */
export async function listRows<T>(
  rows: Rows,
  table: string,
  partitionKey: string,
  range: Range,
  parse: (row: Row) => T,
): Promise<T[]> {
  const list: T[] = [];
  for await (const row of everyRow(rows, table, partitionKey, range)) list.push(parse(row));
  return list;
}
