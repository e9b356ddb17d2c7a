import { z } from 'zod';
import type { AuditObject } from '../domain/audit/audit-entry.ts';
import { objectChanged } from '../domain/news/object-changed.ts';
import { lastKnownObject } from '../use-cases/audit/last-known-object.ts';
import { announceChange, recordChange, withdrawChange } from '../use-cases/audit/record-change.ts';
import { announce } from '../use-cases/news/announce.ts';
import type { AuditRule } from './audit-rule.ts';
import { toServiceError } from './problem.ts';
import type { Reply, Route, RouteContext } from './route.ts';

type Context = RouteContext<unknown, unknown, unknown>;

/** The contract's names of ids in paths. */
const pathIds = z.object({
  id: z.string().optional(),
  project_pk: z.string().optional(),
  parameter_pk: z.string().optional(),
  environment_pk: z.string().optional(),
});

const answered = z.object({
  id: z.string().optional().catch(undefined),
  name: z.string().optional().catch(undefined),
});

/**
 * Lets the route answer, and tells the audit: before, that a change is about to be made, so that no crash can lose it;
 * after, what it was. A refusal (4xx) has changed nothing. After a failure (5xx) nobody knows: the announcement stays,
 * and becomes an entry that says so.
 */
export async function handleAudited(route: Route, context: Context): Promise<Reply> {
  const { audit: rule } = route;
  if (rule === undefined) return route.handle(context);
  const { deps } = context;
  const { organizationId, ...user } = context.principal;
  const { action, objectType, starts } = rule;
  const known = await knownBefore(rule, context);
  const intent = await announceChange(deps, { organizationId, action, objectType, user, object: known });

  const reply = await route.handle(context).catch(async (error) => {
    if (toServiceError(error).status < 500) await quietly(context, () => withdrawChange(deps, intent));
    throw error;
  });

  // The answer knows best what it is called now; before that counts what was known beforehand.
  const object = { id: '', name: '', ...known, ...idAndName(reply), ...present(rule.after?.(reply, context) ?? {}) };
  const actions = starts === undefined ? [action] : [action, starts];
  await Promise.all([
    quietly(context, () => recordChange(deps, intent, object, actions)),
    announce(deps, objectChanged(intent, object)),
  ]);
  return reply;
}

async function knownBefore(rule: AuditRule<Context>, context: Context): Promise<Partial<AuditObject>> {
  const known = { ...idsIn(context.params), ...present((await rule.before?.(context)) ?? {}) };
  // The answer to a deletion says nothing of what is gone.
  if (rule.action !== 'delete' || known.name !== undefined || known.id === undefined) return known;
  const { organizationId } = context.principal;
  return { ...(await lastKnownObject(context.deps, { organizationId, objectId: known.id })), ...known };
}

/** What was announced is not lost: to the caller the change has been made, or refused, whatever the audit says. */
async function quietly({ deps }: Context, tell: () => Promise<void>): Promise<void> {
  try {
    await tell();
  } catch (error) {
    deps.log.error('audit.untold', { error });
  }
}

function idAndName({ body }: Reply): Partial<AuditObject> {
  return present(answered.catch({}).parse(body));
}

function idsIn(params: unknown): Partial<AuditObject> {
  const { id, project_pk, parameter_pk, environment_pk } = pathIds.catch({}).parse(params);
  return present({ id, projectId: project_pk, parameterId: parameter_pk, environmentId: environment_pk });
}

function present(object: Partial<AuditObject>): Partial<AuditObject> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
