import type { Parameter } from '../../domain/configuration.ts';
import type { Stored } from '../../domain/stored.ts';
import { ServiceError } from '../../errors.ts';
import type { Rows, RowWrite } from '../../ports/rows.ts';
import { listEnvironments } from '../../store/environments.ts';
import { replaceParameterWrites } from '../../store/parameters.ts';
import { parametersPartition } from '../../store/parameters-table.ts';
import { fitsOneTransaction } from '../../store/transaction.ts';
import { moveHeadWrites, parameterHeads } from '../../store/values.ts';

/**
 * The writes that bring a parameter's values to its new name, in the same transaction as the name itself. Rejects with
 * `parameter.too-many-values` when that is more than one transaction takes: values in 48 environments, or 4 MiB.
 */
export async function moveValuesWrites(rows: Rows, parameter: Parameter, was: Stored<Parameter>): Promise<RowWrite[]> {
  const environments = await listEnvironments(rows, was.organizationId);
  const heads = await parameterHeads(
    rows,
    was,
    environments.map(({ id }) => id),
  );
  const moves = heads.flatMap((head) => moveHeadWrites(head, was.name, parameter.name));
  const partition = parametersPartition(was.organizationId, was.projectId);
  if (fitsOneTransaction(partition, [...replaceParameterWrites(parameter, was), ...moves])) return moves;
  throw new ServiceError('parameter.too-many-values');
}
