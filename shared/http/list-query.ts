import type { z } from 'zod';
import { orderingQuery } from './ordering.ts';
import { pageQuery } from './paging.ts';
import { queryText } from './text-fields.ts';

/** Query parameters of lists of things that have a name and a description. */
export const namedListQuery = {
  ...pageQuery,
  ordering: orderingQuery(['name', 'description', 'created_at', 'modified_at']),
  name: queryText,
  name__icontains: queryText,
  description__icontains: queryText,
};

interface Named {
  name: string;
  description: string;
  createdAt: Date;
  modifiedAt: Date;
}

type NamedFilter = Partial<Record<'name' | 'name__icontains' | 'description__icontains', string>>;

export function fitsNamedFilter({ name, description }: Named, filter: NamedFilter): boolean {
  return (
    (filter.name === undefined || name === filter.name) &&
    containsIgnoringCase(name, filter.name__icontains) &&
    containsIgnoringCase(description, filter.description__icontains)
  );
}

export function containsIgnoringCase(text: string, part: string | undefined): boolean {
  return part === undefined || text.toLowerCase().includes(part.toLowerCase());
}

const orderingFields = {
  name: ({ name }: Named) => name,
  description: ({ description }: Named) => description,
  created_at: ({ createdAt }: Named) => createdAt.toISOString(),
  modified_at: ({ modifiedAt }: Named) => modifiedAt.toISOString(),
};

/**
 * Compares as `ordering` asks: names of fields with commas between them, `-` before one that descends; what is no
 * field is skipped. In the end the name decides, so that the order is always the same.
 */
export function compareNamed(ordering = ''): (one: Named, other: Named) => number {
  const terms = [...ordering.split(','), 'name'].flatMap((term) => {
    const descending = term.trim().startsWith('-');
    const field = term.trim().replace(/^-/, '');
    return isOrderingField(field) ? [{ value: orderingFields[field], sign: descending ? -1 : 1 }] : [];
  });
  return (one, other) => {
    for (const { value, sign } of terms) {
      const difference = compareText(value(one), value(other));
      if (difference !== 0) return sign * difference;
    }
    return 0;
  };
}

/** Whether `ordering` asks for nothing but the names in ascending order. */
export function isByName(ordering = ''): boolean {
  return ['', 'name'].includes(ordering.trim());
}

function isOrderingField(field: string): field is keyof typeof orderingFields {
  return Object.hasOwn(orderingFields, field);
}

function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

export type NamedListQuery = z.output<z.ZodObject<typeof namedListQuery>>;
