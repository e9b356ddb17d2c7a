import { z } from 'zod';
import { RowConflict, type Rows, type RowWrite } from '../ports/rows.ts';
import { listRows } from './every-row.ts';
import { joinKey, keysUnder } from './key.ts';
import { parametersPartition, parametersTable } from './parameters-table.ts';
import { rowShape } from './row-shape.ts';

/** A parameter that is deleted already while rows of its values may still be there, out of reach. */
export interface ParameterRemoval {
  id: string;
  name: string;
}

const row = rowShape(1, { id: z.string(), name: z.string() });

/** Written with the deletion, so that no crash leaves rows behind for good. */
export function parameterRemovalWrite({ id, name }: ParameterRemoval): RowWrite {
  return { kind: 'put', rowKey: joinKey('removal', id), values: { v: 1, id, name } };
}

export function listParameterRemovals(
  rows: Rows,
  organizationId: string,
  projectId: string,
): Promise<ParameterRemoval[]> {
  const partition = parametersPartition(organizationId, projectId);
  return listRows(rows, parametersTable, partition, keysUnder('removal'), ({ values }) => {
    const { id, name } = row.parse(values);
    return { id, name };
  });
}

/** Somebody else may have finished the same removal. */
export async function deleteParameterRemoval(
  rows: Rows,
  organizationId: string,
  projectId: string,
  { id }: ParameterRemoval,
): Promise<void> {
  try {
    const partition = parametersPartition(organizationId, projectId);
    await rows.write(parametersTable, partition, [{ kind: 'delete', rowKey: joinKey('removal', id) }]);
  } catch (error) {
    if (!(error instanceof RowConflict)) throw error;
  }
}
