import { z } from 'zod';
import type { Row, RowValue } from '../ports/rows.ts';

/** A row of a table without what the storage adds to it (etag, time). */
export type BareRow = Omit<Row, 'etag'>;

/**
 * A row as one line of JSON, without the line's end: `[partition key, row key, { property: value }]`. Texts, numbers and
 * truth values are themselves, a time is `{"t":"…"}` (ISO 8601), bytes are `{"b":"…"}` (base64).
 */
export function toLine({ partitionKey, rowKey, values }: BareRow): string {
  const properties = Object.entries(values).map(([name, value]) => [name, toJson(value)] as const);
  return JSON.stringify([partitionKey, rowKey, Object.fromEntries(properties)]);
}

const value = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.strictObject({ t: z.iso.datetime() }).transform(({ t }) => new Date(t)),
  z.strictObject({ b: z.base64() }).transform(({ b }) => Uint8Array.from(Buffer.from(b, 'base64'))),
]);
const line = z.tuple([z.string(), z.string(), z.record(z.string(), value)]);

/** Throws when the line is none that `toLine` has written. */
export function fromLine(text: string): BareRow {
  const [partitionKey, rowKey, values] = line.parse(JSON.parse(text));
  return { partitionKey, rowKey, values };
}

function toJson(property: RowValue): string | number | boolean | { t: string } | { b: string } {
  if (property instanceof Date) return { t: property.toISOString() };
  if (property instanceof Uint8Array) return { b: Buffer.from(property).toString('base64') };
  return property;
}
