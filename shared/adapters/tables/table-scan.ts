import { odata } from '@azure/data-tables';
import type { TableSelection, Tables } from '../../ports/tables.ts';
import type { StorageAccount } from '../storage/storage-account.ts';
import { toStorageFault } from '../storage/storage-error.ts';
import { connectTable } from './connect-table.ts';
import { fromEntity } from './entity.ts';
import { isTableMissing } from './row-conflict.ts';

/** Whole tables of Azure Table Storage. Rejects with `StorageFault`. */
export function createTableScan(account: StorageAccount): Tables {
  return {
    async *scan(table, selection = {}) {
      const select = selection.select && ['PartitionKey', 'RowKey', ...selection.select];
      const entities = connectTable(account, table).listEntities({
        queryOptions: { filter: filterOf(selection), select },
      });
      try {
        for await (const page of entities.byPage({ maxPageSize: 1000 })) yield* page.map(fromEntity);
      } catch (error) {
        if (isTableMissing(error)) return;
        throw toStorageFault(error);
      }
    },
  };
}

function filterOf({ partitions, where }: TableSelection): string | undefined {
  const conditions = [
    ...(partitions === undefined
      ? []
      : [odata`PartitionKey ge ${partitions.from}`, odata`PartitionKey lt ${partitions.before}`]),
    // The property's name is one of ours.
    ...(where === undefined ? [] : [`${where.property}${odata` eq ${where.equals}`}`]),
  ];
  return conditions.length === 0 ? undefined : conditions.join(' and ');
}
