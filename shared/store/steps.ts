import { z } from 'zod';
import { builtInTypes } from '../domain/configuration/parameter-type.ts';
import type { Step } from '../domain/sync/step.ts';
import type { Row, RowRange, Rows, RowValues } from '../ports/rows.ts';
import { deleteRange } from './delete-range.ts';
import { everyRow } from './every-row.ts';
import { jsonColumn } from './json-column.ts';
import { presentProperties } from './present-properties.ts';
import { rowShape } from './row-shape.ts';
import { inTransactions } from './transactions.ts';

/*
 * Table `steps`
 *   PK task id, RK position in the task (8 digits): one intended change and its outcome. Never a value.
 * Rows at and behind the task's `stepCount` are left over from a plan that was not finished, and mean nothing.
 */
const table = 'steps';
const digits = 8;
const rowKey = (sequence: number) => String(sequence).padStart(digits, '0');

const row = rowShape(1, {
  sequence: z.int(),
  subject: z.enum(['value', 'environment', 'project']),
  /** Absent: nothing is done. */
  operation: z.enum(['create', 'read', 'update', 'delete']).nullable().default(null),
  state: z.enum(['planned', 'succeeded', 'failed']),
  detail: z.string().optional(),
  errorCode: z.string().optional(),
  errorDetail: z.string().default(''),
  environmentId: z.string().optional(),
  environmentName: z.string().optional(),
  projectId: z.string().optional(),
  projectName: z.string().optional(),
  parameterId: z.string().optional(),
  parameterName: z.string().optional(),
  parameterProjectId: z.string().optional(),
  parameterSecret: z.boolean().optional(),
  parameterType: z.enum(builtInTypes).optional(),
  tagId: z.string().optional(),
  tagName: z.string().optional(),
  secretName: z.string().optional(),
  secretId: z.string().optional(),
  secretUpdated: z.number().optional(),
  valueEtag: z.string().optional(),
  digest: z.string().optional(),
  source: jsonColumn(
    z.object({
      projectId: z.string(),
      parameterId: z.string(),
      environmentId: z.string(),
      asOf: z.string().optional(),
    }),
  ).optional(),
  keeps: jsonColumn(
    z.object({ contentType: z.string().optional(), notBefore: z.number().optional(), expires: z.number().optional() }),
  ).optional(),
  lookFirst: z.boolean().optional(),
  createdAt: z.date(),
  modifiedAt: z.date(),
});

function toValues({ taskId: _taskId, error, source, keeps, ...step }: Step): RowValues {
  return presentProperties({
    v: 1,
    ...step,
    errorCode: error?.code,
    errorDetail: error?.detail,
    source: source === undefined ? undefined : JSON.stringify(source),
    keeps: keeps === undefined ? undefined : JSON.stringify(keeps),
  });
}

function fromRow(taskId: string, { values }: Row): Step {
  const { v: _version, errorCode, errorDetail, ...step } = row.parse(values);
  return { taskId, ...step, ...(errorCode === undefined ? {} : { error: { code: errorCode, detail: errorDetail } }) };
}

/** Writes steps of one task, over whatever was there, in transactions of up to 100 in the order given. */
export async function putSteps(rows: Rows, taskId: string, steps: readonly Step[]): Promise<void> {
  const writes = steps.map((step) => ({ kind: 'put', rowKey: rowKey(step.sequence), values: toValues(step) }) as const);
  for (const transaction of inTransactions(taskId, writes)) await rows.write(table, taskId, transaction);
}

export async function getStep(rows: Rows, taskId: string, sequence: number): Promise<Step | undefined> {
  const found = await rows.get(table, taskId, rowKey(sequence));
  return found && fromRow(taskId, found);
}

/** Up to 1,000 steps from the position `from` on, and before `before`; in one request. */
export async function readSteps(rows: Rows, taskId: string, from: number, before: number): Promise<Step[]> {
  if (before <= from) return [];
  const range: RowRange = { from: rowKey(from), before: rowKey(before), limit: Math.min(1000, before - from) };
  const page = await rows.range(table, taskId, range);
  return page.rows.map((found) => fromRow(taskId, found));
}

/** The task's first `stepCount` steps, read page by page as they are consumed. */
export async function* everyStep(rows: Rows, taskId: string, stepCount: number): AsyncGenerator<Step> {
  for await (const found of everyRow(rows, table, taskId, { before: rowKey(stepCount) })) yield fromRow(taskId, found);
}

/** Deletes all steps of a task, those of unfinished plans too; gives how many there were. */
export function deleteSteps(rows: Rows, taskId: string): Promise<number> {
  return deleteRange(rows, table, taskId);
}
