import { parametersPartition, parametersTable } from '../../store/parameters-table.ts';
import { deleteValueWrite } from '../../store/values.ts';
import type { Deps } from '../deps.ts';
import { findValue, type ValueAddress } from './find-value.ts';
import type { RequireUnchanged } from './require-unchanged.ts';
import { untilUncontended } from './until-uncontended.ts';

/** Takes a value away, which uncovers what is inherited. Rejects with `object.changed`, `object.not-found`. */
export async function deleteValue(
  { rows }: Pick<Deps, 'rows'>,
  input: ValueAddress & { requireUnchanged?: RequireUnchanged },
): Promise<void> {
  const { organizationId, projectId } = input;
  await untilUncontended(async () => {
    const { value } = await findValue({ rows }, input);
    input.requireUnchanged?.(value.etag);
    await rows.write(parametersTable, parametersPartition(organizationId, projectId), [deleteValueWrite(value)]);
  });
}
