import fc from 'fast-check';
import { ownTagNames, writeOwnTags } from '../../shared/domain/sync/ownership-tags.ts';
import { createSyncWorld, type SyncWorld } from './world.ts';

const parameters = ['A', 'B.c', 'D'];
const environments = ['default', 'production'];
/** Every secret that the pushes below can be about, and two that they never are. */
const secretNames = [
  ...environments.flatMap((environment) => parameters.map((name) => `${environment}-web-${name.replace('.', '-')}`)),
  'production-web-GONE',
  'unrelated',
];
const past = 1_000_000_000;

type Owner = 'nobody' | 'this push' | 'another push' | 'another organization';
type Change =
  | { kind: 'value'; environment: string; name: string; value: string | null }
  | {
      kind: 'secret';
      name: string;
      value: string;
      owner: Owner;
      state: 'usual' | 'disabled' | 'expired' | 'managed';
      /** Whether the tags tell another parameter's name. */
      renamed: boolean;
    }
  | { kind: 'deletion'; name: string };

const someValue = fc.constantFrom('one', 'two', '');
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    kind: fc.constant('value' as const),
    environment: fc.constantFrom(...environments),
    name: fc.constantFrom(...parameters),
    value: fc.option(someValue),
  }),
  fc.record({
    kind: fc.constant('secret' as const),
    name: fc.constantFrom(...secretNames),
    value: someValue,
    owner: fc.constantFrom<Owner>('nobody', 'this push', 'this push', 'another push', 'another organization'),
    state: fc.oneof(
      { weight: 5, arbitrary: fc.constant('usual' as const) },
      { weight: 2, arbitrary: fc.constantFrom('disabled' as const, 'expired' as const, 'managed' as const) },
    ),
    renamed: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('deletion' as const), name: fc.constantFrom(...secretNames) }),
);
const rounds = fc.array(fc.array(change, { maxLength: 8 }), { minLength: 1, maxLength: 3 });

/** What happens between two runs, on either side. */
async function happen(world: SyncWorld, pushId: string, each: Change): Promise<void> {
  const { secrets } = world.vault;
  if (each.kind === 'value') {
    await world.setValue('web', each.environment, each.name, each.value);
    return;
  }
  const current = secrets.current().find(({ properties }) => properties.name === each.name);
  if (each.kind === 'deletion') {
    if (current?.properties.managed === false) secrets.delete(each.name);
    return;
  }
  const { name, value, owner, state, renamed } = each;
  const [environment = '', project = '', ...rest] = name.split('-');
  const own = {
    organizationId: owner === 'another organization' ? 'another' : world.organizationId,
    pushId: owner === 'this push' ? pushId : 'another',
    environment,
    project: project || 'web',
    parameter: renamed ? 'RENAMED' : rest.join('.') || 'X',
    secret: true,
    type: 'string',
  } as const;
  secrets.put({
    name,
    value,
    enabled: state !== 'disabled',
    managed: state === 'managed',
    ...(state === 'expired' ? { expires: past } : {}),
    tags: owner === 'nobody' ? { by: 'hand' } : writeOwnTags(own, {}),
  });
}

/** What each secret holds, with what our tags and the vault say of it. */
function look({ vault }: SyncWorld) {
  const found = vault.secrets.current().map(({ properties, value, version }) => {
    const { name, tags, enabled, managed, expires } = properties;
    return [name, { value: value.reveal(), version, tags, enabled, managed, expired: expires === past }] as const;
  });
  return new Map(found);
}

/** What the store says that the vault should hold, by a model of its own: production is under default. */
async function desired(world: SyncWorld): Promise<Map<string, string>> {
  const store = await world.store();
  const wanted = new Map<string, string>();
  for (const environment of environments) {
    for (const name of parameters) {
      const own = store[`${environment}/web/${name}`];
      const value = own === undefined ? store[`default/web/${name}`] : own;
      if (typeof value === 'string') wanted.set(`${environment}-web-${name.replace('.', '-')}`, value);
    }
  }
  return wanted;
}

/** Counts writes of rows to one table from now on. */
function countWrites({ app }: SyncWorld, table: string): () => number {
  const { write } = app.rows;
  let count = 0;
  app.rows.write = (name, ...rest) => {
    if (name === table) count += 1;
    return write(name, ...rest);
  };
  return () => count;
}

