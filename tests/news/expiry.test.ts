import { expiryTimer } from '../../functions/timers/expiry.ts';
import { createSyncWorld, type SyncWorld } from '../sync/world.ts';
import { postOffice } from './post-office.ts';

const canary = 'canary-value-7';
const days = 86_400_000;
/** The world's clock begins then. */
const begin = Date.parse('2026-01-01T00:00:00Z');
const inDays = (count: number) => begin / 1000 + count * 86_400;

interface Told {
  data: { secrets: { name: string; expires_at: string }[] };
}

async function prepare() {
  const world = await createSyncWorld();
  const office = postOffice(world.app);
  const hook = await office.subscribe(['secrets_expiring']);
  const { deps } = world.app;
  return {
    world,
    office,
    hook,
    put: (name: string, expires?: number, fields: object = {}) =>
      world.vault.secrets.put({ name: `production-web-${name}`, value: canary, expires, ...fields }),
    async list(query = '') {
      const { json } = await world.app.request('GET', `${world.path}expiring/${query}`);
      return json.results.map(({ name }: { name: string }) => name.replace('production-web-', ''));
    },
    look: () => expiryTimer.handle({ deps }),
    /** Names of the secrets that were told since the last time, by event. */
    async told(): Promise<string[][]> {
      await office.bring();
      return (office.take() as Told[]).map(({ data }) =>
        data.secrets.map(({ name }) => name.replace('production-web-', '')),
      );
    },
  };
}

const noteEverything = async (world: SyncWorld) => {
  const texts: string[] = [];
  for (const partition of [world.integrationId, 'due']) {
    for (const row of (await world.app.rows.range('expiries', partition)).rows) texts.push(JSON.stringify(row));
  }
  return texts;
};

