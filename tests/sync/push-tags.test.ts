import type { VaultAddress } from '../../shared/ports/vaults.ts';
import { getParameterByName } from '../../shared/store/parameters.ts';
import { deleteParameter } from '../../shared/use-cases/configuration/delete-parameter.ts';
import { createSyncWorld, type SyncWorld } from './world.ts';

const resource = '{{ tag }}-{{ project }}-{{ parameter }}';

let world: SyncWorld;
let projectId: string;
const request: SyncWorld['app']['request'] = (...input) => world.app.request(...input);
const get = async (path: string) => world.must(200, request('GET', path));

beforeEach(async () => {
  world = await createSyncWorld();
  projectId = await world.addProject('web');
});

/** Sets the value, and lets time pass. */
async function revise(environment: string, name: string, value: string | null): Promise<void> {
  await world.setValue('web', environment, name, value);
  await world.later();
}

/** Something happens when the run has read the store, and the vault is being listed. */
function whileListing(happen: () => Promise<unknown>): SyncWorld['app']['deps'] {
  const open = (address: VaultAddress) => {
    const vault = world.app.vaults.open(address);
    return {
      ...vault,
      async *list() {
        yield* vault.list();
        await happen();
      },
    };
  };
  return { ...world.app.deps, vaults: { open } };
}

