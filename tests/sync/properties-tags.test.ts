import fc from 'fast-check';
import { createSyncWorld } from './world.ts';

const parameters = ['A', 'B'];
const environments = ['default', 'production'];

type Change =
  | { kind: 'set'; environment: string; name: string; value: string | null }
  | { kind: 'take away'; environment: string; name: string }
  | { kind: 'tag'; environment: string }
  | { kind: 'move'; tag: number };

const place = { environment: fc.constantFrom(...environments), name: fc.constantFrom(...parameters) };
const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('set' as const), ...place, value: fc.option(fc.string()) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('take away' as const), ...place }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('tag' as const), environment: place.environment }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('move' as const), tag: fc.nat() }) },
);

test('a push with tags holds what was so at the time of each, wherever they move', async () => {
  const run = async (before: Change[], after: Change[]) => {
    const world = await createSyncWorld();
    const { app, must } = world;
    await world.addProject('web');
    const { results } = await must(200, app.request('GET', '/api/v1/environments/'));
    const environmentUrl = (name: string) => results.find((each: { name: string }) => each.name === name).url;
    const [project] = (await must(200, app.request('GET', '/api/v1/projects/'))).results;
    const made = new Map<string, string>();
    for (const name of parameters) {
      const { url } = await must(
        201,
        app.request('POST', `${project.url}parameters/`, { body: { name, secret: true } }),
      );
      made.set(name, url);
    }

    /** By environment and name: what is set, and where it is found. */
    const values = new Map<string, { url: string; value: string | null }>();
    const tags: { url: string; name: string; environment: string; holds: Record<string, string> }[] = [];
    /** What is so in an environment, by secret; production is under default. */
    const snapshot = (environment: string, tag: string) => {
      const held: Record<string, string> = {};
      for (const name of parameters) {
        const found = values.get(`${environment}/${name}`) ?? values.get(`default/${name}`);
        if (typeof found?.value === 'string') held[`${environment}-${tag}-${name}`] = found.value;
      }
      return held;
    };
    const happen = async (each: Change) => {
      await app.clock.advance(1_000);
      if (each.kind === 'tag') {
        const name = `t${tags.length}`;
        const { url } = await world.addTag(each.environment, name);
        tags.push({ url, name, environment: each.environment, holds: snapshot(each.environment, name) });
      } else if (each.kind === 'move') {
        const tag = tags[each.tag % tags.length];
        if (tag === undefined) return;
        await must(200, app.request('PATCH', tag.url, { body: { timestamp: null } }));
        tag.holds = snapshot(tag.environment, tag.name);
      } else {
        const key = `${each.environment}/${each.name}`;
        const there = values.get(key);
        if (each.kind === 'take away') {
          if (there !== undefined) await must(204, app.request('DELETE', there.url));
          values.delete(key);
          return;
        }
        const { value } = each;
        const body = { environment: environmentUrl(each.environment), internal_value: value };
        const set = there
          ? await must(200, app.request('PATCH', there.url, { body: { internal_value: value } }))
          : await must(201, app.request('POST', `${made.get(each.name)}values/`, { body }));
        values.set(key, { url: there?.url ?? set.url, value });
      }
      // The time of a tag is over when something else happens.
      await app.clock.advance(1_000);
    };
    const expected = () => Object.assign({}, ...tags.map(({ holds }) => holds));
    const held = () => Object.fromEntries(Object.entries(world.secrets()).map(([name, all]) => [name, all.at(-1)]));

    for (const each of before) await happen(each);
    if (tags.length === 0) await happen({ kind: 'tag', environment: 'production' });
    const resource = '{{ environment }}-{{ tag }}-{{ parameter }}';
    const { id } = await world.addPush(['web'], { resource, tags: tags.map(({ url }) => url) });
    await world.work();
    expect((await world.latest('pushes', id)).task.state).toBe('success');
    expect(held()).toEqual(expected());

    // Tags that come later are not the push's; those that move run it.
    for (const each of after) if (each.kind !== 'tag') await happen(each);
    await world.work();
    expect(held()).toEqual(expected());
    world.calls();
    expect((await world.sync('pushes', id)).steps).toEqual([]);
    expect(world.calls()).toEqual({ list: 1, get: 0, set: 0, deleted: 0, recover: 0 });
  };
  const changes = (maxLength: number) => fc.array(change, { maxLength });
  await fc.assert(fc.asyncProperty(changes(12), changes(6), run), { numRuns: 80 });
}, 60_000);
