import { z } from 'zod';
import type { Stored } from '../domain/stored.ts';
import type { Pull } from '../domain/sync/action.ts';
import type { Row, Rows, RowValues, RowWrite } from '../ports/rows.ts';
import {
  actionKey,
  actionsPartition,
  actionsTable,
  deleteAction,
  insertAction,
  replaceAction,
} from './actions-table.ts';
import { listRows } from './every-row.ts';
import { keysUnder } from './key.ts';
import { presentProperties } from './present-properties.ts';
import { rowShape } from './row-shape.ts';

export type StoredPull = Stored<Pull>;

const mappedKey = 'mapped';
const mappedRow = rowShape(1, { id: z.string() });
const row = rowShape(1, {
  id: z.string(),
  name: z.string(),
  description: z.string(),
  mode: z.enum(['mapped', 'pattern']),
  resource: z.string().nullable().default(null),
  createEnvironments: z.boolean(),
  createProjects: z.boolean(),
  dryRun: z.boolean(),
  createdAt: z.date(),
  modifiedAt: z.date(),
});

function toValues({
  kind: _kind,
  organizationId: _organization,
  integrationId: _integration,
  ...pull
}: Pull): RowValues {
  return presentProperties({ v: 1, ...pull });
}

function fromRow(organizationId: string, integrationId: string, { etag, values }: Row): StoredPull {
  const { v: _version, ...pull } = row.parse(values);
  return { kind: 'pull', organizationId, integrationId, ...pull, etag };
}

/** Returns the etag. Rejects with `object.exists` when the name is taken. */
export function insertPull(rows: Rows, pull: Pull): Promise<string> {
  return insertAction(rows, pull, toValues(pull));
}

/** The same for the mapped pull; rejects with `RowConflict` when there is one already. */
export function insertMappedPull(rows: Rows, pull: Pull): Promise<string> {
  return insertAction(rows, pull, toValues(pull), [
    { kind: 'insert', rowKey: mappedKey, values: { v: 1, id: pull.id } },
  ]);
}

/** The id of the integration's mapped pull. */
export async function getMappedPullId(
  rows: Rows,
  organizationId: string,
  integrationId: string,
): Promise<string | undefined> {
  const found = await rows.get(actionsTable, actionsPartition(organizationId, integrationId), mappedKey);
  return found && mappedRow.parse(found.values).id;
}

export async function getPull(
  rows: Rows,
  organizationId: string,
  integrationId: string,
  id: string,
): Promise<StoredPull | undefined> {
  const found = await rows.get(actionsTable, actionsPartition(organizationId, integrationId), actionKey('pull', id));
  return found && fromRow(organizationId, integrationId, found);
}

/** All pulls of the integration, by id. */
export function listPulls(rows: Rows, organizationId: string, integrationId: string): Promise<StoredPull[]> {
  const partition = actionsPartition(organizationId, integrationId);
  return listRows(rows, actionsTable, partition, keysUnder('pull'), (each) =>
    fromRow(organizationId, integrationId, each),
  );
}

/** Returns the new etag. Rejects with `object.exists` when the new name is taken, with `RowConflict` when it changed. */
export function replacePull(
  rows: Rows,
  { etag: _etag, ...pull }: Pull & { etag?: string },
  was: StoredPull,
): Promise<string> {
  return replaceAction(rows, pull, toValues(pull), was);
}

/** Rejects with `RowConflict` when it is not this version or gone already. */
export function deletePull(rows: Rows, pull: StoredPull): Promise<void> {
  const mapped: RowWrite[] = pull.mode === 'mapped' ? [{ kind: 'delete', rowKey: mappedKey }] : [];
  return deleteAction(rows, pull, mapped);
}
