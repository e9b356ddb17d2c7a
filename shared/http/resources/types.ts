import { z } from 'zod';
import { type BuiltInType, builtInTypes, isBuiltInType } from '../../domain/configuration/parameter-type.ts';
import { builtInTypeIds, type CustomType } from '../../domain/types/parameter-type.ts';
import { typeRevision } from '../../domain/types/type-revision.ts';
import { entityTag } from '../entity-tag.ts';
import type { Links } from '../links.ts';
import { containsIgnoringCase } from '../list-query.ts';
import { orderingQuery } from '../ordering.ts';
import { pageQuery, pageSchema } from '../paging.ts';
import { descriptionField, nameField, queryText, shownName } from '../text-fields.ts';
import { presentTypeRules, typeRuleSchema } from './rules.ts';

export const typeSchema = z
  .object({
    url: z.url(),
    id: z.uuid(),
    ledger_id: z.string(),
    name: shownName,
    description: z.string().optional(),
    /** Its own; those of the parents hold too. */
    rules: z.array(typeRuleSchema),
    /** Null for a built-in type. */
    parent: z.url().nullable(),
    parent_name: z.string().nullable(),
    created_at: z.iso.datetime(),
    modified_at: z.iso.datetime().nullable(),
  })
  .meta({ id: 'ParameterType' });

export const typePageSchema = pageSchema(typeSchema).meta({ id: 'PaginatedParameterTypeList' });

/** The answer to an update, which only a custom type has: there always is a parent. */
export const updatedTypeSchema = typeSchema
  .omit({ url: true, ledger_id: true, parent_name: true })
  .extend({ parent: z.url() })
  .meta({ id: 'ParameterTypeUpdate' });

const writable = z.object({
  name: nameField,
  description: descriptionField.optional(),
  parent: z.string().meta({ format: 'uri' }),
});

export const typeCreateSchema = writable.meta({ id: 'ParameterTypeCreate' });
export const typeUpdateSchema = writable.meta({ id: 'ParameterTypeUpdateRequest' });
export const typePatchSchema = writable.partial().meta({ id: 'PatchedParameterTypeUpdate' });

/** A type as it is listed; a built-in one has been there for ever. */
export type ListedType = CustomType | { builtIn: BuiltInType; name: string; description: string };

const builtInDescriptions: Record<BuiltInType, string> = {
  string: 'Any text.',
  integer: 'A whole number of at most 64 bits.',
  boolean: 'true or false.',
};

export const listedBuiltInTypes: readonly ListedType[] = builtInTypes.map((name) => listedBuiltIn(name));

export function listedBuiltIn(name: BuiltInType): ListedType {
  return { builtIn: name, name, description: builtInDescriptions[name] };
}

/** When the built-in types were made, as far as anybody can tell. */
const always = new Date(0);

function datesOf(type: ListedType): { createdAt: Date; modifiedAt: Date | null } {
  return 'builtIn' in type ? { createdAt: always, modifiedAt: null } : type;
}

export const typeOrdering = {
  name: ({ name }: ListedType) => name,
  description: ({ description }: ListedType) => description,
  created_at: (type: ListedType) => datesOf(type).createdAt.toISOString(),
  modified_at: (type: ListedType) => datesOf(type).modifiedAt?.toISOString() ?? '',
};

export const typeListQuery = z.object({
  ...pageQuery,
  ordering: orderingQuery(Object.keys(typeOrdering)),
  description__icontains: queryText,
  name__icontains: queryText,
  name__iexact: queryText,
});

export function fitsTypeFilter({ name, description }: ListedType, query: z.output<typeof typeListQuery>): boolean {
  return (
    (query.name__iexact === undefined || name.toLowerCase() === query.name__iexact.toLowerCase()) &&
    containsIgnoringCase(name, query.name__icontains) &&
    containsIgnoringCase(description, query.description__icontains)
  );
}

/** Changes with what can be edited, not with what is announced about the type. */
export function typeTag(type: CustomType): string {
  return entityTag(typeRevision(type));
}

/** `nameOf`: the names of the organization's custom types by their ids. */
export function presentType(
  type: ListedType,
  nameOf: (id: string) => string,
  links: Links,
): z.input<typeof typeSchema> {
  const { name, description } = type;
  const { createdAt, modifiedAt } = datesOf(type);
  const id = 'builtIn' in type ? builtInTypeIds[type.builtIn] : type.id;
  return {
    url: links.to('type', id),
    id,
    ledger_id: id,
    name,
    description,
    rules: 'builtIn' in type ? [] : presentTypeRules(id, type.rules, links),
    ...('builtIn' in type ? { parent: null, parent_name: null } : presentParent(type.parent, nameOf, links)),
    created_at: createdAt.toISOString(),
    modified_at: modifiedAt?.toISOString() ?? null,
  };
}

function presentParent(parent: string, nameOf: (id: string) => string, links: Links) {
  if (isBuiltInType(parent)) return { parent: links.to('type', builtInTypeIds[parent]), parent_name: parent };
  return { parent: links.to('type', parent), parent_name: nameOf(parent) };
}
