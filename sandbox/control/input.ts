import { z } from 'zod';

// What JSON has as booleans, numbers and lists, forms send as words.

export const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);

export const number = z.union([
  z.number(),
  z
    .string()
    .regex(/^\d+(\.\d+)?$/, 'This is no number.')
    .transform(Number),
]);

/** A list, or its words with blanks between. */
export function listOf<T extends z.ZodType<string, string>>(item: T) {
  return z.union([
    z.array(item),
    z
      .string()
      .transform((text) => text.split(/\s+/).filter((word) => word !== ''))
      .pipe(z.array(item)),
  ]);
}

/** Whole seconds since 1970, or a day, of which it is the beginning in UTC. */
export const moment = z.union([z.int(), z.iso.date().transform((day) => Date.parse(day) / 1000)]);
