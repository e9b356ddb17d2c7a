import {
  type Row,
  RowConflict,
  type RowPage,
  type RowRange,
  type Rows,
  type RowValue,
  type RowValues,
  type RowWrite,
} from '../../ports/rows.ts';
import type { TableSelection, Tables } from '../../ports/tables.ts';
import { checkKeys, checkRange, checkWrites } from '../../store/row-limits.ts';

interface Stored {
  etag: string;
  values: RowValues;
}

interface Partition {
  rows: Map<string, Stored>;
  /** In ascending order; made when a range is read, forgotten when a row comes or goes. */
  keys?: string[];
}

/**
 * Rows in this process's memory, and the tables that they are in, with Table Storage's limits, conflicts and order
 * (ordinal, by UTF-16 code unit).
 */
export function createMemoryRows(): Rows & Tables {
  const partitions = new Map<string, Partition>();
  let version = 0;

  // Names of tables are case-insensitive. No table's name holds a space, so the pair is unambiguous.
  const address = (table: string, partitionKey: string) => `${table.toLowerCase()} ${partitionKey}`;
  const partitionOf = (table: string, partitionKey: string): Partition =>
    partitions.get(address(table, partitionKey)) ?? { rows: new Map() };

  return {
    async get(table, partitionKey, rowKey) {
      checkKeys(table, partitionKey, rowKey);
      const stored = partitionOf(table, partitionKey).rows.get(rowKey);
      return stored && toRow(partitionKey, rowKey, stored);
    },

    async range(table, partitionKey, range = {}) {
      const limit = checkRange(table, partitionKey, range);
      return pageOf(partitionKey, partitionOf(table, partitionKey), range, limit);
    },

    async write(table, partitionKey, writes) {
      checkWrites(table, partitionKey, writes);
      const partition = partitionOf(table, partitionKey);
      writes.forEach((write, index) => {
        refuse(write, index, partition.rows.get(write.rowKey));
      });
      partitions.set(address(table, partitionKey), partition);
      return writes.map((write) => {
        if (write.kind === 'delete' || !partition.rows.has(write.rowKey)) partition.keys = undefined;
        if (write.kind === 'delete') {
          partition.rows.delete(write.rowKey);
          return '';
        }
        version += 1;
        const etag = `W/"${version}"`;
        partition.rows.set(write.rowKey, { etag, values: copyOf(write.values) });
        return etag;
      });
    },

    async *scan(table, selection = {}) {
      const prefix = address(table, '');
      const keys = [...partitions.keys()]
        .filter((key) => key.startsWith(prefix))
        .map((key) => key.slice(prefix.length));
      for (const partitionKey of keys.sort().filter((key) => isSelected(key, selection))) {
        const { rows } = partitionOf(table, partitionKey);
        // As they are when the partition is come to: rows that go meanwhile are skipped.
        for (const rowKey of [...rows.keys()].sort()) {
          const stored = rows.get(rowKey);
          if (stored && hasProperty(stored, selection))
            yield select(toRow(partitionKey, rowKey, stored), selection.select);
        }
      }
    },
  };
}

function isSelected(partitionKey: string, { partitions }: TableSelection): boolean {
  return partitions === undefined || (partitionKey >= partitions.from && partitionKey < partitions.before);
}

function hasProperty({ values }: Stored, { where }: TableSelection): boolean {
  return where === undefined || values[where.property] === where.equals;
}

function refuse(write: RowWrite, index: number, stored: Stored | undefined): void {
  if (write.kind === 'put') return;
  if (write.kind === 'insert') {
    if (stored) throw new RowConflict('exists', index);
    return;
  }
  if (!stored) throw new RowConflict('missing', index);
  if (write.etag !== undefined && write.etag !== stored.etag) throw new RowConflict('changed', index);
}

function pageOf(partitionKey: string, partition: Partition, range: RowRange, limit: number): RowPage {
  const { from, before, after } = range;
  // Without a comparator `sort` goes by UTF-16 code units, as `<` does.
  partition.keys ??= [...partition.rows.keys()].sort();
  const { keys } = partition;
  const start = firstIndex(keys, (key) => (from === undefined || key >= from) && (after === undefined || key > after));
  const end = before === undefined ? keys.length : firstIndex(keys, (key) => key >= before);
  const found = keys.slice(start, Math.min(end, start + limit));
  const rows = found.flatMap((key) => {
    const stored = partition.rows.get(key);
    return stored ? [select(toRow(partitionKey, key, stored), range.select)] : [];
  });
  return { rows, ...(end > start + limit ? { next: found.at(-1) } : {}) };
}

function select(row: Row, names: readonly string[] | undefined): Row {
  if (names === undefined) return row;
  return { ...row, values: Object.fromEntries(Object.entries(row.values).filter(([name]) => names.includes(name))) };
}

/** Of a list in which all that fit stand at its end: where they begin. */
function firstIndex(keys: readonly string[], fits: (key: string) => boolean): number {
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (fits(keys[middle] ?? '')) high = middle;
    else low = middle + 1;
  }
  return low;
}

function toRow(partitionKey: string, rowKey: string, { etag, values }: Stored): Row {
  return { partitionKey, rowKey, etag, values: copyOf(values) };
}

/** Neither what was handed in nor what is handed out is the stored value itself. */
function copyOf(values: RowValues): RowValues {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, copyOfValue(value)]));
}

function copyOfValue(value: RowValue): RowValue {
  if (value instanceof Uint8Array) return Uint8Array.from(value);
  if (value instanceof Date) return new Date(value);
  // JSON knows no negative zero, so the table gives back zero.
  if (typeof value === 'number') return value + 0;
  return value;
}
