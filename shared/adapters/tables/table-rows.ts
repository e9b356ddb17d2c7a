import { odata, type TableClient, type TransactionAction } from '@azure/data-tables';
import type { RowRange, Rows, RowWrite } from '../../ports/rows.ts';
import { checkKeys, checkRange, checkWrites } from '../../store/row-limits.ts';
import type { StorageAccount } from '../storage/storage-account.ts';
import { toStorageFault } from '../storage/storage-error.ts';
import { conditionalDeletes } from './conditional-deletes.ts';
import { connectTable } from './connect-table.ts';
import { fromEntity, toEntity } from './entity.ts';
import { isRowMissing, isTableMissing, toRowConflict } from './row-conflict.ts';

/**
 * Rows in Azure Table Storage. Tables are made when something is first written to them.
 *
 * Beside `RowConflict` it rejects with `StorageFault`. The SDK repeats a request that got no answer: an insert of
 * which only the answer was lost is then refused as `exists`.
 */
export function createTableRows(account: StorageAccount): Rows {
  const clients = new Map<string, TableClient>();
  const clientFor = (table: string) => {
    const client = clients.get(table) ?? connectTable(account, table);
    clients.set(table, client);
    return client;
  };

  return {
    async get(table, partitionKey, rowKey) {
      checkKeys(table, partitionKey, rowKey);
      const client = clientFor(table);
      try {
        return fromEntity(await client.getEntity(partitionKey, rowKey));
      } catch (error) {
        if (isRowMissing(error) || isTableMissing(error)) return undefined;
        throw toStorageFault(error);
      }
    },

    async range(table, partitionKey, range = {}) {
      const limit = checkRange(table, partitionKey, range);
      const pages = clientFor(table)
        .listEntities({ queryOptions: { filter: filterOf(partitionKey, range), select: selectionOf(range) } })
        .byPage({ maxPageSize: limit });
      try {
        for await (const page of pages) {
          // A page may come back empty with the rest still to come, where a range crosses partition servers.
          // https://learn.microsoft.com/rest/api/storageservices/query-timeout-and-pagination
          if (page.length === 0) continue;
          const rows = page.map(fromEntity);
          // The last row's key instead of the service's token: it means the same for every implementation of the
          // port, and whatever a caller makes of it, it cannot lead out of the partition.
          return { rows, ...(page.continuationToken === undefined ? {} : { next: rows.at(-1)?.rowKey }) };
        }
        return { rows: [] };
      } catch (error) {
        if (isTableMissing(error)) return { rows: [] };
        throw toStorageFault(error);
      }
    },

    async write(table, partitionKey, writes) {
      checkWrites(table, partitionKey, writes);
      const client = clientFor(table);
      const [first] = writes;
      const send = () =>
        writes.length === 1 && first !== undefined
          ? sendOne(client, partitionKey, first).then((etag) => [etag])
          : sendTransaction(account, client, partitionKey, writes);
      try {
        try {
          return await send();
        } catch (error) {
          if (!isTableMissing(error)) throw error;
          await client.createTable();
          return await send();
        }
      } catch (error) {
        throw toRowConflict(error, writes.length) ?? toStorageFault(error);
      }
    },
  };
}

function selectionOf({ select }: RowRange): string[] | undefined {
  return select && ['PartitionKey', 'RowKey', ...select];
}

function filterOf(partitionKey: string, { from, before, after }: RowRange): string {
  return [
    odata`PartitionKey eq ${partitionKey}`,
    ...(from === undefined ? [] : [odata`RowKey ge ${from}`]),
    ...(after === undefined ? [] : [odata`RowKey gt ${after}`]),
    ...(before === undefined ? [] : [odata`RowKey lt ${before}`]),
  ].join(' and ');
}

async function sendOne(client: TableClient, partitionKey: string, write: RowWrite): Promise<string> {
  const { rowKey } = write;
  switch (write.kind) {
    case 'insert':
      return etagOf(await client.createEntity(toEntity(partitionKey, rowKey, write.values)));
    case 'put':
      return etagOf(await client.upsertEntity(toEntity(partitionKey, rowKey, write.values), 'Replace'));
    case 'replace':
      return etagOf(
        await client.updateEntity(toEntity(partitionKey, rowKey, write.values), 'Replace', conditionOf(write)),
      );
    case 'delete':
      await client.deleteEntity(partitionKey, rowKey, conditionOf(write));
      return '';
  }
}

async function sendTransaction(
  account: StorageAccount,
  client: TableClient,
  partitionKey: string,
  writes: readonly RowWrite[],
): Promise<string[]> {
  const deletes = writes.filter((write) => write.kind === 'delete');
  const conditional = deletes.some((write) => write.etag !== undefined);
  const sender = conditional
    ? connectTable(account, client.tableName, conditionalDeletes(deletes.map((write) => write.etag ?? '*')))
    : client;
  const { subResponses } = await sender.submitTransaction(writes.map((write) => toAction(partitionKey, write)));
  return writes.map((write, index) => (write.kind === 'delete' ? '' : etagOf(subResponses[index])));
}

function toAction(partitionKey: string, write: RowWrite): TransactionAction {
  const { rowKey } = write;
  switch (write.kind) {
    case 'insert':
      return ['create', toEntity(partitionKey, rowKey, write.values)];
    case 'put':
      return ['upsert', toEntity(partitionKey, rowKey, write.values), 'Replace'];
    case 'replace':
      return ['update', toEntity(partitionKey, rowKey, write.values), 'Replace', conditionOf(write)];
    case 'delete':
      return ['delete', { partitionKey, rowKey }];
  }
}

/** Without an etag: the row has to exist, in whatever version. */
function conditionOf({ etag }: { etag?: string }): { etag: string } {
  return { etag: etag ?? '*' };
}

function etagOf(response: { etag?: string } | undefined): string {
  if (response?.etag === undefined) throw new Error('the service accepted a write without naming its etag');
  return response.etag;
}
