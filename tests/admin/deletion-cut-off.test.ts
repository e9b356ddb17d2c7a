import { createEnvelopeCipher } from '../../shared/adapters/crypto/envelope-cipher.ts';
import { createMemoryKeyWrapper } from '../../shared/adapters/memory/memory-key-wrapper.ts';
import { createMemoryRows } from '../../shared/adapters/memory/memory-rows.ts';
import { systemClock } from '../../shared/adapters/system/system-clock.ts';
import { systemRandom } from '../../shared/adapters/system/system-random.ts';
import type { Row, Rows } from '../../shared/ports/rows.ts';
import { everyTable } from '../../shared/store/every-table.ts';
import { deleteOrganizationData, planDeletion } from '../../shared/use-cases/organizations/delete-organization.ts';
import { collect } from '../support/collect.ts';
import { connectNeighbour, createSyncWorld } from '../sync/world.ts';
import { fillOrganization } from './fill-organization.ts';

type MemoryRows = ReturnType<typeof createMemoryRows>;
type Content = { table: string; row: Row }[];

async function contentOf(tables: MemoryRows): Promise<Content> {
  const content: Content = [];
  for (const table of everyTable) {
    for (const row of await collect(tables.scan(table))) content.push({ table, row: { ...row, etag: '' } });
  }
  return content;
}

async function copyOf(content: Content): Promise<MemoryRows> {
  const copy = createMemoryRows();
  for (const { table, row } of content) {
    await copy.write(table, row.partitionKey, [{ kind: 'insert', rowKey: row.rowKey, values: row.values }]);
  }
  return copy;
}

/** Two organizations that use everything; one of them has a run that is not finished. */
async function prepare() {
  const tables = createMemoryRows();
  const sealing = { rows: tables, keyWrapper: createMemoryKeyWrapper(), random: systemRandom };
  const cipher = createEnvelopeCipher({ ...sealing, clock: systemClock }, { fresh: 3_600_000, stale: 0 });
  const world = await createSyncWorld({ deps: { rows: tables, cipher } });
  await fillOrganization(await connectNeighbour(world), 'till');
  await fillOrganization(world);
  await world.addPull({ name: 'unfinished' });
  const pauses: number[] = [];
  const deps = (target: MemoryRows, rows: Rows = target) => ({
    ...world.app.deps,
    rows,
    tables: target,
    pause: async (duration: number) => void pauses.push(duration),
  });
  return { deps, pauses, id: world.organizationId, content: await contentOf(tables) };
}

test('cut off at any write, a deletion is done again and leaves what one that was not cut off leaves', async () => {
  const { deps, pauses, id, content } = await prepare();
  const whole = await copyOf(content);
  expect(await planDeletion(deps(whole), id)).toMatchObject({ name: 'Contoso', runs: 1 });
  await deleteOrganizationData(deps(whole), id);
  // Longer than a process remembers whom it lets in.
  expect(pauses).toEqual([expect.any(Number)]);
  expect(pauses[0]).toBeGreaterThan(5_000);
  const left = await contentOf(whole);
  expect(left.length).toBeGreaterThan(50);
  expect(left.length).toBeLessThan(content.length - 50);
  await expect(planDeletion(deps(whole), id)).rejects.toMatchObject({ code: 'organization.not-found' });

  for (let allowed = 0; ; allowed += 1) {
    const target = await copyOf(content);
    let writes = 0;
    const failing: Rows = {
      ...target,
      async write(...args) {
        writes += 1;
        if (writes > allowed) throw new Error('killed');
        return target.write(...args);
      },
    };
    const done = await deleteOrganizationData(deps(target, failing), id).then(
      () => true,
      (error) => {
        expect(error.message).toBe('killed');
        return false;
      },
    );
    if (done) break;
    // Whoever repeats it is asked for the same name for as long as anything else is left, and then for the id.
    const plan = await planDeletion(deps(target), id);
    expect(Object.keys(plan.rows).length > 0 ? plan.name : 'Contoso').toBe('Contoso');
    await deleteOrganizationData(deps(target), id);
    expect(await contentOf(target)).toEqual(left);
  }
}, 60_000);

test('nobody is let in while the data are deleted', async () => {
  const { deps, id, content } = await prepare();
  const target = await copyOf(content);
  const order: string[] = [];
  const watched: Rows = {
    ...target,
    write(table, ...rest) {
      if (order.at(-1) !== table) order.push(table);
      return target.write(table, ...rest);
    },
  };
  await deleteOrganizationData(deps(target, watched), id);
  expect(order[0]).toBe('organizations');
  expect(order.indexOf('users')).toBeLessThan(order.indexOf('apiKeys'));
  // Without the keys nothing that was sealed opens; they go when nothing is left that they open.
  expect(order.slice(-2)).toEqual(['dataKeys', 'organizations']);
});
