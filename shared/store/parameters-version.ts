import { z } from 'zod';
import type { Rows, RowWrite } from '../ports/rows.ts';
import { parametersPartition, parametersTable } from './parameters-table.ts';
import { rowShape } from './row-shape.ts';

const rowKey = 'version';
const row = rowShape(1, { change: z.string() });

/**
 * Goes along in every transaction that makes, changes, renames or deletes parameters of the project. It is put
 * without a condition, so that writers do not wait for each other. `change` says what happened: two changes within
 * the resolution of an etag still differ.
 */
export function parametersVersionWrite(change: string): RowWrite {
  return { kind: 'put', rowKey, values: { v: 1, change } };
}

/** The state of the project's parameters; the same text only as long as none has changed. Empty before the first. */
export async function readParametersVersion(rows: Rows, organizationId: string, projectId: string): Promise<string> {
  const found = await rows.get(parametersTable, parametersPartition(organizationId, projectId), rowKey);
  return found === undefined ? '' : `${found.etag} ${row.parse(found.values).change}`;
}
