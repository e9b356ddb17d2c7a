import type { CustomType } from '../../domain/types/parameter-type.ts';
import { notFound, ServiceError } from '../../errors.ts';
import { deleteType as deleteRows, getType, listTypes, readTypeFence } from '../../store/types.ts';
import type { RequireUnchanged } from '../configuration/require-unchanged.ts';
import { untilUncontended } from '../configuration/until-uncontended.ts';
import type { Deps } from '../deps.ts';
import { type ParametersOfType, parametersOfType } from './parameters-of-type.ts';
import { refuseBuiltIn } from './refuse-built-in.ts';

/**
 * Deletes a type with its rules. Rejects with `object.in-use` while types rest on it or parameters are of it (the
 * first ones found are named; no more are looked for), with `type.built-in`, `object.changed`, `object.not-found`.
 */
export async function deleteType(
  deps: Pick<Deps, 'rows' | 'clock'>,
  {
    organizationId,
    id,
    requireUnchanged,
  }: { organizationId: string; id: string; requireUnchanged?: RequireUnchanged<CustomType> },
): Promise<void> {
  const { rows } = deps;
  refuseBuiltIn(id);
  await untilUncontended(async () => {
    // The fence first: what comes to rest on the type after this reading makes the deletion fail.
    const fence = await readTypeFence(rows, organizationId, id);
    const type = await getType(rows, organizationId, id);
    if (type === undefined || fence === undefined) throw notFound('type');
    requireUnchanged?.(type);
    const children = (await listTypes(rows, organizationId)).filter(({ parent }) => parent === id);
    if (children.length > 0) {
      const names = children.map(({ name }) => name).join(', ');
      throw new ServiceError('object.in-use', `Cannot remove type because it has children: ${names}.`);
    }
    for await (const uses of parametersOfType(deps, { organizationId, typeId: id })) refuseWhileUsed(uses);
    await deleteRows(rows, type, fence);
  });
}

function refuseWhileUsed({ found, underWay }: ParametersOfType): void {
  if (found.length > 0) {
    const names = found.map(({ name }) => JSON.stringify(name)).join(', ');
    throw new ServiceError('object.in-use', `Parameters are of this type: ${names}.`);
  }
  if (underWay) throw new ServiceError('object.in-use', 'A parameter of this type is being made.');
}
