import type { Parameter } from '../../domain/configuration.ts';
import type { Stored } from '../../domain/stored.ts';
import { notFound } from '../../errors.ts';
import type { Rows } from '../../ports/rows.ts';
import { deleteParameterWrites, getParameter } from '../../store/parameters.ts';
import { parametersPartition, parametersTable } from '../../store/parameters-table.ts';
import { getProject } from '../../store/projects.ts';
import { deleteValueWrite, listParameterValues } from '../../store/values.ts';
import type { Deps } from '../deps.ts';
import type { RequireUnchanged } from './require-unchanged.ts';
import { untilUncontended } from './until-uncontended.ts';

const rowsAtOnce = 100;

/**
 * Deletes a parameter with its values. What fits in one transaction goes with the parameter; values beyond that
 * follow, out of reach already: nobody ever sees the parameter with some of its values missing.
 */
export async function deleteParameter(
  { rows }: Pick<Deps, 'rows'>,
  input: { organizationId: string; projectId: string; id: string; requireUnchanged?: RequireUnchanged },
): Promise<void> {
  const { organizationId, projectId, id } = input;
  const parameter = await untilUncontended(async () => {
    const project = await getProject(rows, organizationId, projectId);
    const found = project && (await getParameter(rows, organizationId, projectId, id));
    if (found === undefined) throw notFound('parameter');
    input.requireUnchanged?.(found.etag);
    const values = await listParameterValues(rows, organizationId, projectId, id);
    const own = deleteParameterWrites(found);
    const writes = [...own, ...values.slice(0, rowsAtOnce - own.length).map(deleteValueWrite)];
    await rows.write(parametersTable, parametersPartition(organizationId, projectId), writes);
    return found;
  });
  await deleteLeftValues(rows, parameter);
}

/** Also takes what was set while the parameter was being deleted. */
async function deleteLeftValues(rows: Rows, { organizationId, projectId, id }: Stored<Parameter>): Promise<void> {
  const partition = parametersPartition(organizationId, projectId);
  await untilUncontended(async () => {
    const left = (await listParameterValues(rows, organizationId, projectId, id)).map(deleteValueWrite);
    for (let start = 0; start < left.length; start += rowsAtOnce) {
      await rows.write(parametersTable, partition, left.slice(start, start + rowsAtOnce));
    }
  });
}
