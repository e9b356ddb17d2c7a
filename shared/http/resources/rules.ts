import { z } from 'zod';
import type { Parameter } from '../../domain/configuration.ts';
import { type Rule, type RuleKind, ruleKinds, ruleRevision } from '../../domain/types/rule.ts';
import { ServiceError } from '../../errors.ts';
import { entityTag } from '../entity-tag.ts';
import type { Links } from '../links.ts';
import { orderingQuery } from '../ordering.ts';
import { pageQuery, pageSchema } from '../paging.ts';

const kindSchema = z.enum(ruleKinds).meta({ id: 'ParameterRuleTypeEnum' });
const constraints = z.record(z.string(), z.unknown());

const shown = {
  type: kindSchema,
  constraint: z.string().optional(),
  /** The constraint by the rule's type; for `one_of` a list. */
  constraints: constraints.optional(),
  created_at: z.iso.datetime(),
  modified_at: z.iso.datetime().nullable(),
};
const identity = { url: z.url(), id: z.uuid(), ledger_id: z.string() };

export const parameterRuleSchema = z
  .object({ ...identity, parameter: z.url(), ...shown })
  .meta({ id: 'ParameterRule' });
export const parameterRulePageSchema = pageSchema(parameterRuleSchema).meta({ id: 'PaginatedParameterRuleList' });
export const updatedParameterRuleSchema = parameterRuleSchema
  .omit({ url: true, ledger_id: true })
  .meta({ id: 'ParameterRuleUpdate' });

export const typeRuleSchema = z
  .object({ ...identity, parameter_type: z.url(), ...shown })
  .meta({ id: 'ParameterTypeRule' });
export const typeRulePageSchema = pageSchema(typeRuleSchema).meta({ id: 'PaginatedParameterTypeRuleList' });
export const updatedTypeRuleSchema = typeRuleSchema
  .omit({ url: true, ledger_id: true })
  .meta({ id: 'ParameterTypeRuleUpdate' });

const writable = z.object({
  type: kindSchema,
  constraint: z.string().optional(),
  constraints: constraints.optional(),
});

export const parameterRuleCreateSchema = writable.meta({ id: 'ParameterRuleCreate' });
export const parameterRuleUpdateSchema = writable.meta({ id: 'ParameterRuleUpdateRequest' });
export const parameterRulePatchSchema = writable.partial().meta({ id: 'PatchedParameterRuleUpdate' });
export const typeRuleCreateSchema = writable.meta({ id: 'ParameterTypeRuleCreate' });
export const typeRuleUpdateSchema = writable.meta({ id: 'ParameterTypeRuleUpdateRequest' });
export const typeRulePatchSchema = writable.partial().meta({ id: 'PatchedParameterTypeRuleUpdate' });

export const ruleOrdering = {
  type: ({ kind }: Rule) => kind,
  created_at: ({ createdAt }: Rule) => createdAt.toISOString(),
  modified_at: ({ modifiedAt }: Rule) => modifiedAt.toISOString(),
};

export const ruleListQuery = z.object({
  ...pageQuery,
  ordering: orderingQuery(Object.keys(ruleOrdering)),
  type: z.enum(ruleKinds).optional(),
});

interface SentConstraint {
  constraint?: string;
  constraints?: Record<string, unknown>;
}

/**
 * The constraint that was sent, in the form in which it is kept: `constraint`, or the member of `constraints` that has
 * the name of the rule's type (a list for `one_of`, else a text or a number). Nothing when neither is there. Throws `request.invalid` for another
 * form.
 */
export function sentConstraint({ constraint, constraints = {} }: SentConstraint, kind: RuleKind): string | undefined {
  if (constraint !== undefined) return constraint;
  const value = Object.hasOwn(constraints, kind) ? constraints[kind] : undefined;
  if (typeof value === 'string') return value;
  // JSON's larger numbers have lost digits before anybody could look at them: they come as texts.
  if (Number.isSafeInteger(value)) return String(value);
  if (Array.isArray(value)) return JSON.stringify(value);
  if (value === undefined) return undefined;
  const detail = 'A text, a whole number of at most 53 bits, or a list of texts.';
  throw new ServiceError('request.invalid', `Not valid: body.constraints.${kind}.`, {
    fields: [{ field: `body.constraints.${kind}`, code: 'rule.constraint', detail }],
  });
}

/** The same for a new rule, which must have one; rejects with `request.invalid`. */
export function requireConstraint(body: SentConstraint, kind: RuleKind): string {
  const constraint = sentConstraint(body, kind);
  if (constraint !== undefined) return constraint;
  const detail = `A rule of the type ${kind} needs a constraint.`;
  throw new ServiceError('request.invalid', detail, {
    fields: [{ field: 'body.constraint', code: 'required', detail }],
  });
}

/** Changes with the rule. */
export function ruleTag(rule: Rule): string {
  return entityTag(ruleRevision(rule));
}

/** The rules of a parameter, in the order of their types. */
export function presentParameterRules(
  { projectId, id, rules = [] }: Parameter,
  links: Links,
): z.input<typeof parameterRuleSchema>[] {
  return byKind(rules).map((rule) => presentParameterRule(rule, { projectId, parameterId: id }, links));
}

export function presentParameterRule(
  rule: Rule,
  { projectId, parameterId }: { projectId: string; parameterId: string },
  links: Links,
): z.input<typeof parameterRuleSchema> {
  const url = links.to('parameterRule', projectId, parameterId, rule.id);
  return { url, ...presentRule(rule), parameter: links.to('parameter', projectId, parameterId) };
}

/** The rules of a type, in the order of their types. */
export function presentTypeRules(
  typeId: string,
  rules: readonly Rule[],
  links: Links,
): z.input<typeof typeRuleSchema>[] {
  return byKind(rules).map((rule) => presentTypeRule(rule, typeId, links));
}

export function presentTypeRule(rule: Rule, typeId: string, links: Links): z.input<typeof typeRuleSchema> {
  const url = links.to('typeRule', typeId, rule.id);
  return { url, ...presentRule(rule), parameter_type: links.to('type', typeId) };
}

function presentRule({ id, kind, constraint, createdAt, modifiedAt }: Rule) {
  return {
    id,
    ledger_id: id,
    type: kind,
    constraint,
    constraints: { [kind]: kind === 'one_of' ? JSON.parse(constraint) : constraint },
    created_at: createdAt.toISOString(),
    modified_at: modifiedAt.toISOString(),
  };
}

function byKind(rules: readonly Rule[]): Rule[] {
  return rules.toSorted((one, other) => (one.kind < other.kind ? -1 : 1));
}
