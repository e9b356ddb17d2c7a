import { RowConflict, type Rows, type RowWrite } from '../ports/rows.ts';
import { parametersPartition, parametersTable } from './parameters-table.ts';
import { deleteValueWrite, projectValues } from './values.ts';

/** Deletes the values that the project's parameters have in one environment, whoever else is doing so too. */
export async function deleteEnvironmentValues(
  rows: Rows,
  organizationId: string,
  projectId: string,
  environmentId: string,
): Promise<void> {
  const partition = parametersPartition(organizationId, projectId);
  for (let again = true; again; ) {
    again = false;
    let batch: RowWrite[] = [];
    const flush = async () => {
      try {
        if (batch.length > 0) await rows.write(parametersTable, partition, batch);
      } catch (error) {
        if (!(error instanceof RowConflict)) throw error;
        again = true;
      }
      batch = [];
    };
    for await (const value of projectValues(rows, organizationId, projectId)) {
      if (value.environmentId !== environmentId) continue;
      batch.push(deleteValueWrite(value));
      if (batch.length === 100) await flush();
    }
    await flush();
  }
}
