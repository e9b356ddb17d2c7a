import { z } from 'zod';
import { ServiceError } from '../errors.ts';
import type { RowValues } from '../ports/rows.ts';

/** Columns that a later version of the app has added to a row; whoever writes the row again puts them back. */
const laterColumns = Symbol('columns of a later version');

/** `upgrades[n]` makes of a row of version n one of version n + 1. Pure: the row that is stored stays as it is. */
export type Upgrades = Readonly<Record<number, (values: RowValues) => RowValues>>;

interface Reading {
  upgrades?: Upgrades;
  /** Columns beside those of the schema, which are read otherwise. */
  also?: RegExp;
}

export interface RowReader<T> {
  /** The columns of the present version, `v` among them. */
  columns: readonly string[];
  /**
   * An older row is upgraded. What it does not know of the row comes along, unseen, in the object and in copies of it by
   * spread, for {@link columnsOf}. Rejects a newer one with `storage.newer-version`, and what fits no version with a
   * `ZodError`.
   */
  parse(values: unknown): T;
}

/** How rows of one kind are read: rows of this version have these columns, and the number in `v`. */
export function rowShape<const V extends number, S extends z.ZodRawShape>(
  version: V,
  shape: S,
  reading?: Reading,
): RowReader<z.output<z.ZodObject<{ v: z.ZodLiteral<V> } & S>>> {
  const schema = z.object({ v: z.literal(version), ...shape });
  return rowReader(version, schema as never, ['v', ...Object.keys(shape)], reading);
}

/** The same for a schema that is no plain object. */
export function rowReader<T extends object>(
  version: number,
  schema: z.ZodType<T>,
  columns: readonly string[],
  { upgrades = {}, also }: Reading = {},
): RowReader<T> {
  const known = new Set(columns);
  return {
    columns,
    parse(stored) {
      const values = upgrade(stored as RowValues, version, upgrades);
      const parsed = schema.parse(values);
      let later: RowValues | undefined;
      for (const name of Object.keys(values)) {
        if (known.has(name) || also?.test(name)) continue;
        later ??= {};
        later[name] = values[name] as RowValues[string];
      }
      return later === undefined ? parsed : { ...parsed, [laterColumns]: later };
    },
  };
}

/** What of the row that these objects were read from only a later version knows. */
export function columnsOf(...objects: readonly object[]): RowValues {
  return Object.assign({}, ...objects.map((object) => (object as { [laterColumns]?: RowValues })[laterColumns]));
}

/** The same for an object that is made anew of what was read: put into it by spread. */
export function carried(read: object): object {
  const later = (read as { [laterColumns]?: RowValues })[laterColumns];
  return later === undefined ? {} : { [laterColumns]: later };
}

function upgrade(stored: RowValues, version: number, upgrades: Upgrades): RowValues {
  if (stored.v === version) return stored;
  // What was written before rows had a number is of the first version.
  let values: RowValues = { ...stored, v: stored.v ?? 1 };
  if (Number(values.v) > version) throw new ServiceError('storage.newer-version', undefined, { retryAfter: 30 });
  for (let from = Number(values.v); from < version; from += 1) {
    values = { ...(upgrades[from]?.(values) ?? values), v: from + 1 };
  }
  return values;
}
