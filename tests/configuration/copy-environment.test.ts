import type { Rows } from '../../shared/ports/rows.ts';
import { listCopies } from '../../shared/store/copies.ts';
import { getEnvironment, listEnvironments } from '../../shared/store/environments.ts';
import { listRemovals } from '../../shared/store/removals.ts';
import { environmentHeads } from '../../shared/store/values.ts';
import { copyEnvironment } from '../../shared/use-cases/configuration/copy-environment.ts';
import { deleteEnvironment } from '../../shared/use-cases/configuration/delete-environment.ts';
import { openValue } from '../../shared/use-cases/configuration/open-value.ts';
import { setValues } from '../../shared/use-cases/configuration/set-values.ts';
import { createStore, organizationId, projectId } from './support.ts';

type Store = Awaited<ReturnType<typeof createStore>>;

const count = 230;

async function createWorld() {
  const store = await createStore();
  const items = Array.from({ length: count }, (_, n) => store.item(`p${n}`, 'production', `v${n}`));
  await setValues(store.deps, { organizationId, projectId, items });
  store.transactions.length = 0;
  return store;
}

function copy(store: Store, rows: Rows = store.rows, name = 'copy') {
  const id = store.environmentId('production');
  return copyEnvironment({ ...store.deps, rows }, { organizationId, id, name, recursive: false, childNames: {} });
}

async function valuesIn(store: Store, environmentId: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { value } of environmentHeads(store.rows, { organizationId, projectId }, environmentId)) {
    if (value) found.push((await openValue(store.deps, value))?.reveal() ?? '');
  }
  return found.sort();
}

/** All environments in which anything is set, seen or not. */
async function environmentsWithRows({ rows }: Store): Promise<string[]> {
  const page = await rows.range('parameters', `${organizationId}!${projectId}`, { from: 'v!', before: 'v"' });
  return [...new Set(page.rows.map(({ rowKey }) => rowKey.split('!')[1] ?? ''))];
}

/** Rows that fail for good after so many writes, as if the process were killed. */
function killedAfter(rows: Rows, writes: number): Rows {
  let left = writes;
  return {
    ...rows,
    async write(table, partitionKey, all) {
      left -= 1;
      if (left < 0) throw new Error('killed');
      return rows.write(table, partitionKey, all);
    },
  };
}

describe('copying an environment', () => {
  test('takes a few transactions, of which the last makes it visible', async () => {
    const store = await createWorld();
    const { environment } = await copy(store);
    expect(await valuesIn(store, environment.id)).toEqual(Array.from({ length: count }, (_, n) => `v${n}`).sort());
    expect(store.transactions.at(-1)?.table).toBe('configuration');
    expect(store.transactions.length).toBeLessThan(10);
    expect(await listCopies(store.rows, organizationId)).toEqual([]);
    expect(await listRemovals(store.rows, organizationId)).toEqual([]);
  });

  test('cut off at any write shows nothing, and the next copy clears it away', async () => {
    const whole = await createWorld();
    await copy(whole);
    for (let writes = 0; writes < whole.transactions.length; writes += 1) {
      const store = await createWorld();
      const before = await listEnvironments(store.rows, organizationId);
      await expect(copy(store, killedAfter(store.rows, writes))).rejects.toThrow('killed');
      expect(await listEnvironments(store.rows, organizationId)).toEqual(before);
      // Nobody knows yet whether it is still under way.
      await copy(store, store.rows, 'second');
      await store.clock.advance(16 * 60_000);
      const { environment } = await copy(store, store.rows, 'third');
      expect(await valuesIn(store, environment.id)).toHaveLength(count);
      const known = (await listEnvironments(store.rows, organizationId)).map(({ id }) => id);
      expect((await environmentsWithRows(store)).filter((id) => !known.includes(id))).toEqual([]);
      expect(await listCopies(store.rows, organizationId)).toEqual([]);
      expect(await listRemovals(store.rows, organizationId)).toEqual([]);
    }
  });

  test('that fails clears itself away', async () => {
    const store = await createWorld();
    let left = 2;
    const failing: Rows = {
      ...store.rows,
      async write(table, partitionKey, writes) {
        left -= 1;
        if (left === 0) throw new Error('storage was away for a moment');
        return store.rows.write(table, partitionKey, writes);
      },
    };
    await expect(copy(store, failing)).rejects.toThrow('storage was away');
    expect(await listCopies(store.rows, organizationId)).toEqual([]);
    expect(await environmentsWithRows(store)).toEqual([store.environmentId('production')]);
  });

  test('of two with one name makes one', async () => {
    const store = await createWorld();
    const results = await Promise.allSettled([copy(store), copy(store)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'object.exists' } });
    const named = (await listEnvironments(store.rows, organizationId)).filter(({ name }) => name === 'copy');
    expect(named).toHaveLength(1);
    expect(await valuesIn(store, named[0]?.id ?? '')).toHaveLength(count);
    expect(await environmentsWithRows(store)).toHaveLength(2);
  });

  test('ends with nothing when the source is deleted meanwhile', async () => {
    const store = await createWorld();
    const id = store.environmentId('production');
    store.interfereOnce(async () => {
      await deleteEnvironment(store.deps, { organizationId, id });
    });
    await expect(copy(store)).rejects.toMatchObject({ code: 'object.not-found' });
    expect(await getEnvironment(store.rows, organizationId, id)).toBeUndefined();
    expect(await environmentsWithRows(store)).toEqual([]);
    expect(await listCopies(store.rows, organizationId)).toEqual([]);
  });
});
