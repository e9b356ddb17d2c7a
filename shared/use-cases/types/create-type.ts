import { isBuiltInType } from '../../domain/configuration/parameter-type.ts';
import type { Stored } from '../../domain/stored.ts';
import { builtInTypeOf, type CustomType } from '../../domain/types/parameter-type.ts';
import { ServiceError } from '../../errors.ts';
import { getType, insertType } from '../../store/types.ts';
import { badReference } from '../configuration/bad-reference.ts';
import { untilUncontended } from '../configuration/until-uncontended.ts';
import type { Deps } from '../deps.ts';

/**
 * A new type over a built-in or a custom one, without rules. Rejects with `object.exists` when the name is taken,
 * `request.reference` when there is no such parent.
 */
export async function createType(
  { rows, random, clock }: Pick<Deps, 'rows' | 'random' | 'clock'>,
  input: { organizationId: string; name: string; description?: string; parentId: string },
): Promise<Stored<CustomType>> {
  const { organizationId, name, description = '', parentId } = input;
  refuseBuiltInName(name);
  return untilUncontended(async () => {
    const parent = builtInTypeOf(parentId) ?? (await getType(rows, organizationId, parentId))?.id;
    if (parent === undefined) throw badReference('parent', 'type');
    const now = clock.now();
    const dates = { createdAt: now, modifiedAt: now };
    const type = { id: random.uuid(), organizationId, name, description, parent, rules: [], ...dates };
    return { ...type, etag: await insertType(rows, type) };
  });
}

/** A parameter names its type: no custom one may look like a built-in one. */
export function refuseBuiltInName(name: string): void {
  if (isBuiltInType(name)) throw new ServiceError('object.exists', `The type ${name} is built in.`);
}