describe('secrets that expire', () => {
  test('are listed, the soonest first, within the time that is set', async () => {
    const { world, put, list } = await prepare();
    put('LATER', inDays(31));
    put('LAST', inDays(30));
    put('FIRST', inDays(1));
    put('NEVER');
    world.vault.secrets.put({ name: 'other-thing', value: canary, expires: inDays(1) });
    await world.addPull({ resource: 'production-{{ project }}-{{ parameter }}' });
    await world.work();
    expect(await list()).toEqual(['FIRST', 'LAST']);
    const [first] = (await world.app.request('GET', `${world.path}expiring/`)).json.results;
    expect(first).toMatchObject({
      name: 'production-web-FIRST',
      fqn: expect.stringMatching(/^azure-key-vault:.*contoso-production\/production-web-FIRST$/),
      expires_at: '2026-01-02T00:00:00.000Z',
      expired: false,
      told_at: '2026-01-01T00:00:00.000Z',
    });
    const page = (await world.app.request('GET', `${world.path}expiring/?page=2&page_size=1`)).json;
    expect(page).toMatchObject({ count: 2, next: null, results: [{ name: 'production-web-LAST' }] });
    expect((await world.app.request('GET', `${world.path}expiring/?page=3&page_size=1`)).status).toBe(404);

    await world.app.clock.advance(1 * days);
    expect(await list()).toEqual(['FIRST', 'LAST', 'LATER']);
    expect((await world.app.request('GET', `${world.path}expiring/`)).json.results[0]).toMatchObject({ expired: true });
  });

  test('are not for other organizations', async () => {
    const { world } = await prepare();
    const { apiKey } = world.app.otherOrganization;
    expect((await world.app.request('GET', `${world.path}expiring/`, { apiKey })).status).toBe(404);
  });

  test('are told once, with name and time alone, by the import that finds them', async () => {
    const { world, office, put, told, look } = await prepare();
    put('A', inDays(7));
    const pull = await world.addPull();
    await world.work();
    await office.bring();
    const [event, ...more] = office.take();
    expect(more).toEqual([]);
    expect(event).toMatchObject({
      type: 'secrets_expiring',
      data: {
        integration: { id: world.integrationId, vault_name: 'contoso-production' },
        secrets: [{ name: 'production-web-A', expires_at: '2026-01-08T00:00:00.000Z' }],
        expiring_url: `https://service.example${world.path}expiring/`,
      },
    });
    expect(JSON.stringify(event) + (await noteEverything(world)).join('')).not.toContain(canary);
    for (let n = 0; n < 3; n += 1) {
      await world.later();
      await world.sync('pulls', pull.id);
      await look();
    }
    expect(await told()).toEqual([]);
  });

  test('are told once by the timer when their time comes, without an import', async () => {
    const { world, put, told, look } = await prepare();
    put('A', inDays(40) + 1);
    put('B', inDays(40) + 1_799);
    put('C', inDays(90));
    await world.addPull();
    await world.work();
    await world.app.clock.advance(10 * days);
    await look();
    expect(await told()).toEqual([]);
    // Within the hour after it came into the time, at the latest.
    await world.app.clock.advance(3_600_000);
    await look();
    expect(await told()).toEqual([['A', 'B']]);
    await world.app.clock.advance(10 * days);
    await look();
    expect(await told()).toEqual([]);
    await world.app.clock.advance(60 * days);
    await look();
    await look();
    expect(await told()).toEqual([['C']]);
    expect((await world.app.rows.range('expiries', 'due')).rows).toEqual([]);
  });

  test('are told again when they have got another expiry', async () => {
    const { world, put, told, list } = await prepare();
    put('A', inDays(7));
    const pull = await world.addPull();
    await world.work();
    expect(await told()).toEqual([['A']]);
    await world.later();
    put('A', inDays(20));
    await world.sync('pulls', pull.id);
    expect(await told()).toEqual([['A']]);
    await world.later();
    put('A', inDays(200));
    await world.sync('pulls', pull.id);
    expect(await told()).toEqual([]);
    expect(await list()).toEqual([]);
  });

  test('stay when they have expired, and go when the vault or the import has them no more', async () => {
    const { world, put, list, told } = await prepare();
    for (const name of ['A', 'B', 'C', 'D']) put(name, inDays(1));
    put('OLD', inDays(-1));
    const pull = await world.addPull();
    await world.work();
    expect(await told()).toEqual([['A', 'B', 'C', 'D']]);
    await world.app.clock.advance(2 * days);
    put('C', undefined);
    put('D', inDays(1), { enabled: false });
    await world.vault.secrets.delete('production-web-B');
    await world.sync('pulls', pull.id);
    expect(await list()).toEqual(['A']);
    await world.app.request('PATCH', `${world.path}pulls/${pull.id}/`, {
      body: { resource: 'other-{{ project }}-{{ parameter }}' },
    });
    await world.sync('pulls', pull.id);
    expect(await list()).toEqual([]);
  });

  test('of two imports stay apart, and go with theirs', async () => {
    const { world, put, list, told } = await prepare();
    put('A', inDays(1));
    world.vault.secrets.put({ name: 'other-web-B', value: canary, expires: inDays(2) });
    const pattern = (name: string) => `${name}-{{ project }}-{{ parameter }}`;
    const one = await world.addPull({ name: 'one', resource: pattern('production') });
    await world.work();
    const two = await world.addPull({ name: 'two', resource: pattern('other') });
    await world.work();
    await world.sync('pulls', one.id);
    expect(await list()).toEqual(['A', 'other-web-B']);
    expect(await told()).toEqual([['A'], ['other-web-B']]);
    expect((await world.app.request('DELETE', `${world.path}pulls/${one.id}/`)).status).toBe(204);
    expect(await list()).toEqual(['other-web-B']);
    expect((await world.app.request('DELETE', `${world.path}pulls/${two.id}/`)).status).toBe(204);
    expect(await list()).toEqual([]);
  });

  test('go with their integration', async () => {
    const { world, put, look } = await prepare();
    put('A', inDays(40));
    await world.addPull();
    await world.work();
    expect((await world.app.request('DELETE', world.path)).status).toBe(204);
    expect((await world.app.rows.range('expiries', world.integrationId)).rows).toEqual([]);
    await world.app.clock.advance(30 * days);
    await look();
    expect((await world.app.rows.range('expiries', 'due')).rows).toEqual([]);
  });

  test('are told in events of fifty', async () => {
    const { world, put, told } = await prepare();
    for (let n = 100; n < 220; n += 1) put(`N${n}`, inDays(1));
    await world.addPull();
    await world.work();
    const events = await told();
    expect(events.map((names) => names.length)).toEqual([50, 50, 20]);
    expect(new Set(events.flat()).size).toBe(120);
  });

  test('are not lost while the queue is away', async () => {
    const { world, put, told, look } = await prepare();
    put('A', inDays(1));
    world.app.news.fault = new Error('the queue is away');
    await world.addPull();
    await world.work();
    await look();
    world.app.news.fault = undefined;
    await look();
    expect((await told()).filter((names) => names.includes('A'))).toEqual([['A']]);
  });

  test('are told again, under the same id, when the mark was not written', async () => {
    const { world, office, put, look } = await prepare();
    put('A', inDays(40));
    await world.addPull();
    await world.work();
    await world.app.clock.advance(11 * days);
    const { rows } = world.app;
    const write = rows.write.bind(rows);
    rows.write = async (table, partition, writes) => {
      if (table === 'expiries' && partition === world.integrationId) throw new Error('killed');
      return write(table, partition, writes);
    };
    await look();
    rows.write = write;
    await world.app.clock.advance(3_600_000);
    await look();
    await look();
    await office.bring();
    const ids = office.take().map(({ id }: { id: string }) => id);
    expect(ids).toHaveLength(2);
    expect(ids[0]).toBe(ids[1]);
  });

  test('cost the vault nothing, and the storage a range when nothing has changed', async () => {
    const { world, put } = await prepare();
    put('A', inDays(1));
    const pull = await world.addPull();
    await world.work();
    await world.later();
    await world.sync('pulls', pull.id);
    await world.later();
    world.calls();
    const asked: string[] = [];
    const { rows } = world.app;
    const [range, write] = [rows.range.bind(rows), rows.write.bind(rows)];
    rows.range = (table, ...rest) => {
      asked.push(`range ${table}`);
      return range(table, ...rest);
    };
    rows.write = (table, ...rest) => {
      asked.push(`write ${table}`);
      return write(table, ...rest);
    };
    await world.sync('pulls', pull.id);
    expect(world.calls()).toEqual({ list: 1, get: 0, set: 0, deleted: 0, recover: 0 });
    expect(asked.filter((each) => each.includes('expiries'))).toEqual(['range expiries']);
  });
});
