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

type ParameterFilter = Partial<Record<TextFilter, string>> & { secret?: boolean };

const filters = [
  'name',
  'name__contains',
  'name__icontains',
  'name__iexact',
  'name__istartswith',
  'name__startswith',
  'description__icontains',
  'secret',
] as const satisfies (keyof ParameterFilter)[];

/** What a list with these query parameters shows; nothing when it shows everything. */
export function parameterFilter(filter: ParameterFilter): ((parameter: Parameter) => boolean) | undefined {
  if (filters.every((name) => filter[name] === undefined)) return undefined;
  return (parameter) => fitsParameterFilter(parameter, filter);
}

/** Whether a list with these query parameters shows the parameter: all that are given must fit. */
export function fitsParameterFilter(parameter: Parameter, filter: ParameterFilter): boolean {
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
