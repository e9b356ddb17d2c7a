import { type Azurite, startAzurite } from '../../sandbox/azurite/start-azurite.ts';
import { createMemoryRows } from '../../shared/adapters/memory/memory-rows.ts';
import { createTableRows } from '../../shared/adapters/tables/table-rows.ts';
import { createTableScan } from '../../shared/adapters/tables/table-scan.ts';
import { describeTables } from './tables.contract.ts';

let azurite: Azurite;
beforeAll(async () => {
  azurite = await startAzurite({});
});
afterAll(async () => {
  await azurite?.stop();
});

describeTables('in memory', () => {
  const rows = createMemoryRows();
  return { rows, tables: rows };
});
describeTables('Table Storage', () => {
  const account = { connectionString: azurite.connectionString };
  return { rows: createTableRows(account), tables: createTableScan(account) };
});
