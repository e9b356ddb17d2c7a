import type { ActionKind } from '../domain/sync/action.ts';
import { ServiceError } from '../errors.ts';
import { RowConflict, type Rows, type RowValues, type RowWrite } from '../ports/rows.ts';
import { everyRow } from './every-row.ts';
import { joinKey, keysUnder } from './key.ts';

/*
 * Table `actions`
 *   PK `{organization id}!{integration id}`
 *   RK `pull!{id}`, `push!{id}`: one action
 *   RK `pull-name!{name}`, `push-name!{name}`: its id, so that names are unique among the integration's pulls or pushes
 *   RK `latest-task!{action id}`: the id of the action's newest task
 *   RK `mapped`: the id of the integration's mapped pull, so that there is one
 * An action and its name are written in one transaction.
 */
export const actionsTable = 'actions';

interface ActionRow {
  kind: ActionKind;
  organizationId: string;
  integrationId: string;
  id: string;
  name: string;
}

export function actionsPartition(organizationId: string, integrationId: string): string {
  return joinKey(organizationId, integrationId);
}

export function actionKey(kind: ActionKind, id: string): string {
  return joinKey(kind, id);
}

/** How many actions the integration has, their keys read in one range (1,000 rows with a request, the names among them). */
export async function countActionsOf(rows: Rows, organizationId: string, integrationId: string): Promise<number> {
  const range = { from: keysUnder('pull').from, before: keysUnder('push').before, select: ['v'] };
  let count = 0;
  for await (const { rowKey } of everyRow(rows, actionsTable, actionsPartition(organizationId, integrationId), range)) {
    if (/^(pull|push)!/.test(rowKey)) count += 1;
  }
  return count;
}

/** Returns the etag. Rejects with `object.exists` when the name is taken; `also`: further rows of the transaction. */
export async function insertAction(
  rows: Rows,
  action: ActionRow,
  values: RowValues,
  also: readonly RowWrite[] = [],
): Promise<string> {
  return writeAction(rows, action, [
    { kind: 'insert', rowKey: actionKey(action.kind, action.id), values },
    { kind: 'insert', rowKey: nameKey(action), values: { v: 1, id: action.id } },
    ...also,
  ]);
}

/** Returns the new etag. Rejects with `object.exists` when the new name is taken, with `RowConflict` when it changed. */
export async function replaceAction(
  rows: Rows,
  action: ActionRow,
  values: RowValues,
  was: { name: string; etag: string },
): Promise<string> {
  const renaming: RowWrite[] =
    was.name === action.name
      ? []
      : [
          { kind: 'insert', rowKey: nameKey(action), values: { v: 1, id: action.id } },
          { kind: 'delete', rowKey: nameKey({ ...action, name: was.name }) },
        ];
  const replacement: RowWrite = { kind: 'replace', rowKey: actionKey(action.kind, action.id), values, etag: was.etag };
  return writeAction(rows, action, [replacement, ...renaming]);
}

/** Rejects with `RowConflict` when it is not this version or gone already. */
export async function deleteAction(
  rows: Rows,
  action: ActionRow & { etag: string },
  also: readonly RowWrite[] = [],
): Promise<void> {
  await rows.write(actionsTable, actionsPartition(action.organizationId, action.integrationId), [
    { kind: 'delete', rowKey: actionKey(action.kind, action.id), etag: action.etag },
    { kind: 'delete', rowKey: nameKey(action) },
    ...also,
  ]);
}

/** Position of the name among the writes of an insertion or of a renaming. */
const nameIndex = 1;

async function writeAction(rows: Rows, action: ActionRow, writes: RowWrite[]): Promise<string> {
  try {
    const partition = actionsPartition(action.organizationId, action.integrationId);
    const [etag = ''] = await rows.write(actionsTable, partition, writes);
    return etag;
  } catch (cause) {
    if (!(cause instanceof RowConflict) || cause.reason !== 'exists' || cause.index !== nameIndex) throw cause;
    const sentence = `The integration has a ${action.kind} named ${JSON.stringify(action.name)} already.`;
    throw new ServiceError('object.exists', sentence, { cause });
  }
}

function nameKey({ kind, name }: Pick<ActionRow, 'kind' | 'name'>): string {
  return joinKey(`${kind}-name`, name);
}
