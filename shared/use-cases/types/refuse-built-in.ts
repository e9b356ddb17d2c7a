import { builtInTypeOf } from '../../domain/types/parameter-type.ts';
import { ServiceError } from '../../errors.ts';

/** Rejects with `type.built-in` when this is the id of a type that nobody can change. */
export function refuseBuiltIn(typeId: string): void {
  const name = builtInTypeOf(typeId);
  if (name !== undefined) throw new ServiceError('type.built-in', `The type ${name} is built in.`);
}
