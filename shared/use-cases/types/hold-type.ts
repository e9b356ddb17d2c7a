import { isBuiltInType } from '../../domain/configuration/parameter-type.ts';
import type { Parameter } from '../../domain/configuration.ts';
import { ServiceError } from '../../errors.ts';
import { claimType, getTypeUse, releaseType } from '../../store/types.ts';
import type { Deps } from '../deps.ts';

type Holder = Pick<Parameter, 'organizationId' | 'projectId' | 'id' | 'type'>;

/**
 * Keeps the type of a parameter from being deleted. Call it before the parameter is written: cut off in between it
 * leaves a claim of nobody, which is taken away when the type's uses are looked at. Built-in types cost nothing.
 * Rejects with `request.invalid` when the type is gone.
 */
export async function holdType({ rows, clock }: Pick<Deps, 'rows' | 'clock'>, parameter: Holder): Promise<void> {
  if (isBuiltInType(parameter.type)) return;
  if (await claimType(rows, parameter.organizationId, useOf(parameter), clock.now())) return;
  throw new ServiceError('request.invalid', 'The type has just been deleted.', {
    fields: [{ field: 'body.type', code: 'unknown', detail: 'There is no such type any more.' }],
  });
}

/**
 * Reads what holds a parameter's type; the result lets go of it. Call this before the parameter is deleted or gets
 * another type and the result afterwards: a claim that somebody renewed in between stays.
 */
export async function prepareTypeRelease(
  { rows }: Pick<Deps, 'rows'>,
  parameter: Holder,
): Promise<() => Promise<void>> {
  const { organizationId, type } = parameter;
  const use = isBuiltInType(type) ? undefined : await getTypeUse(rows, organizationId, useOf(parameter));
  return async () => {
    if (use !== undefined) await releaseType(rows, organizationId, use);
  };
}

function useOf({ type, projectId, id }: Holder) {
  return { typeId: type, projectId, parameterId: id };
}
