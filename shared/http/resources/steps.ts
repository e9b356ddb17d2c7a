import { z } from 'zod';
import { integrationFqn } from '../../domain/integration/integration.ts';
import type { ActionKind } from '../../domain/sync/action.ts';
import { describeStep } from '../../domain/sync/describe-step.ts';
import type { Step } from '../../domain/sync/step.ts';
import { stepId } from '../../domain/sync/step-id.ts';
import { countedAs, countNames, type Task } from '../../domain/sync/task.ts';
import { optionalQueryBoolean } from '../boolean-fields.ts';
import type { Links } from '../links.ts';
import { containsIgnoringCase } from '../list-query.ts';
import { compareBy } from '../ordering.ts';
import { pageQuery, pageSchema } from '../paging.ts';
import { queryText, shownName } from '../text-fields.ts';
import { fitsModified, modifiedQuery } from '../time-filter.ts';

const operations = ['create', 'read', 'update', 'delete'] as const;
const name = shownName.nullable().optional();

const stepFields = z.object({
  url: z.url(),
  id: z.uuid(),
  operation: z.enum(operations).meta({ id: 'OperationEnum' }).nullable().optional(),
  success: z.boolean(),
  success_detail: z.string().nullable().optional(),
  fqn: z.string().max(1024).nullable().optional(),
  environment: z.url().nullable(),
  environment_id: z.uuid().nullable().optional(),
  environment_name: name,
  project: z.url().nullable(),
  project_id: z.uuid().nullable().optional(),
  project_name: name,
  parameter: z.url().nullable(),
  parameter_id: z.uuid().nullable().optional(),
  parameter_name: name,
  venue_id: z.string().max(2048).nullable().optional(),
  venue_name: z.string().max(1024).nullable().optional(),
  summary: z.string().nullable().optional(),
  error_code: z.string().max(256).nullable().optional(),
  error_detail: z.string().nullable().optional(),
  created_at: z.iso.datetime(),
  modified_at: z.iso.datetime().nullable(),
});

export const pullStepSchema = stepFields.meta({ id: 'AzureKeyVaultPullTaskStep' });
/** A step of whatever kind of run. */
export const taskStepSchema = stepFields.meta({ id: 'TaskStep' });
export const taskStepPageSchema = pageSchema(taskStepSchema).meta({ id: 'PaginatedTaskStepList' });
export const pushStepSchema = stepFields.meta({ id: 'AzureKeyVaultPushTaskStep' });
const pullStepPageSchema = pageSchema(pullStepSchema).meta({ id: 'PaginatedAzureKeyVaultPullTaskStepList' });
const pushStepPageSchema = pageSchema(pushStepSchema).meta({ id: 'PaginatedAzureKeyVaultPushTaskStepList' });

export type PresentedStep = z.input<typeof stepFields>;

export const stepQuery = z.object({
  ...pageQuery,
  ...modifiedQuery,
  /** Those that make up this one of the run's `counts`; of steps that were not carried out, what they would have done. */
  counted_as: z.enum(countNames).optional(),
  fqn: queryText,
  operation: z.enum(operations).nullable().optional(),
  success: optionalQueryBoolean,
  venue_id: queryText,
  venue_id__icontains: queryText,
  venue_name: queryText,
  venue_name__icontains: queryText,
});

export type StepQuery = z.output<typeof stepQuery>;

/** Whether all steps are asked for, in their own order: then a page is a range. */
export function asksForAll(query: StepQuery): boolean {
  return Object.entries(query).every(
    ([field, value]) => value === undefined || field === 'page' || field === 'page_size',
  );
}

/** A step with what clients see of it, which is what they select by. */
export interface ShownStep {
  step: Step;
  shown: PresentedStep;
}

export function fitsStepQuery({ step, shown }: ShownStep, query: StepQuery): boolean {
  const { fqn, operation, success, venue_id: venueId, venue_name: venueName } = query;
  return (
    fitsModified(step, query) &&
    (query.counted_as === undefined || countedAs(step) === query.counted_as) &&
    (fqn === undefined || shown.fqn === fqn) &&
    (operation === undefined || shown.operation === operation) &&
    (success === undefined || shown.success === success) &&
    (venueId === undefined || shown.venue_id === venueId) &&
    containsIgnoringCase(shown.venue_id ?? '', query.venue_id__icontains) &&
    (venueName === undefined || shown.venue_name === venueName) &&
    containsIgnoringCase(shown.venue_name ?? '', query.venue_name__icontains)
  );
}

const orderings = {
  sequence: ({ step }: ShownStep) => step.sequence,
  created_at: ({ step }: ShownStep) => step.createdAt.getTime(),
  modified_at: ({ step }: ShownStep) => step.modifiedAt.getTime(),
  operation: ({ shown }: ShownStep) => shown.operation ?? '',
  success: ({ shown }: ShownStep) => Number(shown.success),
  fqn: ({ shown }: ShownStep) => shown.fqn ?? '',
  venue_id: ({ shown }: ShownStep) => shown.venue_id ?? '',
  venue_name: ({ shown }: ShownStep) => shown.venue_name ?? '',
  environment_name: ({ shown }: ShownStep) => shown.environment_name ?? '',
  project_name: ({ shown }: ShownStep) => shown.project_name ?? '',
  parameter_name: ({ shown }: ShownStep) => shown.parameter_name ?? '',
};

export function compareSteps(ordering: string | undefined): (one: ShownStep, other: ShownStep) => number {
  return compareBy(orderings, ordering, 'sequence');
}

/** `vault`: where the secrets are, for their fully qualified names. */
export function presentStep(
  step: Step,
  task: Task,
  vault: { tenantId: string; vaultName: string },
  links: Links,
): PresentedStep {
  const id = stepId(task.id, step.sequence);
  const { environmentId, projectId, parameterId, parameterProjectId, secretName } = step;
  const { success, detail, error, summary } = describeStep(step, task);
  const parameter = parameterProjectId && parameterId ? links.to('parameter', parameterProjectId, parameterId) : null;
  return {
    url: links.to(`${task.actionKind}Step`, task.integrationId, task.actionId, task.id, id),
    id,
    operation: step.operation,
    success,
    success_detail: detail,
    fqn: secretName === undefined ? null : integrationFqn(vault, secretName),
    environment: environmentId === undefined ? null : links.to('environment', environmentId),
    environment_id: environmentId ?? null,
    environment_name: step.environmentName ?? null,
    project: projectId === undefined ? null : links.to('project', projectId),
    project_id: projectId ?? null,
    project_name: step.projectName ?? null,
    parameter,
    parameter_id: parameterId ?? null,
    parameter_name: step.parameterName ?? null,
    venue_id: step.secretId ?? null,
    venue_name: secretName ?? null,
    summary,
    error_code: error?.code ?? null,
    error_detail: error?.detail ?? null,
    created_at: step.createdAt.toISOString(),
    modified_at: step.modifiedAt.toISOString(),
  };
}

export function stepSchemas(kind: ActionKind) {
  return kind === 'pull'
    ? { one: pullStepSchema, page: pullStepPageSchema }
    : { one: pushStepSchema, page: pushStepPageSchema };
}
