import pLimit from 'p-limit';
import type { ValueHead } from '../../domain/configuration/value-head.ts';
import type { Parameter, StoredValue } from '../../domain/configuration.ts';
import type { Rows } from '../../ports/rows.ts';
import { findInHistory } from '../../store/value-history.ts';
import { headsBetween, parameterHeads } from '../../store/values.ts';
import type { Deps } from '../deps.ts';

/** Up to so many parameters are looked up one by one; for more, everything between the first and the last is read. */
const fewParameters = 4;
const readsAtOnce = 16;

/** What of the values is asked for. */
export interface ValueScope {
  environmentIds: readonly string[];
  /** Absent: as they are now. */
  asOf?: Date;
}

/**
 * The values that are set on these parameters, all of one project and in the order of their keys: one range for each
 * environment. For the past there is one more range of one row for each value that has changed since.
 */
export async function readValues(
  { rows }: Pick<Deps, 'rows'>,
  parameters: readonly Parameter[],
  { environmentIds, asOf }: ValueScope,
): Promise<StoredValue[]> {
  const heads = await readHeads(rows, parameters, environmentIds);
  if (asOf === undefined) return heads.flatMap(({ value }) => value ?? []);
  const owners = new Map(parameters.map((parameter) => [parameter.id, parameter]));
  const values = await pLimit(readsAtOnce).map(heads, async (head) => {
    const owner = owners.get(head.parameterId);
    if (head.since <= asOf || owner === undefined) return head.value;
    return (await findInHistory(rows, owner, head.environmentId, asOf))?.value;
  });
  return values.flatMap((value) => value ?? []);
}

async function readHeads(
  rows: Rows,
  parameters: readonly Parameter[],
  environmentIds: readonly string[],
): Promise<ValueHead[]> {
  const [first, last] = [parameters[0], parameters.at(-1)];
  if (first === undefined || last === undefined) return [];
  const limit = pLimit(readsAtOnce);
  if (parameters.length <= fewParameters) {
    return (await limit.map(parameters, (each) => parameterHeads(rows, each, environmentIds))).flat();
  }
  const wanted = new Set(parameters.map(({ id }) => id));
  const found = await limit.map(environmentIds, async (environmentId) => {
    const heads: ValueHead[] = [];
    for await (const head of headsBetween(rows, first, environmentId, { first: first.name, last: last.name })) {
      if (wanted.has(head.parameterId)) heads.push(head);
    }
    return heads;
  });
  return found.flat();
}
