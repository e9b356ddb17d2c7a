import { z } from 'zod';
import type { ValueHead } from '../domain/configuration/value-head.ts';
import type { StoredValue } from '../domain/configuration.ts';
import type { Row, RowValues } from '../ports/rows.ts';
import { carried, columnsOf, rowShape } from './row-shape.ts';

/** A binary property has at most 64 KiB; a sealed value of 65,536 characters takes up to five. */
const chunkBytes = 64 * 1024;

const row = rowShape(
  1,
  {
    parameterId: z.string(),
    environmentId: z.string(),
    revision: z.int().min(1),
    modifiedAt: z.date(),
    /** This and what follows are absent where the value was taken away. */
    id: z.string().optional(),
    createdAt: z.date().optional(),
    /** Absent for an explicit null. */
    digest: z.string().optional(),
    bytes: z.int().min(0).default(0),
    /** How many properties `sealed0`, `sealed1` … there are; none for an explicit null. */
    chunks: z.int().min(0).optional(),
  },
  { also: /^sealed\d+$/ },
);
/** All of a row but the sealed value itself, which may be long. */
export const withoutContent: readonly string[] = row.columns.filter((name) => name !== 'chunks');
const chunk = z.instanceof(Uint8Array);

/** The row of a value, now or in its history. */
export function toValueRow(value: Omit<StoredValue, 'etag'>, revision: number): RowValues {
  const { id, parameterId, environmentId, sealed, byteLength: bytes, digest, createdAt, modifiedAt } = value;
  const chunks: RowValues = {};
  let count = 0;
  for (let start = 0; sealed !== null && start < sealed.byteLength; start += chunkBytes) {
    chunks[`sealed${count}`] = sealed.subarray(start, start + chunkBytes);
    count += 1;
  }
  const optional: RowValues = digest === null ? {} : { digest };
  const fields = { v: 1, id, parameterId, environmentId, revision, createdAt, modifiedAt, bytes };
  return { ...fields, ...optional, chunks: count, ...chunks };
}

/** The row that says that there is no value any more. */
export function toGapRow({
  parameterId,
  environmentId,
  revision,
  since,
}: Omit<ValueHead, 'etag' | 'value'>): RowValues {
  return { v: 1, parameterId, environmentId, revision, modifiedAt: since };
}

export function headToRow(head: ValueHead): RowValues {
  const own = head.value === undefined ? toGapRow(head) : toValueRow(head.value, head.revision);
  return { ...columnsOf(head), ...own };
}

export function headFromRow(organizationId: string, projectId: string, { etag, values }: Row): ValueHead {
  const parsed = row.parse(values);
  const { parameterId, environmentId, revision, modifiedAt, id, createdAt, digest = null, chunks = 0 } = parsed;
  const { bytes: byteLength } = parsed;
  const head = { ...carried(parsed), parameterId, environmentId, revision, since: modifiedAt, etag };
  if (id === undefined || createdAt === undefined) return head;
  const parts = Array.from({ length: chunks }, (_, n) => chunk.parse(values[`sealed${n}`]));
  const sealed = chunks === 0 ? null : new Uint8Array(Buffer.concat(parts));
  const place = { organizationId, projectId, parameterId, environmentId };
  return { ...head, value: { id, ...place, sealed, byteLength, digest, createdAt, modifiedAt, etag } };
}
