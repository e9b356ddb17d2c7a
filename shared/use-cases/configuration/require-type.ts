import { builtInTypes, isBuiltInType } from '../../domain/configuration/parameter-type.ts';
import { ServiceError } from '../../errors.ts';

/** Rejects with `request.invalid` when there is no type of this name. */
export function requireType(type: string): void {
  if (isBuiltInType(type)) return;
  throw new ServiceError('request.invalid', `There is no type named ${JSON.stringify(type)}.`, {
    fields: [{ field: 'body.type', code: 'unknown', detail: `One of ${builtInTypes.join(', ')}.` }],
  });
}
