import { z } from 'zod';
import { isStorable, longestValue } from '../../domain/configuration/value-content.ts';
import type { StoredValue } from '../../domain/configuration.ts';
import { Secret } from '../../secret.ts';
import type { ValueView } from '../../use-cases/configuration/view-values.ts';
import { bodyBoolean, queryBoolean } from '../boolean-fields.ts';
import { entityTag } from '../entity-tag.ts';
import type { Links } from '../links.ts';
import { momentQuery } from '../moment-query.ts';
import { pageQuery, pageSchema } from '../paging.ts';
import { queryText } from '../text-fields.ts';
import { taskStepSchema } from './steps.ts';

/** Longest address of an external value, and longest filter of one, in characters. */
const longestReference = 1024;

/** Stands for a secret that is not shown. */
const mask = '*****';

export const valueSchema = z
  .object({
    url: z.url(),
    id: z.string(),
    ledger_id: z.string(),
    /** Where the value is looked at; `environment` is where it is set. */
    active_environment: z.string(),
    active_environment_id: z.string(),
    active_environment_name: z.string(),
    environment: z.url(),
    environment_id: z.string(),
    environment_name: z.string(),
    /** The parameter that carries it; an ancestor's where the value is inherited from there. */
    parameter: z.url(),
    parameter_id: z.string(),
    external: z.boolean().optional(),
    external_fqn: z.string().optional(),
    external_filter: z.string().nullable().optional(),
    external_error: z.string().nullable(),
    external_status: taskStepSchema.nullable(),
    internal_value: z.string().nullable().optional(),
    interpolated: z.boolean().optional(),
    value: z.string().nullable(),
    evaluated: z.boolean(),
    secret: z.boolean().nullable(),
    referenced_projects: z.array(z.url()),
    referenced_parameters: z.array(z.url()),
    referenced_templates: z.array(z.url()),
    created_at: z.iso.datetime(),
    modified_at: z.iso.datetime().nullable(),
    expires_at: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Value' });

export const valuePageSchema = pageSchema(valueSchema).meta({ id: 'PaginatedValueList' });

/** The answer to an update: fewer fields are promised than in {@link valueSchema}. */
export const updatedValueSchema = valueSchema
  .pick({
    id: true,
    external: true,
    external_fqn: true,
    internal_value: true,
    interpolated: true,
    secret: true,
    value: true,
    created_at: true,
    modified_at: true,
  })
  .extend({
    external_fqn: z.string().optional().meta({ maxLength: longestReference }),
    external_filter: z.string().optional().meta({ maxLength: longestReference }),
    internal_value: z.string().nullable().optional().meta({ maxLength: longestValue }),
  })
  .meta({ id: 'ValueUpdate' });

/** What every request about values may carry. */
const viewing = {
  environment: queryText,
  evaluate: queryBoolean(true),
};
/** How values are looked at: where, when, masked or not. */
const looking = {
  ...viewing,
  as_of: momentQuery,
  tag: queryText,
  include: queryText,
  exclude: queryText,
  mask_secrets: queryBoolean(false),
};

export const valueListQuery = z.object({ page: pageQuery.page, page_size: pageQuery.page_size, ...looking });
export const valueQuery = z.object(looking);
export const valueWriteQuery = z.object(viewing);

/** The content of a value. It is a secret from here on, whatever its parameter is. */
const contentField = z
  .string()
  .meta({ maxLength: longestValue })
  .transform((text) => new Secret(text))
  .refine(isStorable, `At most ${longestValue} characters of well-formed Unicode.`)
  .nullable()
  .optional();

const writable = z.object({
  external: bodyBoolean.optional(),
  external_fqn: z.string().max(longestReference).optional(),
  // Null is taken too: it is what an answer holds where there is none.
  external_filter: z.string().max(longestReference).nullable().optional().meta({ nullable: false }),
  internal_value: contentField,
  interpolated: bodyBoolean.optional(),
});

export const valueCreateSchema = writable
  .extend({ environment: z.string().meta({ format: 'uri' }) })
  .meta({ id: 'ValueCreate' });

export const valueUpdateSchema = writable.meta({ id: 'PatchedValueUpdate' });

/** Changes with the value, not when its row moves because the parameter gets another name. */
export function valueTag({ id, digest, modifiedAt }: StoredValue): string {
  return entityTag(JSON.stringify([id, digest, modifiedAt]));
}

/** `content` that is masked shows as asterisks. */
export function presentValue(view: ValueView, links: Links): z.input<typeof valueSchema> {
  const { stored, parameter, environment, activeEnvironment } = view;
  const { projectId } = parameter;
  const shown = view.content === undefined ? mask : (view.content?.reveal() ?? null);
  return {
    url: links.to('value', projectId, parameter.id, stored.id),
    id: stored.id,
    ledger_id: stored.id,
    active_environment: links.to('environment', activeEnvironment.id),
    active_environment_id: activeEnvironment.id,
    active_environment_name: activeEnvironment.name,
    environment: links.to('environment', environment.id),
    environment_id: environment.id,
    environment_name: environment.name,
    parameter: links.to('parameter', projectId, parameter.id),
    parameter_id: parameter.id,
    external: false,
    external_fqn: '',
    external_filter: '',
    external_error: null,
    external_status: null,
    internal_value: shown,
    interpolated: false,
    value: shown,
    evaluated: false,
    secret: view.secret,
    referenced_projects: [],
    referenced_parameters: [],
    referenced_templates: [],
    created_at: stored.createdAt.toISOString(),
    modified_at: stored.modifiedAt.toISOString(),
    expires_at: null,
  };
}
