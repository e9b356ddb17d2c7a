import type { Parameter } from '../../domain/configuration.ts';
import type { Stored } from '../../domain/stored.ts';
import { confirmParameter, getParameter } from '../../store/parameters.ts';
import { untilUncontended } from '../configuration/until-uncontended.ts';
import type { Deps } from '../deps.ts';

/**
 * Writes a parameter's row as it is. Whoever read the parameter before and has not written yet, be it a value or
 * another type, is refused and decides again. Returns the parameter as it is now, nothing when it is gone.
 */
export async function touchParameter(
  { rows }: Pick<Deps, 'rows'>,
  read: Stored<Parameter>,
): Promise<Stored<Parameter> | undefined> {
  let known: Stored<Parameter> | undefined = read;
  return untilUncontended(async () => {
    const parameter = known ?? (await getParameter(rows, read.organizationId, read.projectId, read.id));
    known = undefined;
    return parameter && { ...parameter, etag: await confirmParameter(rows, parameter) };
  });
}
