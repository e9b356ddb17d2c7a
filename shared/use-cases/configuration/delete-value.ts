import type { StoredValue } from '../../domain/configuration.ts';
import { parametersPartition, parametersTable } from '../../store/parameters-table.ts';
import { takeAwayWrites } from '../../store/values.ts';
import type { Deps } from '../deps.ts';
import { findValue, type ValueAddress } from './find-value.ts';
import type { RequireUnchanged } from './require-unchanged.ts';
import { untilUncontended } from './until-uncontended.ts';

/** Takes a value away, which uncovers what is inherited. Rejects with `object.changed`, `object.not-found`. */
export async function deleteValue(
  { rows, clock }: Pick<Deps, 'rows' | 'clock'>,
  input: ValueAddress & { requireUnchanged?: RequireUnchanged<StoredValue> },
): Promise<void> {
  const { organizationId, projectId } = input;
  await untilUncontended(async () => {
    const { parameter, value, head } = await findValue({ rows }, input);
    input.requireUnchanged?.(value);
    const writes = takeAwayWrites(parameter.name, head, clock.now());
    await rows.write(parametersTable, parametersPartition(organizationId, projectId), writes);
  });
}