test('a push that ran from any state has reached the state that is desired, and finds nothing more to do', async () => {
  const run = async (changes: Change[][], force: boolean) => {
    const world = await createSyncWorld();
    await world.addProject('web');
    // Two environments, so that what is desired can be said in a line.
    for (const name of ['development', 'staging']) {
      const { results } = await world.must(200, world.app.request('GET', `/api/v1/environments/?name=${name}`));
      await world.must(204, world.app.request('DELETE', results[0].url));
    }
    const { id } = await world.addPush(['web'], { force, dry_run: true });
    await world.work();
    for (const round of changes) {
      await world.later();
      for (const each of round) await happen(world, id, each);
      await world.later();
      const before = look(world);
      const wanted = await desired(world);
      const { task, steps } = await world.sync('pushes', id, { dry_run: false, confirm_deletes: true });
      const after = look(world);

      const isOwn = (name: string) =>
        before.get(name)?.tags['kvi-push'] === id &&
        before.get(name)?.tags['kvi-organization'] === world.organizationId;
      const failed: string[] = [];
      for (const name of new Set([...before.keys(), ...wanted.keys()])) {
        const was = before.get(name);
        const left = was && (was.managed || (!isOwn(name) && !(force && wanted.has(name))));
        if (was && wanted.has(name) && left) failed.push(name);
        if (left || (was && isOwn(name) && wanted.has(name) && (!was.enabled || was.expired))) {
          expect(after.get(name)).toEqual(was);
          continue;
        }
        expect(after.get(name)?.value).toBe(wanted.get(name));
        if (!wanted.has(name)) continue;
        expect(after.get(name)).toMatchObject({ enabled: true, tags: { 'kvi-push': id } });
        // One that was deleted may hold the value already when it is recovered; then it stays as it was.
        if (was) expect(after.get(name)?.expired).toBe(false);
        expect(after.get(name)?.tags['kvi-parameter']).toBe(name.split('-').slice(2).join('.'));
      }
      const told = steps.filter(({ success }: { success: boolean }) => !success);
      expect(told.map((step: { venue_name: string }) => step.venue_name).sort()).toEqual(failed.sort());
      expect(task.state).toBe(failed.length === 0 ? 'success' : 'failure');

      world.calls();
      const writes = countWrites(world, 'parameters');
      for (const fields of [{ dry_run: true }, { dry_run: false }]) {
        const again = await world.sync('pushes', id, fields);
        expect(again.task.counts).toMatchObject({ create: 0, update: 0, delete: 0, failed: failed.length });
        expect(again.steps.filter(({ operation }: { operation: string | null }) => operation !== null)).toEqual([]);
      }
      expect(world.calls()).toEqual({ list: 2, get: 0, set: 0, deleted: 0, recover: 0 });
      expect(look(world)).toEqual(after);
      expect(writes()).toBe(0);
    }
  };
  await fc.assert(fc.asyncProperty(rounds, fc.boolean(), run), { numRuns: 80 });
}, 60_000);

test('an import that ran from any state has what the vault holds, and finds nothing more to do', async () => {
  const run = async (changes: Change[][]) => {
    const world = await createSyncWorld();
    await world.addProject('web');
    const { id } = await world.addPull();
    await world.work();
    for (const round of changes) {
      await world.later();
      for (const each of round) await happen(world, 'a push', each);
      await world.later();
      const before = await world.store();
      const { task, steps } = await world.sync('pulls', id);
      const store = await world.store();
      const refused = steps.filter(({ operation }: { operation: string | null }) => operation === null);
      const left = new Set(refused.map((step: { venue_name: string }) => step.venue_name));
      const written = new Map<string, string | null>();
      for (const [name, { value, tags }] of look(world)) {
        const isOurs = ownTagNames.some((tag) => tags[tag] !== undefined);
        const [environment, project, ...rest] = name.split('-');
        if (left.has(name) || rest.length === 0) continue;
        const parameter = isOurs ? tags['kvi-parameter'] : rest.join('-');
        const place = `${environment}/${project}/${parameter}`;
        // What is empty overwrites nothing, and was a value only if we wrote it.
        if (value !== '' || (isOurs && !Object.hasOwn(before, place))) written.set(place, value);
      }
      // Nothing else changed, and nothing went.
      expect(store).toEqual({ ...before, ...Object.fromEntries(written) });
      expect(task.counts.delete).toBe(0);

      await world.later();
      world.calls();
      const [secrets, writes] = [look(world), countWrites(world, 'parameters')];
      for (const fields of [{ dry_run: true }, { dry_run: false }]) {
        const again = await world.sync('pulls', id, fields);
        expect(again.task.counts).toMatchObject({ create: 0, delete: 0, failed: task.counts.failed });
        if (!fields.dry_run) expect(again.task.counts.update).toBe(0);
      }
      expect(world.calls()).toMatchObject({ set: 0, deleted: 0, recover: 0 });
      expect(look(world)).toEqual(secrets);
      expect(await world.store()).toEqual(store);
      expect(writes()).toBe(0);
    }
  };
  await fc.assert(fc.asyncProperty(rounds, run), { numRuns: 80 });
}, 60_000);
