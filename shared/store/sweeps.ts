import { RowConflict, type Rows } from '../ports/rows.ts';
import { checksTable } from './checks-table.ts';

/*
 * Table `checks`, PK `sweep`, RK `integrations`: when integrations without a check were looked for last.
 */
const partition = 'sweep';
const rowKey = 'integrations';

/** Whether it is so long ago (milliseconds) that it is time again, and nobody else has begun. */
export async function beginSweep(rows: Rows, now: Date, interval: number): Promise<boolean> {
  const last = await rows.get(checksTable, partition, rowKey);
  if (last?.values.begunAt instanceof Date && now.getTime() - last.values.begunAt.getTime() < interval) return false;
  const row = { rowKey, values: { v: 1, begunAt: now } };
  try {
    await rows.write(checksTable, partition, [
      last === undefined ? { kind: 'insert', ...row } : { kind: 'replace', ...row, etag: last.etag },
    ]);
    return true;
  } catch (error) {
    if (error instanceof RowConflict) return false;
    throw error;
  }
}
