import { z } from 'zod';
import type { Pull } from '../../domain/sync/action.ts';
import type { Task } from '../../domain/sync/task.ts';
import type { PullFields } from '../../use-cases/sync/actions/save-pull.ts';
import { bodyBoolean } from '../boolean-fields.ts';
import type { Links } from '../links.ts';
import { namedListQuery } from '../list-query.ts';
import { pageSchema } from '../paging.ts';
import { descriptionField, nameField, shownName } from '../text-fields.ts';
import { presentTask, pullTaskSchema } from './tasks.ts';
import { valueCreateSchema } from './values.ts';

/** Longest pattern, in characters. */
export const longestResource = 1024;

export const resourceField = z.string().max(longestResource).nullable();

export const shownResource = z.string().nullable().meta({ maxLength: longestResource });

const modeSchema = z.enum(['mapped', 'pattern']).meta({ id: 'ModeEnum' });

export const pullSchema = z
  .object({
    url: z.url(),
    id: z.uuid(),
    name: shownName,
    description: z.string().optional(),
    latest_task: pullTaskSchema.nullable(),
    created_at: z.iso.datetime(),
    modified_at: z.iso.datetime().nullable(),
    create_environments: z.boolean().optional(),
    create_projects: z.boolean().optional(),
    dry_run: z.boolean().optional(),
    /** Values that are read from the vault directly; there are none of them yet. */
    mapped_values: z.array(valueCreateSchema),
    mode: modeSchema,
    resource: shownResource,
  })
  .meta({ id: 'AzureKeyVaultPull' });

export const pullPageSchema = pageSchema(pullSchema).meta({ id: 'PaginatedAzureKeyVaultPullList' });

export const pullListQuery = z.object({ ...namedListQuery, mode: modeSchema.optional() });

const writable = z.object({
  name: nameField,
  description: descriptionField.optional(),
  create_environments: bodyBoolean.optional(),
  create_projects: bodyBoolean.optional(),
  dry_run: bodyBoolean.optional(),
  resource: resourceField,
});

export const pullCreateSchema = writable.meta({ id: 'AzureKeyVaultPullRequest' });
export const pullPatchSchema = writable.partial().meta({ id: 'PatchedAzureKeyVaultPull' });

export const pullSyncSchema = z
  .object({ dry_run: bodyBoolean.optional() })
  .meta({ id: 'AzureKeyVaultPullSyncActionRequest' });

/** The fields that were sent. */
export function pullChanges(body: z.output<typeof pullPatchSchema>): Partial<PullFields> {
  const changes = {
    name: body.name,
    description: body.description,
    resource: body.resource,
    createEnvironments: body.create_environments,
    createProjects: body.create_projects,
    dryRun: body.dry_run,
  };
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

/** A new pull, with what was left out at its default. */
export function newPull(body: z.output<typeof pullCreateSchema>): PullFields {
  return {
    description: '',
    createEnvironments: false,
    createProjects: false,
    dryRun: false,
    ...pullChanges(body),
    name: body.name,
    resource: body.resource,
  };
}

export function presentPull(pull: Pull, latest: Task | undefined, links: Links): z.input<typeof pullSchema> {
  return {
    url: links.to('pull', pull.integrationId, pull.id),
    id: pull.id,
    name: pull.name,
    description: pull.description,
    latest_task: latest === undefined ? null : presentTask(latest, links),
    created_at: pull.createdAt.toISOString(),
    modified_at: pull.modifiedAt.toISOString(),
    create_environments: pull.createEnvironments,
    create_projects: pull.createProjects,
    dry_run: pull.dryRun,
    mapped_values: [],
    mode: pull.mode,
    resource: pull.resource,
  };
}
