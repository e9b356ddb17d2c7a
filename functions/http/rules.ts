import { z } from 'zod';
import { builtInTypeOf } from '../../shared/domain/types/parameter-type.ts';
import type { Rule } from '../../shared/domain/types/rule.ts';
import { notFound } from '../../shared/errors.ts';
import { auditedRule } from '../../shared/http/audited-objects.ts';
import { compareBy } from '../../shared/http/ordering.ts';
import { pageOf, pageRequest } from '../../shared/http/paging.ts';
import {
  parameterRuleCreateSchema,
  parameterRulePageSchema,
  parameterRulePatchSchema,
  parameterRuleSchema,
  parameterRuleUpdateSchema,
  presentParameterRule,
  presentTypeRule,
  requireConstraint,
  ruleListQuery,
  ruleOrdering,
  ruleTag,
  sentConstraint,
  typeRuleCreateSchema,
  typeRulePageSchema,
  typeRulePatchSchema,
  typeRuleSchema,
  typeRuleUpdateSchema,
  updatedParameterRuleSchema,
  updatedTypeRuleSchema,
} from '../../shared/http/resources/rules.ts';
import { type Reply, type Route, type RouteContext, route } from '../../shared/http/route.ts';
import { getType } from '../../shared/store/types.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { editParameterRules, findOwnParameter } from '../../shared/use-cases/types/edit-parameter-rules.ts';
import type { EditedRules, RuleEdit } from '../../shared/use-cases/types/edit-rules.ts';
import { editTypeRules } from '../../shared/use-cases/types/edit-type-rules.ts';

type RuleBody = z.output<typeof parameterRulePatchSchema>;
type Context<Params, Body = undefined> = RouteContext<Params, undefined, Body>;

/** What has rules, as the routes see it: a parameter or a type. */
interface Owner<Params> {
  list(context: Pick<Context<Params>, 'deps' | 'principal' | 'params'>): Promise<readonly Rule[]>;
  edit(context: Pick<Context<Params>, 'deps' | 'principal' | 'params'>, edit: RuleEdit): Promise<EditedRules>;
  present(rule: Rule, context: Pick<Context<Params>, 'params' | 'links'>): { url: string };
}

const ofParameter = z.object({ project_pk: z.uuid(), parameter_pk: z.uuid() });
const ofType = z.object({ parametertype_pk: z.uuid() });

const parameters: Owner<z.output<typeof ofParameter>> = {
  list: async ({ deps, principal, params }) =>
    (await findOwnParameter(deps, parameterAddress(principal, params))).rules ?? [],
  edit: ({ deps, principal, params }, edit) => editParameterRules(deps, parameterAddress(principal, params), edit),
  present: (rule, { params, links }) =>
    presentParameterRule(rule, { projectId: params.project_pk, parameterId: params.parameter_pk }, links),
};

const types: Owner<z.output<typeof ofType>> = {
  async list({ deps, principal, params }) {
    if (builtInTypeOf(params.parametertype_pk)) return [];
    const type = await getType(deps.rows, principal.organizationId, params.parametertype_pk);
    if (type === undefined) throw notFound('type');
    return type.rules;
  },
  edit: ({ deps, principal, params }, edit) =>
    editTypeRules(deps, { organizationId: principal.organizationId, typeId: params.parametertype_pk }, edit),
  present: (rule, { params, links }) => presentTypeRule(rule, params.parametertype_pk, links),
};

export const ruleRoutes: Route[] = [
  ...rulesOf(parameters, {
    name: 'projects_parameters_rules',
    path: '/api/v1/projects/{project_pk}/parameters/{parameter_pk}/rules/',
    noun: 'parameter',
    objectType: 'ParameterRule',
    params: ofParameter,
    oneParams: ofParameter.extend({ id: z.uuid() }),
    page: parameterRulePageSchema,
    one: parameterRuleSchema,
    updated: updatedParameterRuleSchema,
    create: parameterRuleCreateSchema,
    update: parameterRuleUpdateSchema,
    patch: parameterRulePatchSchema,
  }),
  ...rulesOf(types, {
    name: 'types_rules',
    path: '/api/v1/types/{parametertype_pk}/rules/',
    noun: 'type',
    objectType: 'ParameterTypeRule',
    params: ofType,
    oneParams: ofType.extend({ id: z.uuid() }),
    page: typeRulePageSchema,
    one: typeRuleSchema,
    updated: updatedTypeRuleSchema,
    create: typeRuleCreateSchema,
    update: typeRuleUpdateSchema,
    patch: typeRulePatchSchema,
  }),
];

interface RuleResource<Params> {
  name: string;
  path: string;
  noun: string;
  /** What the audit calls such a rule. */
  objectType: 'ParameterRule' | 'ParameterTypeRule';
  params: z.ZodType<Params>;
  oneParams: z.ZodType<Params & { id: string }>;
  page: z.ZodType;
  one: z.ZodType;
  updated: z.ZodType;
  create: typeof parameterRuleCreateSchema;
  update: typeof parameterRuleUpdateSchema;
  patch: typeof parameterRulePatchSchema;
}

