import { deleteRange } from '../../store/delete-range.ts';
import { listEnvironments } from '../../store/environments.ts';
import { deleteParameterRemoval, listParameterRemovals } from '../../store/parameter-removals.ts';
import { parametersPartition, parametersTable } from '../../store/parameters-table.ts';
import { inTransactions } from '../../store/transactions.ts';
import { historyKeys } from '../../store/value-history.ts';
import { deleteHeadWrite, parameterHeads } from '../../store/values.ts';
import type { Deps } from '../deps.ts';
import { untilUncontended } from './until-uncontended.ts';

/**
 * Removes what deleted parameters of a project have left behind: values beyond what one transaction takes, and
 * history. Nobody can reach it any more. Cut off anywhere it can be done again, by the next deletion.
 */
export async function finishParameterRemovals(
  { rows }: Pick<Deps, 'rows'>,
  { organizationId, projectId }: { organizationId: string; projectId: string },
): Promise<void> {
  const removals = await listParameterRemovals(rows, organizationId, projectId);
  if (removals.length === 0) return;
  const environmentIds = (await listEnvironments(rows, organizationId)).map(({ id }) => id);
  const partition = parametersPartition(organizationId, projectId);
  for (const removal of removals) {
    await untilUncontended(async () => {
      // Only what is still the deleted parameter's: another may have its name by now.
      const heads = await parameterHeads(rows, { organizationId, projectId, ...removal }, environmentIds);
      const deletes = heads.map((head) => deleteHeadWrite(head, removal.name));
      for (const writes of inTransactions(partition, deletes)) await rows.write(parametersTable, partition, writes);
    });
    for (const environmentId of environmentIds) {
      await deleteRange(rows, parametersTable, partition, historyKeys(environmentId, removal.id));
    }
    await deleteParameterRemoval(rows, organizationId, projectId, removal);
  }
}
