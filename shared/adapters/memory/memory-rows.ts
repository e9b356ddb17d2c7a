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
import { checkKeys, checkRange, checkWrites } from '../../store/row-limits.ts';

interface Stored {
  etag: string;
  values: RowValues;
}

/** Rows in this process's memory, with Table Storage's limits, conflicts and order (ordinal, by UTF-16 code unit). */
export function createMemoryRows(): Rows {
  const partitions = new Map<string, Map<string, Stored>>();
  let version = 0;

  // Names of tables are case-insensitive. No table's name holds a space, so the pair is unambiguous.
  const address = (table: string, partitionKey: string) => `${table.toLowerCase()} ${partitionKey}`;
  const partitionOf = (table: string, partitionKey: string) =>
    partitions.get(address(table, partitionKey)) ?? new Map<string, Stored>();

  return {
    async get(table, partitionKey, rowKey) {
      checkKeys(table, partitionKey, rowKey);
      const stored = partitionOf(table, partitionKey).get(rowKey);
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
        refuse(write, index, partition.get(write.rowKey));
      });
      partitions.set(address(table, partitionKey), partition);
      return writes.map((write) => {
        if (write.kind === 'delete') {
          partition.delete(write.rowKey);
          return '';
        }
        version += 1;
        const etag = `W/"${version}"`;
        partition.set(write.rowKey, { etag, values: copyOf(write.values) });
        return etag;
      });
    },
  };
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

function pageOf(partitionKey: string, partition: Map<string, Stored>, range: RowRange, limit: number): RowPage {
  const { from, before, after } = range;
  const inRange = [...partition]
    .filter(
      ([key]) =>
        (from === undefined || key >= from) &&
        (before === undefined || key < before) &&
        (after === undefined || key > after),
    )
    .sort(([one], [other]) => (one < other ? -1 : 1));
  const rows = inRange.slice(0, limit).map(([rowKey, stored]) => toRow(partitionKey, rowKey, stored));
  return { rows, ...(inRange.length > limit ? { next: rows.at(-1)?.rowKey } : {}) };
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
