import type { ValueHead } from '../../domain/configuration/value-head.ts';
import type { Environment, Parameter } from '../../domain/configuration.ts';
import { listHistory } from '../../store/value-history.ts';
import { getValueHead } from '../../store/values.ts';
import type { Deps } from '../deps.ts';

/**
 * What was set on a parameter itself in one environment, and since when, as far as it is kept: what is there now first, then
 * backwards. Says what a value is of none of them: `as_of` shows that.
 */
export async function readValueHistory(
  { rows }: Pick<Deps, 'rows'>,
  parameter: Parameter,
  environment: Pick<Environment, 'id'>,
): Promise<ValueHead[]> {
  const now = await getValueHead(rows, parameter, environment.id);
  if (now === undefined) return [];
  // Read after it, since a change in between would hide what it puts there; it is not shown twice.
  const before = await listHistory(rows, parameter, environment.id);
  return [now, ...before.filter(({ revision }) => revision < now.revision)];
}
