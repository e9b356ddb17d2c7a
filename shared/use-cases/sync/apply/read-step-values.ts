import type { StoredValue } from '../../../domain/configuration.ts';
import type { Step, ValueSource } from '../../../domain/sync/step.ts';
import { getParameter, parameterKey } from '../../../store/parameters.ts';
import { getValue, readHeadsBetween } from '../../../store/values.ts';
import { readValues } from '../../configuration/read-values.ts';
import type { RunDeps } from '../tasks/run.ts';

type ReadDeps = Pick<RunDeps, 'rows'>;

/** From so many values of one project and environment on, what stands between the first and the last is read at once. */
const rangeFrom = 8;
/** So many values are read for each that is wanted, at the most. */
const mostPerValue = 2;

/** What the values of steps are, sealed. */
export interface StepValues {
  /** Read now, unless it was read with the others. */
  read(step: Step): Promise<StoredValue | undefined>;
}

/** Reads the values of these steps that stand close together, in as few requests as possible. */
export async function readStepValues(
  deps: ReadDeps,
  organizationId: string,
  steps: readonly Step[],
): Promise<StepValues> {
  const known = new Map<string, StoredValue>();
  const current = steps.flatMap(({ source, parameterName }) =>
    source === undefined || source.asOf !== undefined || parameterName === undefined
      ? []
      : { source, key: parameterKey(parameterName), name: parameterName },
  );
  const groups = Map.groupBy(current, ({ source }) => `${source.projectId} ${source.environmentId}`);
  for (const group of groups.values()) {
    const [first, ...others] = group.sort((one, other) => (one.key < other.key ? -1 : 1));
    const last = others.at(-1);
    if (first === undefined || last === undefined || group.length < rangeFrom) continue;
    const { projectId, environmentId } = first.source;
    const range = { first: first.name, last: last.name, limit: group.length * mostPerValue };
    const { heads } = await readHeadsBetween(deps.rows, { organizationId, projectId }, environmentId, range);
    for (const { value } of heads) if (value) known.set(keyOf(value), value);
  }
  return {
    async read({ source }) {
      if (source === undefined) return undefined;
      // A parameter that was renamed since, or stands behind what was read, is looked up.
      const read = source.asOf === undefined ? known.get(keyOf(source)) : undefined;
      return read ?? lookUp(deps, organizationId, source);
    },
  };
}

function keyOf({ parameterId, environmentId }: Pick<StoredValue, 'parameterId' | 'environmentId'>): string {
  return `${parameterId} ${environmentId}`;
}

async function lookUp(deps: ReadDeps, organizationId: string, source: ValueSource): Promise<StoredValue | undefined> {
  const { projectId, parameterId, environmentId, asOf } = source;
  if (asOf === undefined) return getValue(deps.rows, organizationId, projectId, source);
  const parameter = await getParameter(deps.rows, organizationId, projectId, parameterId);
  if (parameter === undefined) return undefined;
  const [value] = await readValues(deps, [parameter], { environmentIds: [environmentId], asOf: new Date(asOf) });
  return value;
}
