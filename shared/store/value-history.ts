import type { ValueHead } from '../domain/configuration/value-head.ts';
import type { Parameter } from '../domain/configuration.ts';
import type { Rows, RowWrite } from '../ports/rows.ts';
import { joinKey, keysUnder } from './key.ts';
import { parametersPartition, parametersTable } from './parameters-table.ts';
import { headFromRow, headToRow } from './value-row.ts';

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

/** The keys of all that is kept about one parameter in one environment. */
export function historyKeys(environmentId: string, parameterId: string): { from: string; before: string } {
  return keysUnder('h', environmentId, parameterId);
}

/** The keys of all that is kept about one environment. */
export function environmentHistoryKeys(environmentId: string): { from: string; before: string } {
  return keysUnder('h', environmentId);
}

function inverted(number: number): string {
  return String(greatest - number).padStart(16, '0');
}
