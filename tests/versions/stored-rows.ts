import type { Rows, RowValue, RowValues } from '../../shared/ports/rows.ts';

/** A row as it is kept in a fixture: JSON, with `{ date }` and `{ bytes }` (base64) for what JSON has not. */
export interface StoredRow {
  table: string;
  partitionKey: string;
  rowKey: string;
  values: Record<string, unknown>;
}

/** The same rows, which remember the partitions that were written to. */
export function recordPartitions(rows: Rows) {
  const partitions = new Map<string, [table: string, partitionKey: string]>();
  const recording: Rows = {
    ...rows,
    write(table, partitionKey, writes) {
      partitions.set(`${table} ${partitionKey}`, [table, partitionKey]);
      return rows.write(table, partitionKey, writes);
    },
  };
  return {
    rows: recording,
    async everyRow(): Promise<StoredRow[]> {
      const all: StoredRow[] = [];
      for (const [table, partitionKey] of partitions.values()) {
        const { rows: found } = await rows.range(table, partitionKey);
        all.push(...found.map(({ rowKey, values }) => ({ table, partitionKey, rowKey, values: toJson(values) })));
      }
      return all;
    },
  };
}

export async function putBack(rows: Rows, stored: readonly StoredRow[]): Promise<void> {
  for (const { table, partitionKey, rowKey, values } of stored) {
    await rows.write(table, partitionKey, [{ kind: 'put', rowKey, values: fromJson(values) }]);
  }
}

const single = /^(organization|key|consent|active|digest|version|mapped|integrations|retention|values-floor|row)$/;
const lists = new Set(['due', 'sweep', 'open', 'organizations']);

/** What a row is, by its keys: rows of one kind have the same columns. */
export function kindOf({ table, partitionKey, rowKey }: StoredRow): string {
  const [first = ''] = rowKey.split('!');
  const kind = single.test(rowKey) || (rowKey.includes('!') && /^[a-z-]+$/.test(first)) ? first : '*';
  const detail = rowKey.startsWith('mark!000') ? ' removed' : '';
  return `${table} ${lists.has(partitionKey) ? partitionKey : '*'} ${kind}${detail}`;
}

/** Of each kind its version and its columns with their types; several where rows differ. */
export function shapesOf(stored: readonly StoredRow[]): Map<string, Map<string, string>> {
  const shapes = new Map<string, Map<string, string>>();
  for (const row of stored) {
    const kind = `${kindOf(row)} v${row.values.v}`;
    const columns = shapes.get(kind) ?? new Map<string, string>();
    for (const [name, value] of Object.entries(row.values)) columns.set(name, typeOf(value));
    shapes.set(kind, columns);
  }
  return shapes;
}

function typeOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? Object.keys(value).join() : typeof value;
}

function toJson(values: RowValues): Record<string, unknown> {
  return mapped(values, (value) => {
    if (value instanceof Date) return { date: value.toISOString() };
    return value instanceof Uint8Array ? { bytes: Buffer.from(value).toString('base64') } : value;
  });
}

function fromJson(values: Record<string, unknown>): RowValues {
  return mapped(values, (value) => {
    if (typeof value !== 'object' || value === null) return value as RowValue;
    if ('date' in value) return new Date(String(value.date));
    return new Uint8Array(Buffer.from(String((value as { bytes: string }).bytes), 'base64'));
  }) as RowValues;
}

function mapped<A, B>(values: Record<string, A>, map: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value)]));
}
