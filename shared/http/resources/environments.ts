import { z } from 'zod';
import type { Environment } from '../../domain/configuration.ts';
import type { Role } from '../../domain/principal.ts';
import { bodyBoolean } from '../boolean-fields.ts';
import type { Links } from '../links.ts';
import { namedListQuery } from '../list-query.ts';
import { pageSchema } from '../paging.ts';
import { descriptionField, nameField, shownName } from '../text-fields.ts';
import { roleSchema } from './role.ts';

export const environmentSchema = z
  .object({
    url: z.url(),
    id: z.string(),
    ledger_id: z.string(),
    name: z.string(),
    description: z.string().optional(),
    parent: z.url().nullable(),
    children: z.array(z.url()),
    access_controlled: z.boolean().optional(),
    /** The caller's. */
    role: roleSchema.nullable(),
    created_at: z.iso.datetime(),
    modified_at: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Environment' });

export const environmentPageSchema = pageSchema(environmentSchema).meta({ id: 'PaginatedEnvironmentList' });

/** The answer to an update: fewer fields are promised than in {@link environmentSchema}. */
export const updatedEnvironmentSchema = environmentSchema
  .omit({ url: true, ledger_id: true })
  .partial({ parent: true })
  .extend({ name: shownName })
  .meta({ id: 'EnvironmentUpdate' });

export const environmentListQuery = z.object(namedListQuery);

const writable = z.object({
  name: nameField,
  description: descriptionField.optional(),
  parent: z.string().nullable().optional().meta({ format: 'uri' }),
});

export const environmentCreateSchema = writable
  .extend({ copy_rbac: bodyBoolean.optional().meta({ default: false }) })
  .meta({ id: 'EnvironmentCreate' });

const update = writable.extend({ access_controlled: bodyBoolean.optional() });

export const environmentUpdateSchema = update.meta({ id: 'EnvironmentUpdateRequest' });

export const environmentPatchSchema = update.partial().meta({ id: 'PatchedEnvironmentUpdate' });

/** `children`: the environments directly under it. */
export function presentEnvironment(
  environment: Environment,
  children: readonly Environment[],
  role: Role,
  links: Links,
): z.input<typeof environmentSchema> {
  const { id, name, description, parentId, createdAt, modifiedAt } = environment;
  return {
    url: links.to('environment', id),
    id,
    ledger_id: id,
    name,
    description,
    parent: parentId === null ? null : links.to('environment', parentId),
    children: children.map((child) => links.to('environment', child.id)),
    access_controlled: false,
    role,
    created_at: createdAt.toISOString(),
    modified_at: modifiedAt.toISOString(),
  };
}
