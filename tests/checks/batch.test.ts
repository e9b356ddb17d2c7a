import { checkQueue } from '../../functions/queues/checks.ts';
import { poisonedCheckQueue } from '../../functions/queues/poisoned-checks.ts';
import type { CheckJob } from '../../shared/ports/jobs.ts';
import { VaultFault } from '../../shared/ports/vaults.ts';
import { putTenantLink } from '../../shared/store/tenants.ts';
import { administrator, consentFlow } from '../support/consent-flow.ts';
import { type CheckWorld, collection, createCheckWorld, quarter, tenantId } from './world.ts';

async function due(world: CheckWorld): Promise<CheckJob> {
  await world.app.clock.advance(quarter);
  await world.timer();
  const [job] = world.app.jobs.takeChecks();
  if (job === undefined) throw new Error('no message');
  return job;
}

/** The vaults of the world, of which some answer otherwise. */
function vaultsWith(world: CheckWorld, probe: (vaultName: string) => Promise<never> | undefined) {
  const { vaults } = world.app.deps;
  const open = (address: Parameters<typeof vaults.open>[0]) => {
    const vault = vaults.open(address);
    return { ...vault, probe: () => probe(address.vaultName) ?? vault.probe() };
  };
  return { ...world.app.deps, vaults: { open } };
}

