import type { StoredValue } from '../../domain/configuration.ts';
import type { Secret } from '../../secret.ts';
import type { Deps } from '../deps.ts';
import { findValue, type ValueAddress } from './find-value.ts';
import type { RequireUnchanged } from './require-unchanged.ts';
import { setValues } from './set-values.ts';
import { contended } from './until-uncontended.ts';

/** Of writers that meet, one always wins, so this many can meet without anyone giving up. */
const attempts = 30;

/**
 * Changes a value; absent, it stays. What is so already is not written. Rejects with `value.type`, `object.changed`,
 * `object.not-found`.
 */
export async function updateValue(
  deps: Pick<Deps, 'rows' | 'cipher' | 'clock' | 'random' | 'limits' | 'usage'>,
  input: ValueAddress & { requireUnchanged?: RequireUnchanged<StoredValue>; value?: Secret | null },
): Promise<Awaited<ReturnType<typeof findValue>>> {
  const { organizationId, projectId, parameterId, value } = input;
  for (let left = attempts; left > 0; left -= 1) {
    const before = await findValue(deps, input);
    input.requireUnchanged?.(before.value);
    if (value === undefined) return before;
    const { environmentId, etag: expected } = before.value;
    const items = [{ parameter: { id: parameterId }, environmentId, value, expected }];
    const [result] = await setValues(deps, { organizationId, projectId, items });
    if (result?.outcome === 'refused') throw result.problem;
    if (result?.outcome !== 'conflict') return findValue(deps, input);
  }
  throw contended('value');
}
