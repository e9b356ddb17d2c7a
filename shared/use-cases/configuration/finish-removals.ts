import { RowConflict, type Rows } from '../../ports/rows.ts';
import { deleteEnvironmentValues } from '../../store/delete-environment-values.ts';
import { deleteRange } from '../../store/delete-range.ts';
import { deleteEnvironmentTags } from '../../store/environment-tags.ts';
import { parametersPartition, parametersTable } from '../../store/parameters-table.ts';
import { listProjects } from '../../store/projects.ts';
import { deleteRemoval, listRemovals, type Removal } from '../../store/removals.ts';
import type { Deps } from '../deps.ts';

/**
 * Removes what deleted environments and projects have left behind: their values and tags, which nobody can reach any more.
 * Cut off anywhere it can be done again, by the next deletion or the timer that removes what is due.
 */
export async function finishRemovals(
  { rows }: Pick<Deps, 'rows'>,
  { organizationId }: { organizationId: string },
): Promise<void> {
  for (const removal of await listRemovals(rows, organizationId)) {
    await remove(rows, organizationId, removal);
    try {
      await deleteRemoval(rows, organizationId, removal);
    } catch (error) {
      // Somebody else has finished the same removal.
      if (!(error instanceof RowConflict)) throw error;
    }
  }
}

async function remove(rows: Rows, organizationId: string, { kind, id }: Removal): Promise<void> {
  if (kind === 'project') {
    await deleteRange(rows, parametersTable, parametersPartition(organizationId, id));
    return;
  }
  for (const project of await listProjects(rows, organizationId)) {
    await deleteEnvironmentValues(rows, organizationId, project.id, id);
  }
  await deleteEnvironmentTags(rows, { organizationId, environmentId: id });
}
