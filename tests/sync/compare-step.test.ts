import { createSyncWorld, type SyncWorld } from './world.ts';

const canary = 'canary-77b0-value';

/** What is shown of the step of this secret. */
async function compare(world: SyncWorld, kind: 'pulls' | 'pushes', id: string, secretName: string) {
  const { path } = await stepOf(world, kind, id, secretName);
  return world.must(200, world.app.request('POST', path));
}

async function stepOf(world: SyncWorld, kind: 'pulls' | 'pushes', id: string, secretName: string) {
  const { steps, task } = await world.latest(kind, id);
  const step = steps.find((each: { venue_name: string | null }) => each.venue_name === secretName);
  return { path: `${new URL(step.url).pathname}compare/`, step, task };
}

const value = (text: string | null) => ({ value: text, error_code: null, error_detail: null });

async function plannedPush() {
  const world = await createSyncWorld();
  await world.addProject('web');
  await world.setValue('web', 'production', 'KEPT', 'one');
  await world.setValue('web', 'production', 'GOES', 'one');
  const push = await world.addPush(['web']);
  await world.work();
  await world.later();
  await world.setValue('web', 'production', 'KEPT', canary);
  await world.setValue('web', 'production', 'NEW', 'new');
  await world.setValue('web', 'production', 'GOES', null);
  await world.sync('pushes', push.id, { dry_run: true });
  return { world, push };
}

describe("the values of a step's secret", () => {
  test('of a push: what the vault has beside what it would be given, by one request to the vault', async () => {
    const { world, push } = await plannedPush();
    world.calls();
    const kept = await compare(world, 'pushes', push.id, 'production-web-KEPT');
    expect(kept).toEqual({
      venue_name: 'production-web-KEPT',
      vault: value('one'),
      configuration: value(canary),
      same: false,
    });
    expect(world.calls()).toMatchObject({ list: 0, get: 1, set: 0 });
    expect(await compare(world, 'pushes', push.id, 'production-web-NEW')).toMatchObject({
      vault: value(null),
      configuration: value('new'),
    });
    expect(await compare(world, 'pushes', push.id, 'production-web-GOES')).toMatchObject({
      vault: value('one'),
      configuration: value(null),
    });
  });

  test('of an import likewise, before it and after', async () => {
    const world = await createSyncWorld();
    world.vault.secrets.put({ name: 'production-web-A', value: canary });
    await world.later();
    const pull = await world.addPull({ dry_run: true });
    await world.work();
    const planned = await compare(world, 'pulls', pull.id, 'production-web-A');
    expect(planned).toMatchObject({ vault: value(canary), configuration: value(null), same: false });

    await world.sync('pulls', pull.id, { dry_run: false });
    const done = await compare(world, 'pulls', pull.id, 'production-web-A');
    expect(done).toMatchObject({ vault: value(canary), configuration: value(canary), same: true });
    world.vault.secrets.put({ name: 'production-web-A', value: 'another' });
    expect(await compare(world, 'pulls', pull.id, 'production-web-A')).toMatchObject({ vault: value('another') });
    world.vault.secrets.put({ name: 'production-web-A', value: 'another', enabled: false });
    expect(await compare(world, 'pulls', pull.id, 'production-web-A')).toMatchObject({
      vault: { value: null, error_code: 'secret.disabled', error_detail: expect.stringContaining('disabled') },
      configuration: value(canary),
    });
  });

  test('of a push as of a tag: what the configuration had then', async () => {
    const world = await createSyncWorld();
    await world.addProject('web');
    await world.setValue('web', 'production', 'A', 'then');
    const tag = await world.addTag('production', 'spring');
    await world.later();
    await world.setValue('web', 'production', 'A', 'now');
    const push = await world.addPush(['web'], { tags: [tag.url], dry_run: true });
    await world.work();
    expect(await compare(world, 'pushes', push.id, 'production-web-A')).toMatchObject({ configuration: value('then') });
  });

  test('are for who could import them; others learn nothing, and the vault is not asked', async () => {
    const { world, push } = await plannedPush();
    const { path } = await stepOf(world, 'pushes', push.id, 'production-web-KEPT');
    world.calls();
    for (const role of ['VIEWER', 'NO_SECRETS']) {
      const apiKey = (
        await world.must(201, world.app.request('POST', '/api/v1/serviceaccounts/', { body: { name: role, role } }))
      ).apikey;
      const refused = await world.app.request('POST', path, { apiKey });
      expect([refused.status, refused.json.code]).toEqual([403, 'auth.forbidden']);
    }
    const { apiKey } = world.app.otherOrganization;
    expect((await world.app.request('POST', path, { apiKey })).status).toBe(404);
    expect(world.calls().get).toBe(0);
  });

  test('are recorded in the audit by whose they are and without what they are, and printed nowhere', async () => {
    const { world, push } = await plannedPush();
    const { path, task } = await stepOf(world, 'pushes', push.id, 'production-web-KEPT');
    await world.must(200, world.app.request('POST', path));
    const { results } = await world.must(200, world.app.request('GET', '/api/v1/audit/?action=read'));
    expect(results).toMatchObject([
      { action: 'read', object_type: 'Task', object_id: task.id, object_name: 'production-web-KEPT' },
    ]);
    expect(JSON.stringify(results)).not.toContain(canary);
    expect(world.app.logLines.join('\n')).not.toContain(canary);
  });

  test('are kept for no repetition: each is a look of its own, at what is so then', async () => {
    const { world, push } = await plannedPush();
    const { path } = await stepOf(world, 'pushes', push.id, 'production-web-KEPT');
    const look = () => world.app.request('POST', path, { headers: { 'idempotency-key': 'the-same' } });
    expect((await look()).json.vault).toEqual(value('one'));
    world.vault.secrets.put({ name: 'production-web-KEPT', value: 'two' });
    const again = await look();
    expect([again.json.vault, again.headers['idempotency-replayed']]).toEqual([value('two'), undefined]);
    expect((await world.must(200, world.app.request('GET', '/api/v1/audit/?action=read'))).count).toBe(2);
  });

  test('are not there for a step that is about no secret', async () => {
    const world = await createSyncWorld();
    world.vault.secrets.put({ name: 'production-web-A', value: 'one' });
    await world.later();
    const pull = await world.addPull({ dry_run: true });
    await world.work();
    const { steps } = await world.latest('pulls', pull.id);
    const project = steps.find((each: { venue_name: string | null }) => each.venue_name === null);
    const answer = await world.app.request('POST', `${new URL(project.url).pathname}compare/`);
    expect([answer.status, answer.json.code]).toEqual([404, 'object.not-found']);
  });

  test("say the vault's fault when it does not answer", async () => {
    const { world, push } = await plannedPush();
    const { path } = await stepOf(world, 'pushes', push.id, 'production-web-KEPT');
    world.vault.permissions = new Set(['list', 'set', 'delete', 'recover'] as const);
    const answer = await world.app.request('POST', path);
    expect(answer.json.code).toBe('vault.forbidden-by-rbac');
    expect(answer.json.next).toBeTruthy();
  });
});
