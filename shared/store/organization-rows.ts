import type { Row, Rows } from '../ports/rows.ts';
import type { Tables } from '../ports/tables.ts';
import { actionsTable } from './actions-table.ts';
import { auditTable } from './audit.ts';
import { checksTable, shardOf } from './checks-table.ts';
import { configurationTable } from './configuration-table.ts';
import { everyRow } from './every-row.ts';
import { encodeKeyPart, keysUnder, splitKey } from './key.ts';
import { parametersTable } from './parameters-table.ts';
import { usersTable } from './users-table.ts';

/** Some of the rows that belong to an organization; they are read as they are consumed. */
export interface Section {
  table: string;
  rows: AsyncIterable<Row>;
}

interface Stores {
  rows: Rows;
  tables: Tables;
}

/**
 * All rows of all tables that belong to an organization, but for the organization itself. In the order in which they can
 * be deleted: what others are found through comes after them, the data keys at the very end. `apiKeys`, `consents`,
 * `openTasks`, `expiries` and `checks` hold all organizations' rows together: they are searched.
 */
export async function* organizationRows({ rows, tables }: Stores, organizationId: string): AsyncGenerator<Section> {
  /** The partition that is the organization's, and those whose key begins with it. */
  const own = (table: string) => ({ table, rows: everyRow(rows, table, organizationId, {}) });
  const under = (table: string) => ({ table, rows: tables.scan(table, { partitions: keysUnder(organizationId) }) });
  const where = { property: 'organizationId', equals: organizationId };
  const named = (table: string) => ({ table, rows: tables.scan(table, { where }) });

  yield own(usersTable);
  yield named('apiKeys');
  for await (const { rowKey: taskId } of tables.scan('tasks', { partitions: keysUnder(organizationId), select: [] })) {
    yield { table: 'steps', rows: everyRow(rows, 'steps', taskId, {}) };
  }
  yield under('tasks');
  yield named('openTasks');
  for (const integrationId of await integrationIds({ rows, tables }, organizationId)) {
    yield { table: 'observations', rows: everyRow(rows, 'observations', integrationId, {}) };
    yield { table: 'expiries', rows: everyRow(rows, 'expiries', integrationId, {}) };
  }
  yield named('expiries');
  yield under(actionsTable);
  const shard = shardOf(organizationId);
  yield { table: checksTable, rows: tables.scan(checksTable, { partitions: justThis(shard), where }) };
  yield { table: checksTable, rows: everyRow(rows, checksTable, shard, keysUnder('history', organizationId)) };
  yield own('integrations');
  yield under(parametersTable);
  yield own(configurationTable);
  yield own('webhooks');
  yield own('tenants');
  yield named('consents');
  yield under('keyedRequests');
  yield { table: 'keyedRequests', rows: tables.scan('keyedRequests', { partitions: justThis('due'), where }) };
  yield under(auditTable);
  yield own(auditTable);
  yield { table: 'dataKeys', rows: everyRow(rows, 'dataKeys', encodeKeyPart(organizationId), {}) };
}

/** Also those that are half deleted. */
async function integrationIds({ rows, tables }: Stores, organizationId: string): Promise<Set<string>> {
  const ids = new Set<string>();
  const note = (id: string | undefined) => id !== undefined && ids.add(id);
  for await (const { rowKey } of everyRow(rows, 'integrations', organizationId, keysUnder('integration'))) {
    note(splitKey(rowKey)[1]);
  }
  for await (const { partitionKey } of tables.scan(actionsTable, {
    partitions: keysUnder(organizationId),
    select: [],
  })) {
    note(splitKey(partitionKey)[1]);
  }
  for (const kind of ['check', 'history']) {
    const range = keysUnder(kind, organizationId);
    for await (const { rowKey } of everyRow(rows, checksTable, shardOf(organizationId), range))
      note(splitKey(rowKey)[2]);
  }
  return ids;
}

function justThis(partitionKey: string): { from: string; before: string } {
  return { from: partitionKey, before: `${partitionKey}!` };
}
