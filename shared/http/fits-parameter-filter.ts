import type { Parameter } from '../domain/configuration.ts';
import { fitsNamedFilter } from './list-query.ts';

type TextFilter =
  | 'name'
  | 'name__contains'
  | 'name__icontains'
  | 'name__iexact'
  | 'name__istartswith'
  | 'name__startswith'
  | 'description__icontains';

/** Whether a list with these query parameters shows the parameter: all that are given must fit. */
export function fitsParameterFilter(
  parameter: Parameter,
  filter: Partial<Record<TextFilter, string>> & { secret?: boolean },
): boolean {
  const { name } = parameter;
  const folded = name.toLowerCase();
  return (
    fitsNamedFilter(parameter, filter) &&
    (filter.secret === undefined || parameter.secret === filter.secret) &&
    name.includes(filter.name__contains ?? '') &&
    name.startsWith(filter.name__startswith ?? '') &&
    folded.startsWith(filter.name__istartswith?.toLowerCase() ?? '') &&
    (filter.name__iexact === undefined || folded === filter.name__iexact.toLowerCase())
  );
}
