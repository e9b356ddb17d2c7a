import { type Azurite, startAzurite } from '../../sandbox/azurite/start-azurite.ts';
import { createMemoryRows } from '../../shared/adapters/memory/memory-rows.ts';
import { createTableRows } from '../../shared/adapters/tables/table-rows.ts';
import { describeRows } from './rows.contract.ts';

let azurite: Azurite;
beforeAll(async () => {
  azurite = await startAzurite({});
});
afterAll(async () => {
  await azurite?.stop();
});

describeRows('in memory', () => createMemoryRows());
describeRows('Table Storage', () => createTableRows({ connectionString: azurite.connectionString }));
