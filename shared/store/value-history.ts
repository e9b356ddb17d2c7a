import type { ValueHead } from '../domain/configuration/value-head.ts';
import type { Parameter } from '../domain/configuration.ts';
import type { OldValue } from '../domain/retention/plan-old-values.ts';
import type { Rows, RowWrite } from '../ports/rows.ts';
import { deleteKeys } from './delete-keys.ts';
import { listRows } from './every-row.ts';
import { joinKey, keysUnder } from './key.ts';
import { parametersPartition, parametersTable } from './parameters-table.ts';
import { headFromRow, headToRow, withoutContent } from './value-row.ts';

/** Greater than every time in milliseconds and every revision; the newest comes first when both are taken from it. */
const greatest = 10 ** 15;

/** Keeps what was so until now. Belongs in the transaction that makes something else so. */
export function keepInHistoryWrite(head: ValueHead): RowWrite {
  const { environmentId, parameterId, since, revision } = head;
  const rowKey = joinKey('h', environmentId, parameterId, inverted(since.getTime()), inverted(revision));
  return { kind: 'put', rowKey, values: headToRow(head) };
}

/** What was so at that time, if it is in the history already; one range of one row. */
export async function findInHistory(
  rows: Rows,
  { organizationId, projectId, id }: Pick<Parameter, 'organizationId' | 'projectId' | 'id'>,
  environmentId: string,
  at: Date,
): Promise<ValueHead | undefined> {
  const { before } = keysUnder('h', environmentId, id);
  const from = joinKey('h', environmentId, id, inverted(at.getTime()));
  const partition = parametersPartition(organizationId, projectId);
  const page = await rows.range(parametersTable, partition, { from, before, limit: 1 });
  const [found] = page.rows;
  return found && headFromRow(organizationId, projectId, found);
}

/** All that is kept about one parameter in one environment, the newest first, without what the values are (`sealed` is null). */
export function listHistory(
  rows: Rows,
  { organizationId, projectId, id }: Pick<Parameter, 'organizationId' | 'projectId' | 'id'>,
  environmentId: string,
): Promise<ValueHead[]> {
  const range = { ...historyKeys(environmentId, id), select: withoutContent };
  const partition = parametersPartition(organizationId, projectId);
  return listRows(rows, parametersTable, partition, range, (row) => headFromRow(organizationId, projectId, row));
}

/** The keys of all that is kept about one parameter in one environment. */
export function historyKeys(environmentId: string, parameterId: string): { from: string; before: string } {
  return keysUnder('h', environmentId, parameterId);
}

/** The keys of all that is kept about one environment. */
export function environmentHistoryKeys(environmentId: string): { from: string; before: string } {
  return keysUnder('h', environmentId);
}

/** Some of the project's old values in the order of their keys, 1,000 at most: a request, which reads keys only. */
export async function readOldValues(
  rows: Rows,
  { organizationId, projectId }: Pick<Parameter, 'organizationId' | 'projectId'>,
  after?: string,
): Promise<{ values: OldValue[]; next?: string }> {
  const range = { ...keysUnder('h'), select: [], after };
  const page = await rows.range(parametersTable, parametersPartition(organizationId, projectId), range);
  return { values: page.rows.map(({ rowKey }) => oldValueAt(rowKey)), next: page.next };
}

/** What a key of the history says by itself. The ids are UUIDs, which stand in keys as they are. */
export function oldValueAt(rowKey: string): OldValue {
  const [, environmentId = '', parameterId = '', since] = rowKey.split('!');
  return { rowKey, environmentId, parameterId, since: new Date(greatest - Number(since)) };
}

/** Deletes old values, whoever else does so too; gives how many it deleted itself. */
export async function deleteOldValues(
  rows: Rows,
  { organizationId, projectId }: Pick<Parameter, 'organizationId' | 'projectId'>,
  values: readonly OldValue[],
): Promise<number> {
  return deleteKeys(
    rows,
    parametersTable,
    parametersPartition(organizationId, projectId),
    values.map(({ rowKey }) => rowKey),
  );
}

function inverted(number: number): string {
  return String(greatest - number).padStart(16, '0');
}
