import { z } from 'zod';
import type { Project } from '../../domain/configuration.ts';
import type { Role } from '../../domain/principal.ts';
import type { Push } from '../../domain/sync/action.ts';
import { bodyBoolean } from '../boolean-fields.ts';
import type { Links } from '../links.ts';
import { namedListQuery } from '../list-query.ts';
import { pageSchema } from '../paging.ts';
import { descriptionField, nameField, shownName } from '../text-fields.ts';
import { roleSchema } from './role.ts';

export const projectSchema = z
  .object({
    url: z.url(),
    id: z.string(),
    ledger_id: z.string(),
    name: z.string(),
    parameter_name_pattern: z.string().optional().meta({ maxLength: 256 }),
    description: z.string().optional(),
    dependents: z.array(z.url()),
    depends_on: z.url().nullable(),
    access_controlled: z.boolean().optional(),
    /** The caller's. */
    role: roleSchema.nullable(),
    pushes: z.array(z.string()),
    push_urls: z.array(z.string()),
    created_at: z.iso.datetime(),
    modified_at: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Project' });

export const projectPageSchema = pageSchema(projectSchema).meta({ id: 'PaginatedProjectList' });

/** The answer to an update: fewer fields are promised than in {@link projectSchema}. */
export const updatedProjectSchema = projectSchema
  .omit({ url: true, ledger_id: true, dependents: true, pushes: true, push_urls: true })
  .partial({ depends_on: true })
  .extend({ name: shownName })
  .meta({ id: 'ProjectUpdate' });

export const projectListQuery = z.object(namedListQuery);

const writable = z.object({
  name: nameField,
  description: descriptionField.optional(),
  parameter_name_pattern: z.string().max(256).optional(),
  depends_on: z.string().nullable().optional().meta({ format: 'uri' }),
});

export const projectCreateSchema = writable
  .extend({ copy_rbac: bodyBoolean.optional().meta({ default: false }) })
  .meta({ id: 'ProjectCreate' });

const update = writable.extend({ access_controlled: bodyBoolean.optional() });

export const projectUpdateSchema = update.meta({ id: 'ProjectUpdateRequest' });

export const projectPatchSchema = update.partial().meta({ id: 'PatchedProjectUpdate' });

/** `dependents`: the projects that depend directly on it; `pushes`: those that push it. */
export function presentProject(
  project: Project,
  { dependents, pushes }: { dependents: readonly Project[]; pushes: readonly Push[] },
  role: Role,
  links: Links,
): z.input<typeof projectSchema> {
  const { id, name, description, parameterNamePattern, dependsOnId, createdAt, modifiedAt } = project;
  return {
    url: links.to('project', id),
    id,
    ledger_id: id,
    name,
    parameter_name_pattern: parameterNamePattern,
    description,
    dependents: dependents.map((dependent) => links.to('project', dependent.id)),
    depends_on: dependsOnId === null ? null : links.to('project', dependsOnId),
    access_controlled: false,
    role,
    pushes: pushes.map((push) => push.name),
    push_urls: pushes.map((push) => links.to('push', push.integrationId, push.id)),
    created_at: createdAt.toISOString(),
    modified_at: modifiedAt.toISOString(),
  };
}
