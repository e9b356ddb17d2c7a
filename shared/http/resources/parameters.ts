import { z } from 'zod';
import { parameterRevision } from '../../domain/configuration/parameter-revision.ts';
import type { Environment, Parameter } from '../../domain/configuration.ts';
import type { ValueView } from '../../use-cases/configuration/view-values.ts';
import { bodyBoolean, optionalQueryBoolean, queryBoolean } from '../boolean-fields.ts';
import { entityTag } from '../entity-tag.ts';
import type { Links } from '../links.ts';
import { namedListQuery } from '../list-query.ts';
import { momentQuery } from '../moment-query.ts';
import { pageSchema } from '../paging.ts';
import { descriptionField, nameField, queryText } from '../text-fields.ts';
import { parameterRuleSchema, presentParameterRules } from './rules.ts';
import { presentValue, valueSchema } from './values.ts';

export const parameterSchema = z
  .object({
    url: z.url(),
    id: z.string(),
    ledger_id: z.string(),
    name: z.string(),
    description: z.string().optional(),
    secret: z.boolean(),
    type: z.string().optional(),
    rules: z.array(parameterRuleSchema),
    /** The project whose own it is; an ancestor's where the parameter is inherited. */
    project: z.url(),
    project_name: z.string(),
    referencing_templates: z.array(z.string()),
    referencing_values: z.array(z.string()),
    values_flat: z.array(valueSchema),
    /** The effective value by the address of the environment; null where there is none. */
    values: z.record(z.string(), valueSchema.nullable()),
    /** The ancestor's parameter of the same name. */
    overrides: z.url().nullable(),
    created_at: z.iso.datetime(),
    modified_at: z.iso.datetime().nullable(),
    expires: z.string().nullable().optional(),
    expiration_action: z.record(z.string(), z.unknown()).nullable().optional(),
    expired_status: z.record(z.string(), z.unknown()).nullable(),
  })
  .meta({ id: 'Parameter' });

export const parameterPageSchema = pageSchema(parameterSchema).meta({ id: 'PaginatedParameterList' });

/** How parameters are looked at: where, when, masked or not. */
const looking = {
  as_of: momentQuery,
  environment: queryText,
  evaluate: queryBoolean(true),
  immediate_parameters: queryBoolean(false),
  mask_secrets: queryBoolean(false),
  tag: queryText,
  values: queryBoolean(true),
};

export const parameterQuery = z.object(looking);

export const parameterListQuery = z.object({
  ...namedListQuery,
  /** Where the page begins; comes with `next` and `previous`. */
  cursor: queryText,
  ...looking,
  difference: queryText,
  name__contains: queryText,
  name__iexact: queryText,
  name__istartswith: queryText,
  name__startswith: queryText,
  secret: optionalQueryBoolean,
});

const writable = z.object({
  name: nameField,
  description: descriptionField.optional(),
  secret: bodyBoolean.optional(),
  type: z.string().max(256).optional(),
  expires: z.string().nullable().optional(),
  expiration_action: z.record(z.string(), z.unknown()).nullable().optional(),
});

export const parameterCreateSchema = writable.meta({ id: 'ParameterCreate' });
export const parameterUpdateSchema = writable.meta({ id: 'ParameterUpdate' });
export const parameterPatchSchema = writable.partial().meta({ id: 'PatchedParameterUpdate' });

export interface ParameterView {
  parameter: Parameter;
  /** What people call its type. */
  typeName: string;
  projectName: string;
  overrides?: Parameter;
  /** The environments in question; none when no values are asked for. */
  environments: readonly Environment[];
  /** The effective values in them. */
  values: readonly ValueView[];
}

/** Changes with what can be edited of the parameter itself, not with its values. */
export function parameterTag(parameter: Parameter): string {
  return entityTag(parameterRevision(parameter));
}

export function presentParameter(view: ParameterView, links: Links): z.input<typeof parameterSchema> {
  const { parameter, typeName, projectName, overrides, environments } = view;
  const { id, projectId, name, description, secret, createdAt, modifiedAt } = parameter;
  const flat = view.values.map((value) => presentValue(value, links));
  const byEnvironment = new Map(flat.map((value) => [value.active_environment, value]));
  const addresses = environments.map((environment) => links.to('environment', environment.id));
  return {
    url: links.to('parameter', projectId, id),
    id,
    ledger_id: id,
    name,
    description,
    secret,
    type: typeName,
    rules: presentParameterRules(parameter, links),
    project: links.to('project', projectId),
    project_name: projectName,
    referencing_templates: [],
    referencing_values: [],
    values: Object.fromEntries(addresses.map((address) => [address, byEnvironment.get(address) ?? null])),
    values_flat: flat,
    overrides: overrides ? links.to('parameter', overrides.projectId, overrides.id) : null,
    created_at: createdAt.toISOString(),
    modified_at: modifiedAt.toISOString(),
    expires: null,
    expiration_action: null,
    expired_status: null,
  };
}
