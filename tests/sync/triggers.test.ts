import { createSyncWorld, type SyncWorld } from './world.ts';

let world: SyncWorld;
const request: SyncWorld['app']['request'] = (...input) => world.app.request(...input);

beforeEach(async () => {
  world = await createSyncWorld();
  await world.addProject('web');
  for (const environment of ['production', 'staging']) await world.setValue('web', environment, 'A', 'one');
  await world.later();
});

const environmentUrl = async (name: string) =>
  (await world.must(200, request('GET', `/api/v1/environments/?name=${name}`))).results[0].url;
const reasons = async (push: { url: string }) =>
  (await world.must(200, request('GET', `${push.url}tasks/?ordering=id`))).results.map(
    ({ reason, state }: { reason: string; state: string }) => `${reason}: ${state}`,
  );

describe('moving a tag', () => {
  test('runs the pushes that use it, once for a burst, and no others', async () => {
    const [tag, other] = [await world.addTag('production', 'v1'), await world.addTag('production', 'v2')];
    const resource = '{{ tag }}-{{ parameter }}';
    const push = await world.addPush(['web'], { resource, tags: [tag.url] });
    const bystander = await world.addPush(['web'], { resource, tags: [other.url], name: 'other' });
    const general = await world.addPush(['web'], { name: 'general' });
    await world.work();
    await world.setValue('web', 'production', 'A', 'two');
    for (let move = 0; move < 3; move += 1) {
      await world.later();
      await world.must(200, request('PATCH', tag.url, { body: { timestamp: null } }));
    }
    await world.work();
    expect(await reasons(push)).toEqual([
      'push created: success',
      'tag updated: skipped',
      'tag updated: skipped',
      'tag updated: success',
    ]);
    expect(await reasons(bystander)).toEqual(['push created: success']);
    expect(await reasons(general)).toEqual(['push created: success']);
    expect(world.secrets()).toMatchObject({ 'v1-A': ['one', 'two'], 'v2-A': ['one'] });
  });

  test('does not run them when nothing moved', async () => {
    const tag = await world.addTag('production', 'v1');
    await world.addPush(['web'], { tags: [tag.url] });
    await world.work();
    const { timestamp } = tag;
    await world.must(200, request('PATCH', tag.url, { body: { description: 'new', timestamp } }));
    expect(world.app.jobs.size).toBe(0);
  });

  test('does not run a push whose integration may not be written to', async () => {
    const tag = await world.addTag('production', 'v1');
    const push = await world.addPush(['web'], { tags: [tag.url] });
    await world.work();
    await world.must(200, request('PATCH', world.path, { body: { writable: false } }));
    await world.later();
    await world.must(200, request('PATCH', tag.url, { body: { timestamp: null } }));
    expect(await reasons(push)).toEqual(['push created: success']);
  });
});

describe('deleting an environment', () => {
  test('runs the pushes that covered it, which delete what they wrote of it', async () => {
    const [v1, v2] = [await world.addTag('staging', 'v1'), await world.addTag('production', 'v2')];
    const push = await world.addPush(['web']);
    const tagged = await world.addPush(['web'], { name: 'tagged', resource: 's-{{ parameter }}', tags: [v1.url] });
    const other = await world.addPush(['web'], { name: 'other', resource: 'p-{{ parameter }}', tags: [v2.url] });
    await world.work();
    expect(Object.keys(world.secrets()).sort()).toEqual(['p-A', 'production-web-A', 's-A', 'staging-web-A']);
    await world.must(204, request('DELETE', await environmentUrl('staging')));
    await world.work();
    expect(await reasons(push)).toEqual(['push created: success', 'environment deleted: success']);
    expect(await reasons(tagged)).toEqual(['push created: success', 'environment deleted: success']);
    expect(await reasons(other)).toEqual(['push created: success']);
    expect(Object.keys(world.secrets()).sort()).toEqual(['p-A', 'production-web-A']);
  });

  test('asks before it deletes much', async () => {
    for (let number = 0; number < 8; number += 1) await world.setValue('web', 'staging', `K${number}`, 'x');
    const push = await world.addPush(['web']);
    await world.work();
    await world.must(204, request('DELETE', await environmentUrl('staging')));
    await world.work();
    const { task } = await world.latest('pushes', push.id);
    expect(task).toMatchObject({ reason: 'environment deleted', error_code: 'push.confirm-deletes' });
    expect(Object.keys(world.secrets())).toHaveLength(10);
  });
});
