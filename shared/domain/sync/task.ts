import type { ActionKind } from './action.ts';
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
  /** Why it failed as a whole. */
  error?: { code: string; detail: string };
  createdAt: Date;
  modifiedAt: Date;
  startedAt?: Date;
  finishedAt?: Date;
}

export function isFinished(task: Task): boolean {
  return task.state === 'skipped' || task.state === 'success' || task.state === 'failure';
}

/** Adds these steps' outcomes, or of planned ones their intentions. */
export function count(counts: TaskCounts, steps: readonly Pick<StepContent, 'state' | 'operation'>[]): TaskCounts {
  const sum = { ...counts };
  for (const step of steps) sum[countedAs(step)] += 1;
  return sum;
}

function countedAs({ state, operation }: Pick<StepContent, 'state' | 'operation'>): keyof TaskCounts {
  if (state === 'failed') return 'failed';
  if (operation === null) return 'skipped';
  return operation === 'read' ? 'unchanged' : operation;
}
