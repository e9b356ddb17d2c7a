import type { ActionKind } from './action.ts';
import type { QuotaUse } from './quota-window.ts';
import type { StepContent } from './step.ts';

export const taskStates = ['queued', 'running', 'skipped', 'success', 'failure'] as const;

export type TaskState = (typeof taskStates)[number];

/** How far a task is: while planning its steps are not complete and may be written again. */
export type TaskPhase = 'planning' | 'applying' | 'done';

/** What the steps did, or in a dry run would do. `unchanged` needed no step, or one that found nothing to do. */
export interface TaskCounts {
  create: number;
  update: number;
  delete: number;
  unchanged: number;
  skipped: number;
  failed: number;
}

export const countNames = [
  'create',
  'update',
  'delete',
  'unchanged',
  'skipped',
  'failed',
] as const satisfies readonly (keyof TaskCounts)[];

export const noCounts: TaskCounts = { create: 0, update: 0, delete: 0, unchanged: 0, skipped: 0, failed: 0 };

/** One run of an action. */
export interface Task {
  id: string;
  organizationId: string;
  integrationId: string;
  actionId: string;
  actionKind: ActionKind;
  reason: string;
  dryRun: boolean;
  /** Push: however many secrets it deletes. */
  confirmDeletes: boolean;
  state: TaskState;
  phase: TaskPhase;
  /** How many steps there are, once planned. */
  stepCount: number;
  /** Every step before this one has its outcome. */
  cursor: number;
  /** Planned steps before this one may have been carried out although no outcome was recorded. */
  attempted: number;
  counts: TaskCounts;
  /** How many things needed no step. */
  untouched: number;
  /** Applies the plan that a dry run stored: a step that has changed since then is refused. */
  appliesPlan: boolean;
  /** Why somebody has to confirm before the plan of a dry run is applied. */
  confirmation?: string;
  /** Runs only what failed in this task of the same action. */
  retryOf?: string;
  /** Somebody wants it to end; whoever works on it ends it. */
  cancelRequested: boolean;
  /** How often work on it was begun since it last came further. */
  tries: number;
  /** It came no further for a reason that may pass; it is gone on with then. */
  waiting?: { code: string; detail: string; until: Date };
  /** Requests to the vault so far, and how many of them it refused as too many. */
  requests: number;
  throttled: number;
  /** What counted against the vault's quotas when this was written. */
  recent: QuotaUse;
  /** Why it failed as a whole. */
  error?: { code: string; detail: string };
  createdAt: Date;
  modifiedAt: Date;
  startedAt?: Date;
  /** When applying began. */
  plannedAt?: Date;
  finishedAt?: Date;
}

/** What is so of every task before anybody works on it. */
export const newTask = {
  state: 'queued',
  phase: 'planning',
  stepCount: 0,
  cursor: 0,
  attempted: 0,
  counts: noCounts,
  untouched: 0,
  appliesPlan: false,
  cancelRequested: false,
  tries: 0,
  requests: 0,
  throttled: 0,
  recent: { writes: 0, others: 0 },
} as const satisfies Partial<Task>;

export function isFinished(task: Pick<Task, 'state'>): boolean {
  return task.state === 'skipped' || task.state === 'success' || task.state === 'failure';
}

/** Adds these steps' outcomes, or of planned ones their intentions. */
export function count(counts: TaskCounts, steps: readonly Pick<StepContent, 'state' | 'operation'>[]): TaskCounts {
  const sum = { ...counts };
  for (const step of steps) sum[countedAs(step)] += 1;
  return sum;
}

/** Which of the counts a step adds to. */
export function countedAs({ state, operation }: Pick<StepContent, 'state' | 'operation'>): keyof TaskCounts {
  if (state === 'failed') return 'failed';
  if (operation === null) return 'skipped';
  return operation === 'read' ? 'unchanged' : operation;
}
