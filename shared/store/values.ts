import { z } from 'zod';
import type { StoredValue } from '../domain/configuration.ts';
import type { Row, RowRange, Rows, RowValues, RowWrite } from '../ports/rows.ts';
import { everyRow, listRows } from './every-row.ts';
import { joinKey, keysUnder } from './key.ts';
import { parametersPartition, parametersTable } from './parameters-table.ts';

/** A binary property has at most 64 KiB; a sealed value of 65,536 characters takes up to five. */
const chunkBytes = 64 * 1024;

const row = z.object({
  v: z.literal(1),
  id: z.string(),
  parameterId: z.string(),
  environmentId: z.string(),
  /** Absent for an explicit null. */
  digest: z.string().optional(),
  createdAt: z.date(),
  modifiedAt: z.date(),
  /** How many properties `sealed0`, `sealed1` … there are; none for an explicit null. */
  chunks: z.int().min(0),
});
const chunk = z.instanceof(Uint8Array);

type ValueToWrite = Omit<StoredValue, 'etag'>;

/** The values that are set on the project's own parameters. */
export function listProjectValues(rows: Rows, organizationId: string, projectId: string): Promise<StoredValue[]> {
  return listValues(rows, organizationId, projectId, keysUnder('v'));
}

/** The same one after the other, for who needs no list of them. */
export async function* projectValues(
  rows: Rows,
  organizationId: string,
  projectId: string,
): AsyncGenerator<StoredValue> {
  const partition = parametersPartition(organizationId, projectId);
  for await (const each of everyRow(rows, parametersTable, partition, keysUnder('v'))) {
    yield fromRow(organizationId, projectId, each);
  }
}

/** The values that are set on one parameter. */
export function listParameterValues(
  rows: Rows,
  organizationId: string,
  projectId: string,
  parameterId: string,
): Promise<StoredValue[]> {
  return listValues(rows, organizationId, projectId, keysUnder('v', parameterId));
}

export async function getValue(
  rows: Rows,
  organizationId: string,
  projectId: string,
  place: { parameterId: string; environmentId: string },
): Promise<StoredValue | undefined> {
  const found = await rows.get(parametersTable, parametersPartition(organizationId, projectId), valueKey(place));
  return found && fromRow(organizationId, projectId, found);
}

export function insertValueWrite(value: ValueToWrite): RowWrite {
  return { kind: 'insert', rowKey: valueKey(value), values: toValues(value) };
}

export function replaceValueWrite(value: ValueToWrite, etag: string): RowWrite {
  return { kind: 'replace', rowKey: valueKey(value), values: toValues(value), etag };
}

export function deleteValueWrite(value: Pick<StoredValue, 'parameterId' | 'environmentId' | 'etag'>): RowWrite {
  return { kind: 'delete', rowKey: valueKey(value), etag: value.etag };
}

function valueKey({ parameterId, environmentId }: { parameterId: string; environmentId: string }): string {
  return joinKey('v', parameterId, environmentId);
}

function toValues({ id, parameterId, environmentId, sealed, digest, createdAt, modifiedAt }: ValueToWrite): RowValues {
  const chunks: RowValues = {};
  let count = 0;
  for (let start = 0; sealed !== null && start < sealed.byteLength; start += chunkBytes) {
    chunks[`sealed${count}`] = sealed.subarray(start, start + chunkBytes);
    count += 1;
  }
  const optional: RowValues = digest === null ? {} : { digest };
  return { v: 1, id, parameterId, environmentId, createdAt, modifiedAt, ...optional, chunks: count, ...chunks };
}

function fromRow(organizationId: string, projectId: string, { etag, values }: Row): StoredValue {
  const { v: _version, chunks, digest = null, ...value } = row.parse(values);
  const parts = Array.from({ length: chunks }, (_, n) => chunk.parse(values[`sealed${n}`]));
  const sealed = chunks === 0 ? null : new Uint8Array(Buffer.concat(parts));
  return { organizationId, projectId, ...value, digest, sealed, etag };
}

function listValues(
  rows: Rows,
  organizationId: string,
  projectId: string,
  range: Pick<RowRange, 'from' | 'before'>,
): Promise<StoredValue[]> {
  const partition = parametersPartition(organizationId, projectId);
  return listRows(rows, parametersTable, partition, range, (each) => fromRow(organizationId, projectId, each));
}
