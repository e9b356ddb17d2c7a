import type { Rows } from '../ports/rows.ts';
import { deleteRange } from './delete-range.ts';
import { parametersPartition, parametersTable } from './parameters-table.ts';
import { environmentHistoryKeys } from './value-history.ts';
import { environmentValueKeys } from './values.ts';

/** Deletes the values that the project's parameters have and had in one environment, whoever else is doing so too. */
export async function deleteEnvironmentValues(
  rows: Rows,
  organizationId: string,
  projectId: string,
  environmentId: string,
): Promise<void> {
  const partition = parametersPartition(organizationId, projectId);
  await deleteRange(rows, parametersTable, partition, environmentValueKeys(environmentId));
  await deleteRange(rows, parametersTable, partition, environmentHistoryKeys(environmentId));
}
