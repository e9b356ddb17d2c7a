import { z } from 'zod';
import type { Stored } from '../domain/stored.ts';
import type { Push } from '../domain/sync/action.ts';
import type { Row, Rows, RowValues } from '../ports/rows.ts';
import {
  actionKey,
  actionsPartition,
  actionsTable,
  deleteAction,
  insertAction,
  replaceAction,
} from './actions-table.ts';
import { listRows } from './every-row.ts';
import { jsonColumn } from './json-column.ts';
import { keysUnder } from './key.ts';
import { presentProperties } from './present-properties.ts';
import { rowShape } from './row-shape.ts';

export type StoredPush = Stored<Push>;

const row = rowShape(1, {
  id: z.string(),
  name: z.string(),
  description: z.string(),
  resource: z.string(),
  projectIds: jsonColumn(z.array(z.string())),
  /** Each as `{environment id}/{tag id}`. Pushes of before there were tags have none. */
  tags: jsonColumn(z.array(z.string())).default([]),
  includeParameters: z.boolean(),
  includeSecrets: z.boolean(),
  includeTemplates: z.boolean(),
  coerceParameters: z.boolean(),
  force: z.boolean(),
  local: z.boolean(),
  dryRun: z.boolean(),
  createdAt: z.date(),
  modifiedAt: z.date(),
});

function toValues({
  kind: _kind,
  organizationId: _organization,
  integrationId: _integration,
  ...push
}: Push): RowValues {
  const tags = push.tags.map(({ environmentId, id }) => `${environmentId}/${id}`);
  return presentProperties({
    v: 1,
    ...push,
    projectIds: JSON.stringify(push.projectIds),
    tags: JSON.stringify(tags),
  });
}

function fromRow(organizationId: string, integrationId: string, { etag, values }: Row): StoredPush {
  const { v: _version, tags: keys, ...push } = row.parse(values);
  const tags = keys.map((key) => {
    const [environmentId = '', id = ''] = key.split('/');
    return { environmentId, id };
  });
  return { kind: 'push', organizationId, integrationId, ...push, tags, etag };
}

/** Returns the etag. Rejects with `object.exists` when the name is taken. */
export function insertPush(rows: Rows, push: Push): Promise<string> {
  return insertAction(rows, push, toValues(push));
}

export async function getPush(
  rows: Rows,
  organizationId: string,
  integrationId: string,
  id: string,
): Promise<StoredPush | undefined> {
  const found = await rows.get(actionsTable, actionsPartition(organizationId, integrationId), actionKey('push', id));
  return found && fromRow(organizationId, integrationId, found);
}

/** All pushes of the integration, by id. */
export function listPushes(rows: Rows, organizationId: string, integrationId: string): Promise<StoredPush[]> {
  const partition = actionsPartition(organizationId, integrationId);
  return listRows(rows, actionsTable, partition, keysUnder('push'), (each) =>
    fromRow(organizationId, integrationId, each),
  );
}

/** Returns the new etag. Rejects with `object.exists` when the new name is taken, with `RowConflict` when it changed. */
export function replacePush(
  rows: Rows,
  { etag: _etag, ...push }: Push & { etag?: string },
  was: StoredPush,
): Promise<string> {
  return replaceAction(rows, push, toValues(push), was);
}

/** Rejects with `RowConflict` when it is not this version or gone already. */
export function deletePush(rows: Rows, push: StoredPush): Promise<void> {
  return deleteAction(rows, push);
}
