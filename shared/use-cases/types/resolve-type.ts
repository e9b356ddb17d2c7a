import { builtInTypes, isBuiltInType } from '../../domain/configuration/parameter-type.ts';
import { builtInTypeOf } from '../../domain/types/parameter-type.ts';
import { ServiceError } from '../../errors.ts';
import { getType, getTypeByName } from '../../store/types.ts';
import type { Deps } from '../deps.ts';

/**
 * What a parameter remembers of its type: the name of a built-in type, or the id of a custom one, which can be
 * renamed. `asked`: the name or the id of a type. Rejects with `request.invalid` when there is no such type.
 */
export async function resolveType(
  { rows }: Pick<Deps, 'rows'>,
  { organizationId, asked }: { organizationId: string; asked: string },
): Promise<string> {
  if (isBuiltInType(asked)) return asked;
  const builtIn = builtInTypeOf(asked);
  if (builtIn !== undefined) return builtIn;
  const type = (await getTypeByName(rows, organizationId, asked)) ?? (await getType(rows, organizationId, asked));
  if (type !== undefined) return type.id;
  throw new ServiceError('request.invalid', `There is no type named ${JSON.stringify(asked)}.`, {
    fields: [{ field: 'body.type', code: 'unknown', detail: `One of ${builtInTypes.join(', ')}, or a custom type.` }],
  });
}
