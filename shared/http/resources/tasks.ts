import { z } from 'zod';
import type { ActionKind } from '../../domain/sync/action.ts';
import { secondsLeft } from '../../domain/sync/estimate.ts';
import { type Task, taskStates } from '../../domain/sync/task.ts';
import type { Links } from '../links.ts';
import { compareBy } from '../ordering.ts';
import { pageQuery, pageSchema } from '../paging.ts';
import { fitsModified, modifiedQuery } from '../time-filter.ts';

const stateSchema = z.enum(taskStates).meta({ id: 'StateEnum' });

const counts = z.object({
  create: z.int(),
  update: z.int(),
  delete: z.int(),
  unchanged: z.int(),
  skipped: z.int(),
  failed: z.int(),
});

const taskFields = z.object({
  url: z.url(),
  id: z.uuid(),
  reason: z.string().max(256).nullable().optional(),
  dry_run: z.boolean().optional(),
  state: stateSchema.optional(),
  error_code: z.string().max(256).nullable().optional(),
  error_detail: z.string().nullable().optional(),
  created_at: z.iso.datetime(),
  modified_at: z.iso.datetime().nullable(),
  /** What the steps did, or in a dry run would do. */
  counts,
  /** How many of the planned steps are through, and whole seconds until all are, where that can be told. */
  progress: z.object({ done: z.int(), total: z.int(), seconds_left: z.int().nullable() }).nullable(),
  /** Requests to the vault so far, and how many of them it refused as too many. */
  requests: z.object({ sent: z.int(), throttled: z.int() }),
  /** Why the run stands still, and until when, while it waits for something that may pass. */
  waiting: z.object({ code: z.string(), detail: z.string(), until: z.iso.datetime() }).nullable(),
  /** What has to be confirmed before the plan of this dry run is applied. */
  confirmation: z.string().nullable(),
  cancel_requested: z.boolean(),
  /** The run of which this one repeats what failed. */
  retry_of: z.url().nullable(),
  /** Of a push: it deletes however many secrets left its scope. */
  confirm_deletes: z.boolean(),
  started_at: z.iso.datetime().nullable(),
  finished_at: z.iso.datetime().nullable(),
});

/** `confirm_deletes`: also when the plan deletes many of the secrets that the push wrote. */
export const applySchema = z.strictObject({ confirm_deletes: z.boolean().default(false) }).meta({ id: 'ApplyPlan' });

export const pullTaskSchema = taskFields.meta({ id: 'AzureKeyVaultPullTask' });
export const pushTaskSchema = taskFields.meta({ id: 'AzureKeyVaultPushTask' });
export const pullTaskPageSchema = pageSchema(pullTaskSchema).meta({ id: 'PaginatedAzureKeyVaultPullTaskList' });
export const pushTaskPageSchema = pageSchema(pushTaskSchema).meta({ id: 'PaginatedAzureKeyVaultPushTaskList' });

export const taskQuery = z.object({ ...pageQuery, ...modifiedQuery, state: z.enum(taskStates).optional() });

const orderings = {
  created_at: ({ createdAt }: Task) => createdAt.getTime(),
  modified_at: ({ modifiedAt }: Task) => modifiedAt.getTime(),
  state: ({ state }: Task) => state,
  reason: ({ reason }: Task) => reason,
  // Ids begin with the time.
  id: ({ id }: Task) => id,
};

/** The tasks that the query asks for, in its order; the newest first unless it says otherwise. */
export function selectTasks<T extends Task>(all: readonly T[], query: z.output<typeof taskQuery>): T[] {
  return all
    .filter((task) => (query.state === undefined || task.state === query.state) && fitsModified(task, query))
    .sort(compareBy(orderings, query.ordering, '-id'));
}

export function presentTask(task: Task, links: Links): z.input<typeof taskFields> {
  return {
    url: links.to(`${task.actionKind}Task`, task.integrationId, task.actionId, task.id),
    id: task.id,
    reason: task.reason,
    dry_run: task.dryRun,
    state: task.state,
    error_code: task.error?.code ?? null,
    error_detail: task.error?.detail ?? null,
    created_at: task.createdAt.toISOString(),
    modified_at: task.modifiedAt.toISOString(),
    counts: task.counts,
    progress:
      task.plannedAt === undefined
        ? null
        : { done: task.cursor, total: task.stepCount, seconds_left: secondsLeft(task) ?? null },
    requests: { sent: task.requests, throttled: task.throttled },
    waiting: task.waiting === undefined ? null : { ...task.waiting, until: task.waiting.until.toISOString() },
    confirmation: task.confirmation ?? null,
    cancel_requested: task.cancelRequested,
    retry_of:
      task.retryOf === undefined
        ? null
        : links.to(`${task.actionKind}Task`, task.integrationId, task.actionId, task.retryOf),
    confirm_deletes: task.confirmDeletes,
    started_at: task.startedAt?.toISOString() ?? null,
    finished_at: task.finishedAt?.toISOString() ?? null,
  };
}

export function taskSchemas(kind: ActionKind) {
  return kind === 'pull'
    ? { one: pullTaskSchema, page: pullTaskPageSchema }
    : { one: pushTaskSchema, page: pushTaskPageSchema };
}
