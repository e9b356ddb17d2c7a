import { z } from 'zod';

/** What a list can be ordered by: the field's name in a query, and the text or number that decides. */
export type OrderingFields<T> = Readonly<Record<string, (item: T) => string | number>>;

/**
 * Compares as `ordering` asks: names of fields with commas between them, `-` before one that descends; what is no
 * field is skipped. In the end `fallback`, of the same form, decides, so that the order is always the same.
 */
export function compareBy<T>(
  fields: OrderingFields<T>,
  ordering: string | undefined,
  fallback: string,
): (one: T, other: T) => number {
  const terms = `${ordering ?? ''},${fallback}`.split(',').flatMap((term) => {
    const name = term.trim();
    const descending = name.startsWith('-');
    const field = descending ? name.slice(1) : name;
    const value = Object.hasOwn(fields, field) ? fields[field] : undefined;
    return value === undefined ? [] : [{ value, sign: descending ? -1 : 1 }];
  });
  return (one, other) => {
    for (const { value, sign } of terms) {
      const [a, b] = [value(one), value(other)];
      if (a !== b) return a < b ? -sign : sign;
    }
    return 0;
  };
}

/** `ordering` in a query: names of these fields with commas between them, `-` before one that descends. */
export function orderingQuery(fields: readonly string[]) {
  return z
    .string()
    .max(100)
    .refine(
      (text) => text.split(',').every((term) => term.trim() === '' || fields.includes(term.trim().replace(/^-/, ''))),
      `Order by ${fields.join(', ')}; put - before a field that descends.`,
    )
    .optional();
}