describe('a batch', () => {
  test('ends though vaults never answer: theirs is an interruption, the others are tested meanwhile', async () => {
    const world = await createCheckWorld({ vaults: 50 });
    const job = await due(world);
    const never = new Promise<never>(() => undefined);
    const hanging = (name: string) => (/-(3|1[0-9])$/.test(name) ? never : undefined);
    const done = world.deliver(job, vaultsWith(world, hanging));
    await world.app.clock.advance(10_000);
    await done;
    expect(world.takeProbes().filter((count) => count === 1)).toHaveLength(39);
    expect(await world.read(3)).toMatchObject({ status: 'connected', cause: 'vault.unavailable' });
    expect(await world.read(4)).toMatchObject({ status: 'connected', cause: null });
  });

  test('of which a test fails in a way that nobody expects tests the others', async () => {
    const world = await createCheckWorld({ vaults: 3 });
    const job = await due(world);
    const broken = (name: string) => (name === 'vault-1' ? Promise.reject(new Error('a defect')) : undefined);
    await world.deliver(job, vaultsWith(world, broken));
    expect(world.takeProbes()).toEqual([1, 0, 1]);
    expect(world.app.logLines.join('\n')).toContain('integration.not-tested');
  });

  test('tells of the statuses that changed, and of no others', async () => {
    const world = await createCheckWorld({ vaults: 3 });
    const job = await due(world);
    world.app.news.takeEvents();
    world.vault(1).network = 'firewall';
    await world.deliver(job);
    expect(world.app.news.takeEvents()).toMatchObject([
      {
        event: {
          type: 'integration_status_changed',
          integrationId: world.ids[1],
          from: 'connected',
          to: 'errored',
          cause: 'vault.forbidden-by-firewall',
        },
      },
    ]);
  });

  test('is not held up by rows that cannot be read', async () => {
    const world = await createCheckWorld({ vaults: 3 });
    const { rows } = world.app;
    const partition = world.organizationId;
    const { createIntegration } = await import('../../shared/use-cases/integrations/create-integration.ts');
    await world.linkTenant(tenantId, world.app.otherOrganization.id);
    const theirs = { organizationId: world.app.otherOrganization.id, tenantId, vaultName: 'vault-0', description: '' };
    const broken = await createIntegration(world.app.deps, { ...theirs, writable: false, resourceTags: {} });
    const newer = { kind: 'put' as const, values: { v: 2 } };
    await rows.write('integrations', theirs.organizationId, [{ ...newer, rowKey: `integration!${broken.id}` }]);
    const shard = (await import('../../shared/store/checks-table.ts')).shardOf(partition);
    await rows.write('checks', shard, [{ ...newer, rowKey: `check!${partition}!${world.ids[1]}` }]);
    world.takeProbes();
    await world.deliver(await due(world));
    expect(world.takeProbes()).toEqual([1, 0, 1]);
    const told = world.app.logLines.join('\n');
    expect(told).toContain('check.not-understood');
    expect(told).toContain('integration.not-tested');
    // What cannot be read is not what is not there.
    expect((await world.rowKeys()).filter((key) => key.includes(broken.id) && key.startsWith('check'))).toHaveLength(1);
  });

  test('keeps a test that somebody asked for meanwhile', async () => {
    const world = await createCheckWorld({ vaults: 1 });
    world.deny(0);
    const job = await due(world);
    const { vaults } = world.app.deps;
    const open: typeof vaults.open = (address) => ({
      ...vaults.open(address),
      async probe() {
        const answers = await vaults.open(address).probe();
        await world.app.clock.advance(10);
        world.grant(0);
        await world.app.request('GET', `${collection}${world.ids[0]}/?refresh_status=true`);
        return answers;
      },
    });
    await world.deliver(job, { ...world.app.deps, vaults: { open } });
    expect(await world.read()).toMatchObject({ status: 'connected' });
  });

  test('does not touch a vault whose tenant is no longer linked', async () => {
    const world = await createCheckWorld({ vaults: 1 });
    await world.app.rows.write('tenants', world.organizationId, [{ kind: 'delete', rowKey: tenantId }]);
    await world.deliver(await due(world));
    expect(world.takeProbes()).toEqual([0]);
    expect(await world.read()).toMatchObject({ status: 'missing', cause: 'consent.missing' });
  });

  test('costs few requests to the storage, also where every integration has its own organization', async () => {
    for (const organizations of [1, 50]) {
      const world = await createCheckWorld({ vaults: organizations === 1 ? 50 : 0 });
      for (let number = 0; organizations > 1 && number < organizations; number += 1) await lone(world, number);
      // The look for integrations without a check comes once a day.
      await world.timer();
      world.app.jobs.takeChecks();
      await world.app.clock.advance(quarter);
      let requests = 0;
      const { get, range, write } = world.app.rows;
      const count = <I extends unknown[], O>(act: (...input: I) => O) => {
        return (...input: I): O => {
          requests += 1;
          return act(...input);
        };
      };
      Object.assign(world.app.rows, { get: count(get), range: count(range), write: count(write) });
      await world.timer();
      const scheduled = requests;
      expect(scheduled).toBeLessThanOrEqual(1 + 16 + 16);
      expect(await world.work()).toBe(1);
      // Two lookups for each lone integration; with it a range and two transactions for each partition.
      expect(requests - scheduled).toBeLessThanOrEqual(organizations === 1 ? 5 : 2 * 50 + 16 * 5);
    }

    async function lone(world: CheckWorld, number: number) {
      const { createIntegration } = await import('../../shared/use-cases/integrations/create-integration.ts');
      const organizationId = world.app.deps.random.uuid();
      const link = { name: 'c', linkedById: 'a', linkedByName: 'A', signedInObjectId: 'b', linkedAt: new Date(0) };
      await putTenantLink(world.app.rows, { organizationId, tenantId, ...link });
      const vaultName = `lone-${number}`;
      world.app.vaults.add({ tenantId, vaultName });
      const rest = { description: '', writable: false, resourceTags: {} };
      await createIntegration(world.app.deps, { organizationId, tenantId, vaultName, ...rest });
    }
  });
});

