import { checkQueue } from '../../functions/queues/checks.ts';
import { checkTimer } from '../../functions/timers/check-timer.ts';
import { watchdog } from '../../functions/timers/watchdog.ts';
import type { CheckJob } from '../../shared/ports/jobs.ts';
import { permissions } from '../../shared/ports/vaults.ts';
import { shards } from '../../shared/store/checks-table.ts';
import { everyRow } from '../../shared/store/every-row.ts';
import { putTenantLink } from '../../shared/store/tenants.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { createTestApp, type TestAppOptions } from '../support/test-app.ts';

export const tenantId = '0f9a3e0a-6f1c-4f6b-9a54-8f4a0f1f8f11';
export const collection = '/api/v1/integrations/azure/key_vault/';
export const quarter = 15 * 60_000;

/** A service with connected vaults, on in-memory adapters, entered through HTTP, timers and the queue. */
export async function createCheckWorld(options: TestAppOptions & { vaults?: number } = {}) {
  const app = await createTestApp(options);
  const organizationId = app.organization.id;
  await linkTenant(tenantId);
  await app.clock.advance(60_000);
  const ids: string[] = [];
  for (let number = 0; number < (options.vaults ?? 1); number += 1) ids.push(await connect(`vault-${number}`));

  function linkTenant(tenant: string, organization = organizationId) {
    const link = { name: 'contoso', linkedById: 'a', linkedByName: 'A', signedInObjectId: 'b' };
    return putTenantLink(app.rows, {
      organizationId: organization,
      tenantId: tenant,
      linkedAt: app.clock.now(),
      ...link,
    });
  }

  async function connect(vaultName: string, apiKey?: string): Promise<string> {
    app.vaults.add({ tenantId, vaultName });
    const body = { tenant_id: tenantId, vault_name: vaultName };
    const made = await app.request('POST', collection, { body, apiKey });
    if (made.status !== 201) throw new Error(made.text);
    return made.json.id;
  }

  const world = {
    app,
    ids,
    organizationId,
    linkTenant,
    connect,
    vault: (number: number) => app.vaults.vault(`vault-${number}`),
    /** How often each vault was tested since the last time. */
    takeProbes() {
      return ids.map((_id, number) => {
        const { calls } = app.vaults.vault(`vault-${number}`);
        const { probe } = calls;
        calls.probe = 0;
        return probe;
      });
    },
    timer: (deps: Deps = app.deps) => checkTimer.handle({ deps }),
    watch: (deps: Deps = app.deps) => watchdog.handle({ deps }),
    deliver: (job: CheckJob, deps: Deps = app.deps) => checkQueue.handle({ deps }, job),
    /** Delivers all messages; gives how many there were. */
    async work(deps: Deps = app.deps): Promise<number> {
      const jobs = app.jobs.takeChecks();
      for (const job of jobs) await checkQueue.handle({ deps }, job);
      return jobs.length;
    },
    read: async (number = 0) => (await app.request('GET', `${collection}${ids[number]}/`)).json,
    /** The keys of all rows of the table. */
    async rowKeys(): Promise<string[]> {
      const keys: string[] = [];
      for (const shard of shards) {
        for await (const { rowKey } of everyRow(app.rows, 'checks', shard, {})) keys.push(rowKey);
      }
      return keys;
    },
    deny: (number: number) => {
      app.vaults.vault(`vault-${number}`).permissions = new Set();
    },
    grant: (number: number) => {
      app.vaults.vault(`vault-${number}`).permissions = new Set(permissions);
    },
  };
  world.takeProbes();
  return world;
}

export type CheckWorld = Awaited<ReturnType<typeof createCheckWorld>>;
