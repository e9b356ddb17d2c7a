import { z } from 'zod';
import { ServiceError } from '../../shared/errors.ts';

type Fields = Record<string, unknown>;

const body = z.looseObject({ v: z.int().min(1).default(1) });

/**
 * How messages of one kind are read: those of this version fit the schema, whose fields `v` says so. `upgrades[n]` makes of a
 * message of version n one of version n + 1. The platform hands a message over as the object that its JSON holds, or as its
 * text. Rejects a newer one with `storage.newer-version`: it is not ours to try, and what fits no version otherwise.
 */
export function messageShape<T>(
  version: number,
  schema: z.ZodType<T>,
  upgrades: Readonly<Record<number, (message: Fields) => Fields>> = {},
): (message: unknown) => T {
  return (message) => {
    let fields: Fields = body.parse(typeof message === 'string' ? JSON.parse(message) : message);
    const sent = Number(fields.v);
    if (sent > version) throw new ServiceError('storage.newer-version');
    for (let from = sent; from < version; from += 1) {
      fields = { ...(upgrades[from]?.(fields) ?? fields), v: from + 1 };
    }
    return schema.parse(fields);
  };
}
