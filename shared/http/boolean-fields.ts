import { z } from 'zod';

const spelled = new Map<unknown, boolean>([
  ['true', true],
  ['false', false],
]);

/** A boolean in a body; a form spells it. */
export const bodyBoolean = z.preprocess((value) => spelled.get(value) ?? value, z.boolean());

/** A boolean in a query: `true` or `false`, in any letter case. */
export function queryBoolean(fallback: boolean) {
  return optionalQueryBoolean.transform((value) => value ?? fallback).meta({ default: fallback });
}

export const optionalQueryBoolean = z
  .stringbool({ truthy: ['true'], falsy: ['false'] })
  .optional()
  .meta({ type: 'boolean' });
