import { z } from 'zod';
import type { Push } from '../../domain/sync/action.ts';
import type { Task } from '../../domain/sync/task.ts';
import type { PushFields } from '../../use-cases/sync/actions/check-push-fields.ts';
import { bodyBoolean } from '../boolean-fields.ts';
import type { Links } from '../links.ts';
import { namedListQuery } from '../list-query.ts';
import { pageSchema } from '../paging.ts';
import { referencedId, referencedIds } from '../reference.ts';
import { descriptionField, nameField, queryText, shownName } from '../text-fields.ts';
import { resourceField, shownResource } from './pulls.ts';
import { presentTask, pushTaskSchema } from './tasks.ts';

export const pushSchema = z
  .object({
    url: z.url(),
    id: z.uuid(),
    name: shownName,
    description: z.string().optional(),
    latest_task: pushTaskSchema.nullable(),
    created_at: z.iso.datetime(),
    modified_at: z.iso.datetime().nullable(),
    coerce_parameters: z.boolean().optional(),
    include_parameters: z.boolean().optional(),
    include_secrets: z.boolean().optional(),
    include_templates: z.boolean().optional(),
    dry_run: z.boolean().optional(),
    force: z.boolean().optional(),
    local: z.boolean().optional(),
    projects: z.array(z.url()),
    tags: z.array(z.url()),
    resource: shownResource,
  })
  .meta({ id: 'AzureKeyVaultPush' });

export const pushPageSchema = pageSchema(pushSchema).meta({ id: 'PaginatedAzureKeyVaultPushList' });

/** The answer to an update: fewer fields are promised than in {@link pushSchema}. */
export const updatedPushSchema = pushSchema
  .omit({ url: true, id: true, latest_task: true, created_at: true, modified_at: true, include_templates: true })
  .meta({ id: 'AzureKeyVaultPushUpdate' });

const queryReference = queryText.meta({ format: 'uri' });

export const pushListQuery = z.object({
  ...namedListQuery,
  environment: queryReference,
  project: queryReference,
  tag: queryReference,
});

/** As many as the ids of before and after a change fit into one property of a row. */
const references = z.array(z.string().meta({ format: 'uri' })).max(400);

const writable = z.object({
  name: nameField,
  description: descriptionField.optional(),
  coerce_parameters: bodyBoolean.optional(),
  include_parameters: bodyBoolean.optional(),
  include_secrets: bodyBoolean.optional(),
  include_templates: bodyBoolean.optional(),
  dry_run: bodyBoolean.optional(),
  force: bodyBoolean.optional(),
  local: bodyBoolean.optional(),
  projects: references,
  tags: references,
  resource: resourceField,
});

export const pushCreateSchema = writable.meta({ id: 'AzureKeyVaultPushRequest' });
export const pushUpdateSchema = writable
  .omit({ include_templates: true })
  .meta({ id: 'AzureKeyVaultPushUpdateRequest' });
export const pushPatchSchema = writable
  .omit({ include_templates: true })
  .partial()
  .meta({ id: 'PatchedAzureKeyVaultPushUpdate' });

/** Clients send the whole push back; only `dry_run` and `confirm_deletes` have a meaning for the run. */
export const pushSyncSchema = writable
  .partial()
  .extend({ confirm_deletes: bodyBoolean.optional() })
  .meta({ id: 'AzureKeyVaultPushSyncRequest' });

type Sent = Partial<z.output<typeof pushCreateSchema>>;

/** The fields that were sent. */
export function pushChanges(body: Sent, links: Links): Partial<PushFields> {
  const projectIds = body.projects?.map((reference) => referencedId(links, 'project', reference, 'projects'));
  const tags = body.tags?.map((reference) => {
    const ids = referencedIds(links, 'tag', reference, 'tags');
    return { id: ids.at(-1) ?? '', environmentId: ids.at(-2) };
  });
  const changes = {
    name: body.name,
    description: body.description,
    resource: body.resource,
    projectIds: projectIds && [...new Set(projectIds)],
    tags,
    includeParameters: body.include_parameters,
    includeSecrets: body.include_secrets,
    includeTemplates: body.include_templates,
    coerceParameters: body.coerce_parameters,
    force: body.force,
    local: body.local,
    dryRun: body.dry_run,
  };
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

/** A new push, with what was left out at its default: a vault is for secrets. */
export function newPush(body: z.output<typeof pushCreateSchema>, links: Links): PushFields {
  return {
    description: '',
    projectIds: [],
    tags: [],
    includeParameters: false,
    includeSecrets: true,
    includeTemplates: false,
    coerceParameters: false,
    force: false,
    local: false,
    dryRun: false,
    ...pushChanges(body, links),
    name: body.name,
    resource: body.resource,
  };
}

export function presentPush(push: Push, latest: Task | undefined, links: Links): z.input<typeof pushSchema> {
  return {
    url: links.to('push', push.integrationId, push.id),
    id: push.id,
    name: push.name,
    description: push.description,
    latest_task: latest === undefined ? null : presentTask(latest, links),
    created_at: push.createdAt.toISOString(),
    modified_at: push.modifiedAt.toISOString(),
    coerce_parameters: push.coerceParameters,
    include_parameters: push.includeParameters,
    include_secrets: push.includeSecrets,
    include_templates: push.includeTemplates,
    dry_run: push.dryRun,
    force: push.force,
    local: push.local,
    projects: push.projectIds.map((id) => links.to('project', id)),
    tags: push.tags.map(({ environmentId, id }) => links.to('tag', environmentId, id)),
    resource: push.resource,
  };
}
