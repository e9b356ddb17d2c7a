import type { TableEntity } from '@azure/data-tables';
import { z } from 'zod';
import type { Row, RowValue, RowValues } from '../../ports/rows.ts';

const entity = z.looseObject({ partitionKey: z.string(), rowKey: z.string(), etag: z.string() });

/** A row as the SDK writes it. */
export function toEntity(partitionKey: string, rowKey: string, values: RowValues): TableEntity {
  const properties = Object.entries(values).map(([name, property]) => [name, toProperty(property)]);
  return { partitionKey, rowKey, ...Object.fromEntries(properties) };
}

/** What the SDK read, without the service's own properties. */
export function fromEntity(read: object): Row {
  const { partitionKey, rowKey, etag, timestamp: _written, ...rest } = entity.parse(read);
  const own = Object.entries(rest).filter(([name]) => !name.startsWith('odata.'));
  const values = Object.fromEntries(own.map(([name, property]) => [name, fromProperty(property)]));
  return { partitionKey, rowKey, etag, values };
}

function toProperty(property: RowValue): unknown {
  // A bare number would be an Int32 when it is whole, and refused beyond 2^31; a Double is exact up to 2^53.
  // Adding zero makes 0 of -0, which JSON does not know.
  if (typeof property === 'number') return { type: 'Double', value: property + 0 };
  // Of a plain Uint8Array the SDK sends the whole buffer under it, not the view.
  if (property instanceof Uint8Array) return Buffer.from(property.buffer, property.byteOffset, property.byteLength);
  return property;
}

/** Without a schema, as this is done for every property of every row that is read. */
function fromProperty(property: unknown): RowValue {
  if (typeof property === 'string' || typeof property === 'number' || typeof property === 'boolean') return property;
  if (property instanceof Date) return property;
  if (property instanceof Uint8Array) return new Uint8Array(property);
  throw new TypeError(`a property of the type ${typeof property}, which no row of ours has`);
}
