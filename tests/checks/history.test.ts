import { VaultFault } from '../../shared/ports/vaults.ts';
import { type CheckWorld, collection, createCheckWorld, quarter, tenantId } from './world.ts';

const history = async ({ app, ids }: CheckWorld, query = '') =>
  (await app.request('GET', `${collection}${ids[0]}/status_history/${query}`)).json;

/** So many minutes go by in turns of the timer; then the timer fires. */
async function turns(world: CheckWorld, count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) {
    await world.app.clock.advance(quarter);
    await world.timer();
    await world.work();
  }
}

describe('the history of a status', () => {
  test('says from, to, why, when and how long', async () => {
    const world = await createCheckWorld({ vaults: 1 });
    const created = world.app.clock.now();
    await turns(world, 2);
    world.deny(0);
    await turns(world, 2);
    world.vault(0).network = 'firewall';
    await turns(world, 1);
    world.vault(0).network = 'open';
    world.grant(0);
    await turns(world, 4);
    const at = (turn: number) => new Date(created.getTime() + turn * quarter).toISOString();
    expect(await history(world)).toMatchObject({
      count: 4,
      next: null,
      previous: null,
      results: [
        { from: 'errored', to: 'connected', cause: null, at: at(6), until: null, seconds: 45 * 60 },
        { from: 'errored', to: 'errored', cause: 'vault.forbidden-by-firewall', at: at(5), until: at(6), seconds: 900 },
        { from: 'connected', to: 'errored', cause: 'vault.forbidden-by-rbac', at: at(3), until: at(5), seconds: 1800 },
        { from: 'unknown', to: 'connected', cause: null, at: at(0), until: at(3), seconds: 2700 },
      ],
      availability: { last_24_hours: { connected: (3 + 3) / 9, changes: 2 }, last_30_days: { changes: 2 } },
      flapping: false,
    });
  });

  test('does not tell of a connected vault that was interrupted for a while', async () => {
    const world = await createCheckWorld({ vaults: 1 });
    world.vault(0).fault = new VaultFault('vault.throttled');
    await turns(world, 1);
    world.vault(0).fault = undefined;
    await turns(world, 1);
    expect(await history(world)).toMatchObject({ count: 1, availability: { last_24_hours: { connected: 1 } } });
  });

  test('shows a vault that comes and goes, in pages', async () => {
    const world = await createCheckWorld({ vaults: 1 });
    for (let round = 0; round < 4; round += 1) {
      world.deny(0);
      await turns(world, 1);
      world.grant(0);
      await turns(world, 1);
    }
    const first = await history(world, '?page_size=5');
    expect(first).toMatchObject({ count: 9, flapping: true, availability: { last_24_hours: { changes: 8 } } });
    expect(first.results).toHaveLength(5);
    const second = (await world.app.request('GET', first.next)).json;
    expect(second.results).toHaveLength(4);
    expect(second.previous).toContain('page=1');
    const oldest = (await history(world, '?ordering=at')).results[0];
    expect(oldest).toMatchObject({ from: 'unknown', to: 'connected' });
  });

  test("is not found for another organization's integration", async () => {
    const world = await createCheckWorld({ vaults: 1 });
    const { apiKey } = world.app.otherOrganization;
    const answer = await world.app.request('GET', `${collection}${world.ids[0]}/status_history/`, { apiKey });
    expect(answer.status).toBe(404);
    expect((await world.app.request('GET', `${collection}${world.ids[0]}/status_history/?page=2`)).status).toBe(404);
    expect((await world.app.request('GET', `${collection}${world.ids[0]}/status_history/?ordering=x`)).status).toBe(
      400,
    );
  });
});

describe('the summary', () => {
  const summary = async (world: CheckWorld, apiKey?: string) =>
    (await world.app.request('GET', `${collection}summary/`, { apiKey })).json;

  test('counts by status and cause, and names the oldest and the slowest test', async () => {
    const world = await createCheckWorld({ vaults: 4 });
    world.deny(0);
    world.vault(1).network = 'firewall';
    world.vault(2).fault = new VaultFault('vault.throttled');
    await turns(world, 1);
    const { vaults } = world.app.deps;
    const slow: typeof vaults = {
      open: (address) => ({
        ...vaults.open(address),
        async probe() {
          await world.app.clock.advance(700);
          return vaults.open(address).probe();
        },
      }),
    };
    await world.app.clock.advance(60_000);
    const { readIntegration } = await import('../../shared/use-cases/integrations/read-integration.ts');
    const id = world.ids[3] ?? '';
    const { organizationId } = world;
    await readIntegration({ ...world.app.deps, vaults: slow }, { organizationId, id, refresh: true });
    const found = await summary(world);
    expect(found).toMatchObject({
      count: 4,
      by_status: { connected: 2, errored: 2, unknown: 0, pending: 0, missing: 0, checking: 0 },
      by_cause: { 'vault.forbidden-by-rbac': 1, 'vault.forbidden-by-firewall': 1, 'vault.throttled': 1 },
      never_checked: 0,
      slowest_check: { id, name: `vault-3@${tenantId}`, milliseconds: 700 },
    });
    expect(Object.keys(found.by_cause)).toHaveLength(3);
    expect(found.oldest_check.id).not.toBe(id);
    expect(found.oldest_check.url).toContain(found.oldest_check.id);
  });

  test("is that of the caller's organization, also when it has no vault", async () => {
    const world = await createCheckWorld({ vaults: 1 });
    expect(await summary(world, world.app.otherOrganization.apiKey)).toMatchObject({
      count: 0,
      by_cause: {},
      oldest_check: null,
      slowest_check: null,
    });
  });
});
