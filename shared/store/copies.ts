import { z } from 'zod';
import type { Rows, RowWrite } from '../ports/rows.ts';
import { configurationTable } from './configuration-table.ts';
import { listRows } from './every-row.ts';
import { jsonColumn } from './json-column.ts';
import { joinKey, keysUnder } from './key.ts';
import { removalWrite } from './removals.ts';
import { rowShape } from './row-shape.ts';

/**
 * Environments that are being copied and are not there yet, while values are already set in them. The transaction that
 * makes the environments takes the mark away; a mark that stays tells of values that nobody will ever reach.
 */
export interface Copy {
  id: string;
  environmentIds: readonly string[];
  startedAt: Date;
}

const row = rowShape(1, {
  id: z.string(),
  environmentIds: jsonColumn(z.array(z.string())),
  startedAt: z.date(),
});

export async function insertCopy(rows: Rows, organizationId: string, copy: Copy): Promise<void> {
  const { id, startedAt } = copy;
  const values = { v: 1, id, startedAt, environmentIds: JSON.stringify(copy.environmentIds) };
  await rows.write(configurationTable, organizationId, [{ kind: 'insert', rowKey: rowKey(copy), values }]);
}

export function deleteCopyWrite(copy: Pick<Copy, 'id'>): RowWrite {
  return { kind: 'delete', rowKey: rowKey(copy) };
}

/**
 * Gives the copy up: from here on its values are to be removed. Rejects with `RowConflict` when the mark is gone, be it
 * that the environments are there, be it that somebody else gave it up.
 */
export async function giveCopyUp(rows: Rows, organizationId: string, copy: Copy): Promise<void> {
  const removals = copy.environmentIds.map((id) => removalWrite({ kind: 'environment', id }));
  await rows.write(configurationTable, organizationId, [deleteCopyWrite(copy), ...removals]);
}

export function listCopies(rows: Rows, organizationId: string): Promise<Copy[]> {
  return listRows(rows, configurationTable, organizationId, keysUnder('copy'), ({ values }) => {
    const { v: _version, ...copy } = row.parse(values);
    return copy;
  });
}

function rowKey({ id }: Pick<Copy, 'id'>): string {
  return joinKey('copy', id);
}
