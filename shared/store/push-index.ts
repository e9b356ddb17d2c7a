import { z } from 'zod';
import { type Row, RowConflict, type Rows } from '../ports/rows.ts';
import { configurationTable } from './configuration-table.ts';
import { everyRow } from './every-row.ts';
import { jsonColumn } from './json-column.ts';
import { joinKey, keysUnder } from './key.ts';
import { rowShape } from './row-shape.ts';

/**
 * Where the organization's pushes are, for who comes from a project or a tag and knows no integration: a hint, which may
 * tell of pushes that are gone and of projects and tags that are not pushed any more, and never lacks one. It is written
 * before the push and removed after it; whoever reads it looks at the push.
 */
export interface PushHint {
  integrationId: string;
  pushId: string;
  projectIds: readonly string[];
  tagIds: readonly string[];
}

const kind = 'push';
/** The keys of all hints. */
export const pushHintKeys = keysUnder(kind);
const row = rowShape(1, {
  integrationId: z.string(),
  pushId: z.string(),
  projectIds: jsonColumn(z.array(z.string())),
  tagIds: jsonColumn(z.array(z.string())).default([]),
});

export async function putPushHint(rows: Rows, organizationId: string, hint: PushHint): Promise<void> {
  const { integrationId, pushId } = hint;
  const values = {
    v: 1,
    integrationId,
    pushId,
    projectIds: JSON.stringify([...new Set(hint.projectIds)]),
    tagIds: JSON.stringify([...new Set(hint.tagIds)]),
  };
  await rows.write(configurationTable, organizationId, [{ kind: 'put', rowKey: joinKey(kind, pushId), values }]);
}

/** Removes the hint, if it is there. */
export async function deletePushHint(rows: Rows, organizationId: string, pushId: string): Promise<void> {
  try {
    await rows.write(configurationTable, organizationId, [{ kind: 'delete', rowKey: joinKey(kind, pushId) }]);
  } catch (error) {
    if (!(error instanceof RowConflict)) throw error;
  }
}

export async function* everyPushHint(rows: Rows, organizationId: string): AsyncGenerator<PushHint> {
  for await (const found of everyRow(rows, configurationTable, organizationId, pushHintKeys)) {
    const hint = pushHintFromRow(found);
    if (hint !== undefined) yield hint;
  }
}

/** Of a row of the table that is a hint; nothing of one that is something else. */
export function pushHintFromRow({ rowKey, values }: Row): PushHint | undefined {
  const { from, before } = pushHintKeys;
  if (rowKey < from || rowKey >= before) return undefined;
  const { v: _version, ...hint } = row.parse(values);
  return hint;
}
