import type { Row } from './rows.ts';

export interface TableSelection {
  /** Only these partitions: from the first key on (inclusive), and before the second. */
  partitions?: { from: string; before: string };
  /** Only rows with a property of this name that is this text. */
  where?: { property: string; equals: string };
  /** Of each row's properties only these, as far as it has them. */
  select?: readonly string[];
}

/**
 * Whole tables, across partitions, for operators: nothing that a request waits for may need them. Beside `Rows`, through
 * which everything is written.
 */
export interface Tables {
  /**
   * All rows of the selection, in the order of partition keys and in each of row keys, read page by page as they are
   * consumed. What is written meanwhile may be among them or not; whoever deletes what it was given goes on well.
   * A table that is not there has no rows.
   */
  scan(table: string, selection?: TableSelection): AsyncIterable<Row>;
}