/** The six routes of the rules of something. */
function rulesOf<Params>(owner: Owner<Params>, resource: RuleResource<Params>): Route[] {
  const { name, path, noun, objectType } = resource;
  const change = {
    path: `${path}{id}/`,
    auth: 'CONTRIB' as const,
    conditional: true as const,
    responses: { 200: resource.updated },
    audit: { action: 'update' as const, objectType, after: auditedRule },
    handle: (context: Context<Params & { id: string }, RuleBody>) => update(owner, context),
  };
  return [
    route({
      name: `${name}_list`,
      method: 'GET',
      path,
      summary: `The rules of a ${noun}`,
      auth: 'NO_SECRETS',
      request: { params: resource.params, query: ruleListQuery },
      responses: { 200: resource.page },
      async handle({ deps, principal, params, query, links, url }) {
        const all = await owner.list({ deps, principal, params });
        const found = all.filter(({ kind }) => query.type === undefined || kind === query.type);
        const page = pageOf(found.toSorted(compareBy(ruleOrdering, query.ordering, 'type')), pageRequest(query), url);
        const results = page.results.map((rule) => owner.present(rule, { params, links }));
        return { status: 200, body: { ...page, results } };
      },
    }),
    route({
      name: `${name}_create`,
      method: 'POST',
      path,
      summary: `Add a rule to a ${noun}`,
      auth: 'CONTRIB',
      request: { params: resource.params, body: resource.create },
      responses: { 201: resource.one },
      audit: { action: 'create', objectType, after: auditedRule },
      async handle(context) {
        const { deps, body } = context;
        const rule = newRule(deps, body);
        await owner.edit(context, { kind: 'create', rule });
        const shown = owner.present(rule, context);
        return { status: 201, body: shown, headers: { ETag: ruleTag(rule), Location: shown.url } };
      },
    }),
    route({
      name: `${name}_retrieve`,
      method: 'GET',
      path: `${path}{id}/`,
      summary: `One rule of a ${noun}`,
      auth: 'NO_SECRETS',
      request: { params: resource.oneParams },
      responses: { 200: resource.one },
      async handle(context) {
        const rule = (await owner.list(context)).find(({ id }) => id === context.params.id);
        if (rule === undefined) throw notFound('rule');
        return { status: 200, body: owner.present(rule, context), headers: { ETag: ruleTag(rule) } };
      },
    }),
    route({
      name: `${name}_update`,
      method: 'PUT',
      summary: `Change a rule of a ${noun}`,
      request: { params: resource.oneParams, body: resource.update },
      ...change,
    }),
    route({
      name: `${name}_partial_update`,
      method: 'PATCH',
      summary: `Change some of a rule of a ${noun}`,
      request: { params: resource.oneParams, body: resource.patch, bodyRequired: false },
      ...change,
    }),
    route({
      name: `${name}_destroy`,
      method: 'DELETE',
      path: `${path}{id}/`,
      summary: `Delete a rule of a ${noun}`,
      auth: 'CONTRIB',
      request: { params: resource.oneParams },
      conditional: true,
      responses: { 204: null },
      audit: { action: 'delete', objectType },
      async handle(context) {
        const requireUnchanged = context.requireUnchanged(ruleTag);
        await owner.edit(context, { kind: 'delete', id: context.params.id, requireUnchanged });
        return { status: 204 };
      },
    }),
  ];
}

async function update<Params>(
  owner: Owner<Params>,
  context: Context<Params & { id: string }, RuleBody>,
): Promise<Reply> {
  const { deps, params, body } = context;
  const changes = { kind: body.type, constraint: await changedConstraint(owner, context) };
  const requireUnchanged = context.requireUnchanged(ruleTag);
  const edit: RuleEdit = { kind: 'update', id: params.id, changes, now: deps.clock.now(), requireUnchanged };
  const { rule } = await owner.edit(context, edit);
  if (rule === undefined) throw notFound('rule');
  return { status: 200, body: owner.present(rule, context), headers: { ETag: ruleTag(rule) } };
}

/** What `constraints` holds goes by the rule's type, which need not be sent. */
async function changedConstraint<Params>(
  owner: Owner<Params>,
  context: Context<Params & { id: string }, RuleBody>,
): Promise<string | undefined> {
  const { params, body } = context;
  if (body.constraint !== undefined || body.constraints === undefined) return body.constraint;
  const kind = body.type ?? (await owner.list(context)).find(({ id }) => id === params.id)?.kind;
  if (kind === undefined) throw notFound('rule');
  return sentConstraint(body, kind);
}

function newRule({ random, clock }: Pick<Deps, 'random' | 'clock'>, body: z.output<typeof parameterRuleCreateSchema>) {
  const now = clock.now();
  const constraint = requireConstraint(body, body.type);
  return { id: random.uuid(), kind: body.type, constraint, createdAt: now, modifiedAt: now };
}

function parameterAddress({ organizationId }: { organizationId: string }, params: z.output<typeof ofParameter>) {
  return { organizationId, projectId: params.project_pk, parameterId: params.parameter_pk };
}