describe('a push with tags', () => {
  test('pushes what was so at the time of each', async () => {
    await revise('production', 'A', 'one');
    await revise('default', 'B', 'root one');
    const v1 = await world.addTag('production', 'v1');
    await world.later();
    await revise('production', 'A', 'two');
    await revise('default', 'B', 'root two');
    await revise('production', 'C', 'new');
    await revise('staging', 'A', 'elsewhere');
    const v2 = await world.addTag('production', 'v2');
    await world.later();
    await revise('production', 'A', 'three');

    const push = await world.addPush(['web'], { resource, tags: [v1.url, v2.id, v1.url] });
    expect(push.tags).toEqual([v1.url, v2.url]);
    await world.work();
    const { task, steps } = await world.latest('pushes', push.id);
    expect(task).toMatchObject({ state: 'success', counts: { create: 5 } });
    expect(world.secrets()).toEqual({
      'v1-web-A': ['one'],
      'v1-web-B': ['root one'],
      'v2-web-A': ['two'],
      'v2-web-B': ['root two'],
      'v2-web-C': ['new'],
    });
    expect(steps[0]).toMatchObject({ environment_name: 'production', parameter_name: 'A', venue_name: 'v1-web-A' });
    expect(steps[0].summary).toBe('create “A” of “web” in “production” as of “v1” · secret “v1-web-A”');
    world.calls();
    expect((await world.sync('pushes', push.id)).steps).toEqual([]);
    expect(world.calls()).toEqual({ list: 1, get: 0, set: 0, deleted: 0, recover: 0 });
  });

  test('takes a time that is yet to come for now', async () => {
    await revise('production', 'A', 'one');
    const tag = await world.addTag('production', 'next', { timestamp: '2030-01-01T00:00:00Z' });
    const push = await world.addPush(['web'], { resource, tags: [tag.url] });
    // As without tags, the value that there is counts and not the one of the plan.
    await world.work(whileListing(() => revise('production', 'A', 'two')));
    await revise('production', 'A', 'three');
    await world.sync('pushes', push.id);
    expect(world.secrets()).toEqual({ 'next-web-A': ['two', 'three'] });
  });

  test('fails clearly where the history does not have the value any more', async () => {
    await revise('production', 'A', 'one');
    await revise('production', 'B', 'one');
    const tag = await world.addTag('production', 'v1');
    await world.later();
    await revise('production', 'A', 'two');
    const push = await world.addPush(['web'], { resource, tags: [tag.url] });
    const { organizationId } = world;
    const doomed = await getParameterByName(world.app.rows, organizationId, projectId, 'A');
    // After the listing a parameter is made anew, under the name of the old one.
    const deps = whileListing(async () => {
      await deleteParameter(world.app.deps, { organizationId, projectId, id: doomed?.id ?? '' });
      await world.setValue('web', 'production', 'A', 'another');
    });
    await world.work(deps);
    const { task, steps } = await world.latest('pushes', push.id);
    expect(task).toMatchObject({ state: 'failure', error_code: 'task.steps-failed' });
    expect(steps).toMatchObject([
      { success: false, error_code: 'push.revision-missing', venue_name: 'v1-web-A' },
      { success: true, venue_name: 'v1-web-B' },
    ]);
    expect(world.secrets()).toEqual({ 'v1-web-B': ['one'] });
  });

  test('writes the value of the tag although it changes after the plan was made', async () => {
    await revise('production', 'A', 'one');
    const tag = await world.addTag('production', 'v1');
    await world.later();
    const push = await world.addPush(['web'], { resource, tags: [tag.url] });
    await world.work(whileListing(() => world.setValue('web', 'production', 'A', 'two')));
    expect((await world.latest('pushes', push.id)).task.state).toBe('success');
    expect(world.secrets()).toEqual({ 'v1-web-A': ['one'] });
  });

  test('names the variable that its pattern lacks', async () => {
    const [v1, v2] = [await world.addTag('production', 'v1'), await world.addTag('production', 'v2')];
    const other = await world.addTag('staging', 'v1');
    const refusal = async (tags: string[], pattern: string) => {
      const body = { name: 'p', projects: [], resource: pattern, tags };
      const { json } = await request('POST', `${world.path}pushes/`, { body });
      return [json.code, /variable (\w+)/.exec(json.detail ?? '')?.[1]];
    };
    expect(await refusal([v1.url, v2.url], '{{ parameter }}')).toEqual(['pattern.missing-variable', 'tag']);
    expect(await refusal([v1.url, other.url], '{{ tag }}-{{ parameter }}')).toEqual([
      'pattern.missing-variable',
      'environment',
    ]);
    expect(await refusal([v1.url], '{{ parameter }}')).toEqual([undefined, undefined]);
  });

  test("cannot use another organization's tag", async () => {
    const { apiKey } = world.app.otherOrganization;
    const environments = (await request('GET', '/api/v1/environments/', { apiKey })).json.results;
    const made = await request('POST', `${environments[0].url}tags/`, { apiKey, body: { name: 'theirs' } });
    for (const tag of [made.json.url, made.json.id]) {
      const body = { name: 'p', projects: [], resource: '{{ parameter }}', tags: [tag] };
      expect((await request('POST', `${world.path}pushes/`, { body })).json).toMatchObject({
        code: 'request.reference',
        errors: [{ field: 'body.tags.0' }],
      });
    }
  });

  test('keeps its tags from being deleted, and is named by them', async () => {
    const tag = await world.addTag('production', 'v1');
    const push = await world.addPush(['web'], { resource, tags: [tag.url], name: 'release' });
    expect((await get(tag.url)).push_urls).toEqual([push.url]);
    expect((await get(tag.url.replace(/[^/]+\/$/, ''))).results[0].push_urls).toEqual([push.url]);
    const refused = await request('DELETE', tag.url);
    expect(refused).toMatchObject({ status: 409, json: { code: 'object.in-use' } });
    expect(refused.json.detail).toContain('"release"');
    await world.must(
      200,
      request('PATCH', push.url, { body: { tags: [], resource: `{{ environment }}-${'{{ parameter }}'}` } }),
    );
    expect((await get(tag.url)).push_urls).toEqual([]);
    expect((await request('DELETE', tag.url)).status).toBe(204);
  });

  test('is found by its tag and by the environment of that', async () => {
    const tag = await world.addTag('production', 'v1');
    await world.addPush(['web'], { resource, tags: [tag.url], name: 'tagged' });
    await world.addPush(['web'], { name: 'all' });
    const found = async (query: Record<string, string>) =>
      (await get(`${world.path}pushes/?${new URLSearchParams(query)}`)).results.map(
        ({ name }: { name: string }) => name,
      );
    const environments = (await get('/api/v1/environments/')).results;
    const url = (name: string) => environments.find((each: { name: string }) => each.name === name).url;
    expect(await found({ tag: tag.url })).toEqual(['tagged']);
    expect(await found({ tag: tag.url.replace(tag.id, projectId) })).toEqual([]);
    expect(await found({ environment: url('production') })).toEqual(['all', 'tagged']);
    expect(await found({ environment: url('staging') })).toEqual(['all']);
  });

  test('is told apart by tag in the lists of what was pushed', async () => {
    await revise('production', 'A', 'one');
    const [v1, v2] = [await world.addTag('production', 'v1'), await world.addTag('production', 'v2')];
    await world.addPush(['web'], { resource, tags: [v1.url, v2.url] });
    await world.addPush(['web'], { name: 'all', resource: 'all-{{ environment }}-{{ parameter }}' });
    await world.work();
    const names = async (path: string) =>
      (await get(path)).results.map((step: { venue_name: string }) => step.venue_name).sort();
    const environment = v1.url.replace(/tags\/.*/, '');
    const [parameter] = (await get(`/api/v1/projects/${projectId}/parameters/`)).results;
    for (const list of [`${environment}pushes/`, `${parameter.url}pushes/`]) {
      expect(await names(list)).toEqual(expect.arrayContaining(['all-production-A', 'v1-web-A', 'v2-web-A']));
      expect(await names(`${list}?tag=v1`)).toEqual(['v1-web-A']);
      expect(await names(`${list}?tag=${v2.id}`)).toEqual(['v2-web-A']);
      expect(await names(`${list}?tag=v3`)).toEqual([]);
    }
  });

  test('stays editable when an environment went with its tag, and pushes nothing of it', async () => {
    await revise('staging', 'A', 'one');
    await revise('default', 'B', 'everywhere');
    const tag = await world.addTag('staging', 'v1');
    const push = await world.addPush(['web'], { resource, tags: [tag.url] });
    await world.work();
    expect(Object.keys(world.secrets()).sort()).toEqual(['v1-web-A', 'v1-web-B']);
    await world.must(204, request('DELETE', tag.url.replace(/tags\/.*/, '')));
    const { tags, projects } = push;
    const body = { name: 'renamed', resource, projects, tags };
    await world.must(200, request('PUT', push.url, { body }));
    // Its bare id names it still; the address of another environment does not.
    const bare = await world.must(200, request('PATCH', push.url, { body: { tags: [tag.id] } }));
    expect(bare.tags).toEqual([tag.url]);
    const elsewhere = tag.url.replace(/environments\/[^/]+/, `environments/${projectId}`);
    expect((await request('PATCH', push.url, { body: { tags: [elsewhere] } })).json.code).toBe('request.reference');
    await world.work();
    // The tag is gone, and with it all that there was to push: not all environments instead.
    expect(world.secrets()).toEqual({});
  });
});
