import { createManualClock } from '../../shared/adapters/memory/manual-clock.ts';
import { createMemoryCipher } from '../../shared/adapters/memory/memory-cipher.ts';
import { createMemoryJobs } from '../../shared/adapters/memory/memory-jobs.ts';
import { createMemoryRows } from '../../shared/adapters/memory/memory-rows.ts';
import { createSeededRandom } from '../../shared/adapters/memory/seeded-random.ts';
import type { Rows, RowWrite } from '../../shared/ports/rows.ts';
import { Secret } from '../../shared/secret.ts';
import { listEnvironments } from '../../shared/store/environments.ts';
import { insertProject } from '../../shared/store/projects.ts';
import { seedEnvironments } from '../../shared/use-cases/configuration/seed-environments.ts';
import type { SetValueItem } from '../../shared/use-cases/configuration/set-values.ts';
import { generousLimits } from '../support/generous-limits.ts';

export const organizationId = 'c0ffee00-0000-4000-8000-000000000001';
export const projectId = 'c0ffee00-0000-4000-8000-000000000002';

/** A seeded organization with one project, on rows whose transactions are counted and can be interfered with. */
export async function createStore() {
  const clock = createManualClock(new Date('2026-01-01T00:00:00Z'));
  const random = createSeededRandom(7);
  const memory = createMemoryRows();
  const transactions: { table: string; writes: RowWrite[] }[] = [];
  let beforeWrite: (() => Promise<void>) | undefined;
  const rows: Rows = {
    ...memory,
    async write(table, partitionKey, writes) {
      const interfere = beforeWrite;
      beforeWrite = undefined;
      await interfere?.();
      const etags = await memory.write(table, partitionKey, writes);
      transactions.push({ table, writes });
      return etags;
    },
  };
  const jobs = createMemoryJobs({ clock });
  const deps = { clock, random, rows, jobs, cipher: createMemoryCipher({ random }), ...generousLimits() };
  await seedEnvironments(deps, organizationId);
  const now = clock.now();
  await insertProject(rows, {
    id: projectId,
    organizationId,
    name: 'shop',
    description: '',
    dependsOnId: null,
    parameterNamePattern: '',
    createdAt: now,
    modifiedAt: now,
  });
  const environments = new Map((await listEnvironments(rows, organizationId)).map(({ name, id }) => [name, id]));
  transactions.length = 0;
  return {
    deps,
    clock,
    rows,
    transactions,
    /** Runs once, just before the next write. */
    interfereOnce(interference: () => Promise<void>) {
      beforeWrite = interference;
    },
    environmentId(name: string): string {
      const id = environments.get(name);
      if (id === undefined) throw new Error(`no environment ${name}`);
      return id;
    },
    item(name: string, environment: string, value: string | null, more: Partial<SetValueItem> = {}): SetValueItem {
      return {
        parameter: { name, secret: true, type: 'string' },
        environmentId: this.environmentId(environment),
        value: value === null ? null : new Secret(value),
        ...more,
      };
    },
  };
}