describe('a message', () => {
  test('of another version of the app is understood, as far as it says what is needed', async () => {
    const world = await createCheckWorld({ vaults: 2 });
    const job = await due(world);
    const checks = job.checks.map((check) => ({ ...check, priority: 'low' }));
    await checkQueue.handle({ deps: world.app.deps }, JSON.stringify({ ...job, checks, traceparent: '00-1' }));
    expect(world.takeProbes()).toEqual([1, 1]);
  });

  test.each([
    ['no JSON', 'not at all'],
    ['nothing', null],
    ['another shape', { v: 1, batch: 7 }],
    ['no ids', { v: 1, claim: 'c', checks: [{ organizationId: 7 }] }],
    [
      'more than is ever sent',
      { v: 1, claim: 'c', checks: Array(101).fill({ organizationId: 'o', integrationId: 'i' }) },
    ],
  ])('that is %s is logged and dropped', async (_what, message) => {
    const world = await createCheckWorld({ vaults: 1 });
    await due(world);
    await checkQueue.handle({ deps: world.app.deps }, message);
    expect(world.takeProbes()).toEqual([0]);
    expect(world.app.logLines.at(-1)).toContain('checks.message-not-understood');
  });

  test('about integrations that are not there does nothing', async () => {
    const world = await createCheckWorld({ vaults: 1 });
    const job = await due(world);
    const unknown = {
      organizationId: world.app.otherOrganization.id,
      integrationId: job.checks[0]?.integrationId ?? '',
    };
    await world.deliver({ ...job, checks: [unknown] });
    expect(world.takeProbes()).toEqual([0]);
  });

  test('that was given up by the queue is told of', async () => {
    const world = await createCheckWorld({ vaults: 1 });
    const job = await due(world);
    await poisonedCheckQueue.handle({ deps: world.app.deps }, JSON.stringify(job));
    expect(world.app.logLines.at(-1)).toContain('checks.batch-given-up');
  });
});

describe('before the turn', () => {
  const advance = (world: CheckWorld, seconds: number) => world.app.clock.advance(seconds * 1000);

  /** The seconds after which a test took place, of so many; the faster timer fires every ten. */
  async function testsWithin(world: CheckWorld, seconds: number): Promise<number[]> {
    const times: number[] = [];
    for (let second = 10; second <= seconds; second += 10) {
      await advance(world, 10);
      await Promise.all([world.watch(), world.watch()]);
      await world.work();
      const [count = 0] = world.takeProbes();
      if (count > 1) throw new Error('tested twice');
      if (count === 1) times.push(second);
    }
    return times;
  }

  test('a failure is tested after 30 s, 1, 2, 5 and 10 minutes, and then no more', async () => {
    const world = await createCheckWorld({ vaults: 1 });
    world.deny(0);
    await world.deliver(await due(world));
    world.takeProbes();
    expect(await testsWithin(world, 1800)).toEqual([30, 90, 210, 510, 1110]);
  });

  test('a grant turns to connected by itself', async () => {
    const world = await createCheckWorld({ vaults: 1 });
    world.deny(0);
    await world.deliver(await due(world));
    expect(await world.read()).toMatchObject({ status: 'errored' });
    world.grant(0);
    world.takeProbes();
    expect(await testsWithin(world, 60)).toEqual([30]);
    expect(await world.read()).toMatchObject({ status: 'connected', cause: null });
    expect((await world.rowKeys()).filter((key) => key.startsWith('soon'))).toEqual([]);
  });

  test('a consent has the vaults of its tenant tested at once that are not connected', async () => {
    const world = await createCheckWorld({ vaults: 0 });
    const { app } = world;
    await world.linkTenant(administrator.tenantId);
    for (const vaultName of ['vault-0', 'vault-1']) {
      app.vaults.add({ tenantId: administrator.tenantId, vaultName });
      const body = { tenant_id: administrator.tenantId, vault_name: vaultName };
      world.ids.push((await app.request('POST', collection, { body })).json.id);
    }
    world.vault(0).fault = new VaultFault('vault.rejected');
    await world.deliver(await due(world));
    world.vault(0).fault = undefined;
    world.takeProbes();
    expect(await testsWithin(world, 300)).toEqual([]);
    const flow = consentFlow(app);
    const begun = await flow.begin();
    const back = await flow.visit(app.entra.signIn(begun.json.authorization_url, administrator));
    await flow.complete(begun.json.id, /<p class="code">([^<]+)<\/p>/.exec(back.text)?.[1]);
    await world.watch();
    await world.work();
    expect(world.takeProbes()).toEqual([1, 0]);
    expect(await world.read()).toMatchObject({ status: 'connected' });
  });

  test('what the turn tests needs no test before the next', async () => {
    const world = await createCheckWorld({ vaults: 1 });
    world.vault(0).fault = new VaultFault('vault.unavailable');
    await world.deliver(await due(world));
    world.vault(0).fault = undefined;
    await world.deliver(await due(world));
    world.takeProbes();
    expect(await testsWithin(world, 600)).toEqual([]);
  });
});
