import { putPushHint } from '../../shared/store/push-index.ts';
import { getPush } from '../../shared/store/pushes.ts';
import { findPushes } from '../../shared/use-cases/sync/actions/find-pushes.ts';
import { createSyncWorld } from './world.ts';

type World = Awaited<ReturnType<typeof createSyncWorld>>;

let world: World;
let projectId: string;

beforeEach(async () => {
  world = await createSyncWorld();
  projectId = await world.addProject('shop');
  await world.setValue('shop', 'production', 'A', 'one');
  await world.setValue('shop', 'staging', 'A', 'two');
  await world.setValue('shop', 'production', 'B', 'three');
});

const get = async (path: string) => world.must(200, world.app.request('GET', path));
const environment = async (name: string) => (await get(`/api/v1/environments/?name=${name}`)).results[0];
const parameter = async (name: string) =>
  (await get(`/api/v1/projects/${projectId}/parameters/?name=${name}`)).results[0];
const shown = ({ results }: { results: Record<string, string>[] }) =>
  results.map((step) => `${step.operation} ${step.venue_name}`);

describe('what was pushed', () => {
  test('of an environment and of a parameter, the newest run first', async () => {
    await world.addPush(['shop']);
    await world.work();
    await world.later();
    await world.setValue('shop', 'production', 'A', 'changed');
    const [{ id }] = (await get(`${world.path}pushes/`)).results;
    await world.sync('pushes', id);
    const production = await environment('production');
    expect(shown(await get(`${production.url}pushes/`))).toEqual([
      'update production-shop-A',
      'create production-shop-A',
      'create production-shop-B',
    ]);
    const { url } = await parameter('A');
    const all = await get(`${url}pushes/`);
    expect(all.count).toBeGreaterThan(2);
    expect(shown(all)).toContain('create staging-shop-A');
    expect(shown(all)).not.toContain('create production-shop-B');
    expect(all.results[0]).toMatchObject({ parameter: url, environment_name: 'production', success: true });
    expect(await get(all.results[0].url)).toEqual(all.results[0]);
  });

  test('comes in pages with an exact count, in other orders too', async () => {
    await world.addPush(['shop']);
    await world.work();
    const { url } = await environment('production');
    const first = await get(`${url}pushes/?page_size=1`);
    expect(first).toMatchObject({ count: 2, previous: null });
    const second = await get(first.next);
    expect(second).toMatchObject({ count: 2, next: null });
    expect([...shown(first), ...shown(second)]).toEqual(['create production-shop-A', 'create production-shop-B']);
    expect(shown(await get(`${url}pushes/?ordering=-venue_name`))).toEqual([
      'create production-shop-B',
      'create production-shop-A',
    ]);
  });

  test('before a time', async () => {
    const before = world.app.clock.now().toISOString();
    await world.later();
    await world.addPush(['shop']);
    await world.work();
    const { url } = await parameter('A');
    expect((await get(`${url}pushes/?as_of=${before}`)).count).toBe(0);
    expect((await get(`${url}pushes/?as_of=${world.app.clock.now().toISOString()}`)).count).toBeGreaterThan(0);
  });

  test("is nobody else's, and of nothing that is not there", async () => {
    const { apiKey } = world.app.otherOrganization;
    const own = await environment('production');
    const { url } = await parameter('A');
    for (const path of [`${own.url}pushes/`, `${url}pushes/`]) {
      expect((await world.app.request('GET', path, { apiKey })).status).toBe(404);
    }
    const nobody = '00000000-0000-4000-8000-000000000000';
    expect((await world.app.request('GET', `/api/v1/environments/${nobody}/pushes/`)).status).toBe(404);
  });
});

describe('the pushes of a project', () => {
  const pushesOf = async (id = projectId) => {
    const { pushes, push_urls } = await get(`/api/v1/projects/${id}/`);
    return { pushes, push_urls };
  };

  test('are listed with it, and follow what is changed', async () => {
    const other = await world.addProject('cart');
    expect(await pushesOf()).toEqual({ pushes: [], push_urls: [] });
    const push = await world.addPush(['shop']);
    expect(await pushesOf()).toEqual({ pushes: ['push'], push_urls: [push.url] });
    const { results } = await get('/api/v1/projects/');
    expect(results.map(({ pushes }: { pushes: string[] }) => pushes)).toEqual([[], ['push']]);
    const projects = [`https://service.example/api/v1/projects/${other}/`];
    await world.must(200, world.app.request('PATCH', push.url, { body: { projects, name: 'renamed' } }));
    expect(await pushesOf()).toEqual({ pushes: [], push_urls: [] });
    // The hint still tells of the project; the push itself does not.
    const { organizationId } = world;
    expect(await findPushes(world.app.deps, { organizationId, projectIds: new Set([projectId]) })).toEqual([]);
    expect(await pushesOf(other)).toEqual({ pushes: ['renamed'], push_urls: [push.url] });
    expect((await world.app.request('DELETE', push.url)).status).toBe(204);
    expect(await pushesOf(other)).toEqual({ pushes: [], push_urls: [] });
  });

  test('go with their integration', async () => {
    await world.addPush(['shop']);
    expect((await world.app.request('DELETE', world.path)).status).toBe(204);
    expect(await pushesOf()).toEqual({ pushes: [], push_urls: [] });
  });

  test('do not hold what a crash left of one that never came to be', async () => {
    const pushId = 'c0ffee00-0000-4000-8000-00000000000a';
    const { organizationId, integrationId } = world;
    await putPushHint(world.app.rows, organizationId, { integrationId, pushId, projectIds: [projectId], tagIds: [] });
    expect(await getPush(world.app.rows, organizationId, integrationId, pushId)).toBeUndefined();
    expect(await pushesOf()).toEqual({ pushes: [], push_urls: [] });
  });
});
