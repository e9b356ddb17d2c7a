import { z } from 'zod';
import { causes, statuses } from '../domain/integration/cause.ts';
import type { StatusChange } from '../domain/integration/status-change.ts';
import type { Rows, RowWrite } from '../ports/rows.ts';
import { checksTable, shardOf } from './checks-table.ts';
import { deleteRange } from './delete-range.ts';
import { listRows } from './every-row.ts';
import { joinKey, keysUnder } from './key.ts';
import { presentProperties } from './present-properties.ts';
import { rowShape } from './row-shape.ts';

/*
 * Table `checks`, PK as of the integration's check, RK `history!{organization}!{integration}!{time, turned around}`: one
 * change of status, the newest first; written in the transaction that changes the check.
 */
interface Path {
  organizationId: string;
  integrationId: string;
}

/** Greater than any time in milliseconds that is met. */
const endOfTime = 99_999_999_999_999;
const turned = (time: Date) => String(endOfTime - time.getTime()).padStart(14, '0');
const rowKey = ({ organizationId, integrationId }: Path, at: Date) =>
  joinKey('history', organizationId, integrationId, turned(at));

const row = rowShape(1, {
  at: z.date(),
  from: z.enum(statuses),
  to: z.enum(statuses),
  cause: z.enum(causes).nullable().default(null),
  fromSince: z.date(),
});

/** The keys of an integration's whole history. */
export function historyOf({ organizationId, integrationId }: Path): { from: string; before: string } {
  return keysUnder('history', organizationId, integrationId);
}

export function changeWrite(path: Path, change: StatusChange): RowWrite {
  return { kind: 'put', rowKey: rowKey(path, change.at), values: presentProperties({ v: 1, ...change }) };
}

/**
 * Takes away changes of before this time, and gives how many; the newest one of all stays. A request where there are
 * none, and two where only the newest is that old.
 */
export async function deleteChangesBefore(rows: Rows, path: Path, before: Date): Promise<number> {
  const shard = shardOf(path.organizationId);
  const range = { from: rowKey(path, before), before: historyOf(path).before };
  const [due, next] = (await rows.range(checksTable, shard, { ...range, limit: 2, select: [] })).rows;
  if (due === undefined) return 0;
  const [newest] = (await rows.range(checksTable, shard, { ...historyOf(path), limit: 1, select: [] })).rows;
  const oldest = newest?.rowKey === due.rowKey ? next : due;
  if (oldest === undefined) return 0;
  return deleteRange(rows, checksTable, shard, { ...range, from: oldest.rowKey });
}

/** All changes that are kept, the newest first. */
export function listStatusChanges(rows: Rows, path: Path): Promise<StatusChange[]> {
  return listRows(rows, checksTable, shardOf(path.organizationId), historyOf(path), ({ values }) => {
    const { v: _version, ...change } = row.parse(values);
    return change;
  });
}
