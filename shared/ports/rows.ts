/** What a property of a row can hold; the types of Table Storage that the service uses. */
export type RowValue = string | number | boolean | Date | Uint8Array;

export type RowValues = Record<string, RowValue>;

export interface Row {
  partitionKey: string;
  rowKey: string;
  /** Changes with every write; opaque. */
  etag: string;
  values: RowValues;
}

/** One write of a transaction. An `etag` makes it conditional on the row being unchanged. */
export type RowWrite =
  | { kind: 'insert'; rowKey: string; values: RowValues }
  | { kind: 'replace'; rowKey: string; values: RowValues; etag?: string }
  | { kind: 'put'; rowKey: string; values: RowValues }
  | { kind: 'delete'; rowKey: string; etag?: string };

export interface RowRange {
  /** First row key, inclusive. */
  from?: string;
  /** End of the range, exclusive. */
  before?: string;
  /** At most this many rows, 1 to 1,000 (default 1,000). */
  limit?: number;
  /** `next` of the page before. */
  after?: string;
  /** Of each row's properties only these, as far as it has them. */
  select?: readonly string[];
}

export interface RowPage {
  rows: Row[];
  /** Where to go on; absent on the last page. */
  next?: string;
}

export interface RowFreshness {
  /**
   * The row may be as it was less than so many milliseconds ago, without what others have written since; what this
   * process has written always counts. Absent: as it is now. Implementations without a memory need not heed it.
   */
  maxAge?: number;
}

/**
 * Rows in tables, in partitions, ordered by row key: what Azure Table Storage offers and nothing more.
 *
 * Limits are Table Storage's: an entity of 1 MiB, 64 KiB per binary and 32,768 characters per string property,
 * keys of 512 characters without `/ \ # ?` and control characters, transactions of 100 rows and 4 MiB in one partition.
 * https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model
 */
export interface Rows {
  get(table: string, partitionKey: string, rowKey: string, freshness?: RowFreshness): Promise<Row | undefined>;
  /** One page of a range of one partition, in ascending order of row key (ordinal). */
  range(table: string, partitionKey: string, range?: RowRange): Promise<RowPage>;
  /**
   * All of the writes or none of them (1 to 100, each row once). Returns the new etags in order ('' for a delete).
   * Rejects with {@link RowConflict} when a row exists, is missing, or has changed.
   */
  write(table: string, partitionKey: string, writes: RowWrite[]): Promise<string[]>;
}

export type RowConflictReason = 'exists' | 'missing' | 'changed';

/** A write lost: the row is there already, is not there, or is not the version that was read. */
export class RowConflict extends Error {
  override readonly name = 'RowConflict';
  readonly reason: RowConflictReason;
  /** Position of the refused write in its transaction. */
  readonly index: number;

  constructor(reason: RowConflictReason, index: number, options?: ErrorOptions) {
    super(`write ${index} refused: row ${reason}`, options);
    this.reason = reason;
    this.index = index;
  }
}
