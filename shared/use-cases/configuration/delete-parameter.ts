import type { Parameter } from '../../domain/configuration.ts';
import { notFound } from '../../errors.ts';
import { listEnvironments } from '../../store/environments.ts';
import { parameterRemovalWrite } from '../../store/parameter-removals.ts';
import { deleteParameterWrites, getParameter } from '../../store/parameters.ts';
import { parametersPartition, parametersTable } from '../../store/parameters-table.ts';
import { getProject } from '../../store/projects.ts';
import { deleteHeadWrite, parameterHeads } from '../../store/values.ts';
import type { Deps } from '../deps.ts';
import { prepareTypeRelease } from '../types/hold-type.ts';
import { finishParameterRemovals } from './finish-parameter-removals.ts';
import type { RequireUnchanged } from './require-unchanged.ts';
import { untilUncontended } from './until-uncontended.ts';

const rowsAtOnce = 100;

/**
 * Deletes a parameter with its values and their history. What fits in one transaction goes with the parameter; the
 * rest follows, out of reach already: nobody ever sees the parameter with some of its values missing.
 */
export async function deleteParameter(
  { rows }: Pick<Deps, 'rows'>,
  input: { organizationId: string; projectId: string; id: string; requireUnchanged?: RequireUnchanged<Parameter> },
): Promise<void> {
  const { organizationId, projectId, id } = input;
  const release = await untilUncontended(async () => {
    const project = await getProject(rows, organizationId, projectId);
    const found = project && (await getParameter(rows, organizationId, projectId, id));
    if (found === undefined) throw notFound('parameter');
    input.requireUnchanged?.(found);
    const release = await prepareTypeRelease({ rows }, found);
    const environments = await listEnvironments(rows, organizationId);
    const ids = environments.map((environment) => environment.id);
    const heads = await parameterHeads(rows, found, ids);
    const own = deleteParameterWrites(found);
    const values = heads.map((head) => deleteHeadWrite(head, found.name)).slice(0, rowsAtOnce - own.length - 1);
    const rest = values.length < heads.length || heads.some(({ revision }) => revision > 1);
    const mark = rest ? [parameterRemovalWrite(found)] : [];
    await rows.write(parametersTable, parametersPartition(organizationId, projectId), [...own, ...values, ...mark]);
    return release;
  });
  await release();
  await finishParameterRemovals({ rows }, { organizationId, projectId });
}
