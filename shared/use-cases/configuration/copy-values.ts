import type { StoredValue } from '../../domain/configuration.ts';
import type { Rows } from '../../ports/rows.ts';
import { readParametersVersion } from '../../store/parameters-version.ts';
import { environmentHeads } from '../../store/values.ts';
import type { Deps } from '../deps.ts';
import { openValue } from './open-value.ts';
import { type SetValueItem, setValues } from './set-values.ts';

/** So many values are in memory at once; from 300 on, `setValues` reads the project as a whole. */
const valuesAtOnce = 500;

/** Once a copy has to look again this often, somebody else changes the project all the time; it is taken as it is. */
const mostLooks = 5;

/**
 * Copies the values of a project's own parameters from environments to environments that are about to be made,
 * sealed anew: a sealed value opens only where it was set. Done again it writes only what has changed.
 */
export async function copyValues(
  deps: Pick<Deps, 'rows' | 'cipher' | 'clock' | 'random' | 'limits' | 'usage'>,
  input: {
    organizationId: string;
    projectId: string;
    /** The new environment by the one that is copied. */
    environments: ReadonlyMap<string, string>;
  },
): Promise<void> {
  const { organizationId, projectId, environments } = input;
  const environmentsToBe = [...environments.values()];
  for (let look = 1; look <= mostLooks; look += 1) {
    const version = await readParametersVersion(deps.rows, organizationId, projectId);
    for await (const batch of batches(deps.rows, input)) {
      const items = await Promise.all(batch.map((value) => toItem(deps, value, environments)));
      const results = await setValues(deps, { organizationId, projectId, items, environmentsToBe });
      for (const result of results) {
        // The parameter was deleted in the meantime: there is nothing to copy any more.
        if (result.outcome === 'refused' && result.problem.code !== 'object.not-found') throw result.problem;
      }
    }
    // Nobody who renames a parameter knows of environments that are not there yet, and brings its values along.
    if ((await readParametersVersion(deps.rows, organizationId, projectId)) === version) return;
  }
}

async function toItem(
  deps: Pick<Deps, 'cipher'>,
  stored: StoredValue,
  environments: ReadonlyMap<string, string>,
): Promise<SetValueItem> {
  const environmentId = environments.get(stored.environmentId) ?? '';
  return { parameter: { id: stored.parameterId }, environmentId, value: await openValue(deps, stored) };
}

async function* batches(
  rows: Rows,
  { organizationId, projectId, environments }: Parameters<typeof copyValues>[1],
): AsyncGenerator<StoredValue[]> {
  let batch: StoredValue[] = [];
  for (const environmentId of environments.keys()) {
    for await (const { value } of environmentHeads(rows, { organizationId, projectId }, environmentId)) {
      if (value === undefined) continue;
      batch.push(value);
      if (batch.length < valuesAtOnce) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
