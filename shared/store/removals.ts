import { z } from 'zod';
import type { Rows, RowWrite } from '../ports/rows.ts';
import { configurationTable } from './configuration-table.ts';
import { listRows } from './every-row.ts';
import { joinKey, keysUnder } from './key.ts';
import { rowShape } from './row-shape.ts';

/**
 * An environment or project that is deleted already while rows of its values may still be there, out of reach.
 * The mark is written with the deletion and taken away when nothing is left, so that no crash leaves rows behind.
 */
export interface Removal {
  kind: 'environment' | 'project';
  id: string;
}

const row = rowShape(1, { kind: z.enum(['environment', 'project']), id: z.string() });

export function removalWrite({ kind, id }: Removal): RowWrite {
  return { kind: 'put', rowKey: rowKey({ kind, id }), values: { v: 1, kind, id } };
}

export function listRemovals(rows: Rows, organizationId: string): Promise<Removal[]> {
  return listRows(rows, configurationTable, organizationId, keysUnder('removal'), ({ values }) => {
    const { kind, id } = row.parse(values);
    return { kind, id };
  });
}

/** Rejects with `RowConflict` when the mark is gone already. */
export async function deleteRemoval(rows: Rows, organizationId: string, removal: Removal): Promise<void> {
  await rows.write(configurationTable, organizationId, [{ kind: 'delete', rowKey: rowKey(removal) }]);
}

function rowKey({ kind, id }: Removal): string {
  return joinKey('removal', kind, id);
}
