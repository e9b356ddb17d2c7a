import { createSyncWorld, type SyncWorld, usual } from '../sync/world.ts';

const unknown = '00000000-0000-4000-8000-000000000000';

async function setUp() {
  const world = await createSyncWorld();
  const id = await world.addProject('web');
  const project = `https://service.example/api/v1/projects/${id}/`;
  const body = { name: 'push', resource: usual, projects: [project], tags: [] as string[] };
  return { world, body, project, collection: `${world.path}pushes/`, request: world.app.request };
}

describe('pushes', () => {
  test('are created with their defaults, and run', async () => {
    const { world, body, project, collection, request } = await setUp();
    const created = await request('POST', collection, { body: { ...body, projects: [project, project] } });
    expect(created.status).toBe(201);
    expect(created.json).toMatchObject({
      name: 'push',
      description: '',
      resource: usual,
      projects: [project],
      tags: [],
      include_secrets: true,
      include_parameters: false,
      include_templates: false,
      coerce_parameters: false,
      dry_run: false,
      force: false,
      local: false,
      latest_task: { state: 'queued', reason: 'push created' },
    });
    await world.work();
    const { json } = await request('GET', new URL(created.json.url).pathname);
    expect(json.latest_task.state).toBe('success');
  });

  test.each([
    [{ include_secrets: false }, 400, 'action.nothing-included'],
    [{ include_parameters: true }, 400, 'action.coerce'],
    [{ resource: '{{ environment }}-{{ project }}' }, 400, 'pattern.missing-variable'],
    [{ resource: '{{ project }}-{{ parameter }}' }, 400, 'pattern.missing-variable'],
    [{ resource: '{{ tag }}-{{ environment }}-{{ parameter }}' }, 400, 'pattern.invalid'],
    [{ resource: '{{ unknown }}' }, 400, 'pattern.invalid'],
    [{ resource: null }, 400, 'pattern.invalid'],
    [{ projects: [`https://service.example/api/v1/projects/${unknown}/`] }, 400, 'request.reference'],
    [{ projects: ['https://elsewhere.example/api/v1/projects/1/'] }, 400, 'request.reference'],
    [{ projects: undefined }, 400, 'request.invalid'],
    [{ tags: [`https://service.example/api/v1/environments/${unknown}/tags/${unknown}/`] }, 400, 'request.reference'],
    [{ tags: [`https://elsewhere.example/api/v1/environments/${unknown}/tags/${unknown}/`] }, 400, 'request.reference'],
    [{ tags: [unknown] }, 400, 'request.reference'],
    [{ tags: Array.from({ length: 401 }, () => unknown) }, 400, 'request.invalid'],
  ])('%j is refused', async (change, status, code) => {
    const { world, body, collection, request } = await setUp();
    const refused = await request('POST', collection, { body: { ...body, ...change } });
    expect(refused.json).toMatchObject({ status, code });
    expect(world.app.jobs.size).toBe(0);
  });

  test('name the variable that several projects need', async () => {
    const { world, body, project, collection, request } = await setUp();
    const other = `https://service.example/api/v1/projects/${await world.addProject('shop')}/`;
    const resource = '{{ environment }}-{{ parameter }}';
    const refused = await request('POST', collection, { body: { ...body, resource, projects: [project, other] } });
    expect(refused.json).toMatchObject({
      code: 'pattern.missing-variable',
      detail: expect.stringContaining('project'),
    });
    expect((await request('POST', collection, { body: { ...body, resource } })).status).toBe(201);
  });

  test("cannot name another organization's project", async () => {
    const { world, body, collection, request } = await setUp();
    const made = await request('POST', '/api/v1/projects/', {
      body: { name: 'theirs' },
      apiKey: world.app.otherOrganization.apiKey,
    });
    const refused = await request('POST', collection, { body: { ...body, projects: [made.json.url] } });
    expect(refused.json.code).toBe('request.reference');
  });

  test('run again when they are changed', async () => {
    const { world, body, collection, request } = await setUp();
    const created = await request('POST', collection, { body });
    await world.work();
    const path = new URL(created.json.url).pathname;
    const stale = { 'if-match': created.headers.etag ?? '' };
    const changed = await request('PUT', path, { body: { ...body, description: 'new', force: true }, headers: stale });
    expect(changed.json).toMatchObject({ description: 'new', force: true, latest_task: { reason: 'push updated' } });
    expect((await request('PATCH', path, { body: { force: false }, headers: stale })).status).toBe(412);
    await world.work();
    const { json } = await request('GET', `${path}tasks/`);
    expect(json.results.map((task: { reason: string; state: string }) => [task.reason, task.state])).toEqual([
      ['push updated', 'success'],
      ['push created', 'success'],
    ]);
    expect((await request('DELETE', path)).status).toBe(204);
    expect((await request('GET', `${path}tasks/`)).status).toBe(404);
  });

  test('are found by project and environment', async () => {
    const { world, body, project, collection, request } = await setUp();
    await request('POST', collection, { body });
    await world.addPush([], { name: 'empty' });
    const { json: environments } = await request('GET', '/api/v1/environments/');
    const count = async (query: Record<string, string>) =>
      (await request('GET', `${collection}?${new URLSearchParams(query)}`)).json.count;
    expect(await count({})).toBe(2);
    expect(await count({ project })).toBe(1);
    expect(await count({ environment: environments.results[0].url })).toBe(2);
    expect(await count({ environment: environments.results[0].url.replace(/[0-9a-f-]{36}/, unknown) })).toBe(0);
    expect(await count({ name: 'empty', project })).toBe(0);
  });

  test('are synchronized with the whole push as a body, as clients send it', async () => {
    const { world, body, collection, request } = await setUp();
    const created = await request('POST', collection, { body });
    const sent = { ...created.json, dry_run: true };
    const started = await request('POST', `${new URL(created.json.url).pathname}sync/`, { body: sent });
    expect(started.status).toBe(202);
    expect(started.json.task).toMatchObject({ reason: 'sync requested', dry_run: true });
    const viewer = await world.app.keyWithRole('VIEWER');
    const path = new URL(created.json.url).pathname;
    expect((await request('POST', `${path}sync/`, { apiKey: viewer })).status).toBe(403);
    const stranger = world.app.otherOrganization.apiKey;
    expect((await request('POST', `${path}sync/`, { apiKey: stranger })).status).toBe(404);
  });

  test('are forbidden once the integration is no longer writable', async () => {
    const { world, body, collection, request } = await setUp();
    const created = await request('POST', collection, { body });
    await world.must(200, request('PATCH', world.path, { body: { writable: false } }));
    const path = new URL(created.json.url).pathname;
    expect((await request('POST', `${path}sync/`)).json.code).toBe('integration.not-writable');
    // The run that was queued before.
    await world.work();
    expect((await request('GET', path)).json.latest_task).toMatchObject({
      state: 'failure',
      error_code: 'integration.not-writable',
    });
  });
});

describe('tasks and steps', () => {
  async function withSteps(): Promise<{
    world: SyncWorld;
    path: string;
    steps: string;
    request: SyncWorld['app']['request'];
  }> {
    const { world, body, collection } = await setUp();
    for (let index = 0; index < 25; index += 1)
      await world.setValue('web', 'production', `K_${String(index).padStart(2, '0')}`, 'x');
    world.vault.secrets.put({ name: 'production-web-K-03', value: 'theirs' });
    const push = await world.must(201, world.app.request('POST', collection, { body }));
    await world.work();
    const path = `${world.path}pushes/${push.id}/tasks/`;
    return { world, path, steps: `${path}${push.latest_task.id}/steps/`, request: world.app.request };
  }

  test('are paged in their order, and looked up by id', async () => {
    const { world, path, steps, request } = await withSteps();
    const first = await request('GET', `${steps}?page_size=10`);
    expect(first.json).toMatchObject({ count: 25, previous: null });
    const third = await request('GET', `${steps}?page_size=10&page=3`);
    expect(third.json.results).toHaveLength(5);
    expect(third.json.next).toBeNull();
    expect((await request('GET', `${steps}?page_size=10&page=9`)).json.results).toEqual([]);

    const [step] = first.json.results;
    const { tenantId, vaultName } = world.vault.address;
    expect(first.json.results[3]).toMatchObject({
      operation: null,
      error_code: 'push.not-owned',
      parameter_name: 'K_03',
    });
    expect(step).toMatchObject({
      operation: 'create',
      success: true,
      success_detail: 'The secret was created.',
      error_code: null,
      environment_name: 'production',
      project_name: 'web',
      venue_name: expect.stringMatching(/^production-web-K-/),
      venue_id: expect.stringMatching(/^https:\/\/contoso-production.vault.example\/secrets\/production-web-K-/),
      fqn: `azure-key-vault://${tenantId}/${vaultName}/${step.venue_name}`,
      summary: expect.stringContaining(step.parameter_name),
    });
    expect((await request('GET', new URL(step.url).pathname)).json).toEqual(step);
    expect((await request('GET', new URL(step.parameter).pathname)).json.name).toBe(step.parameter_name);
    expect((await request('GET', new URL(step.project).pathname)).json.name).toBe('web');
    expect((await request('GET', `${steps}${unknownStep(step.id)}/`)).status).toBe(404);
    const { json: tasks } = await request('GET', path);
    expect((await request('GET', new URL(tasks.results[0].url).pathname)).json).toEqual(tasks.results[0]);
  });

  test('are filtered and ordered', async () => {
    const { steps, request } = await withSteps();
    const find = async (query: string) => (await request('GET', `${steps}?${query}`)).json;
    expect((await find('success=false')).results).toMatchObject([
      { error_code: 'push.not-owned', parameter_name: 'K_03' },
    ]);
    expect((await find('success=true&operation=create')).count).toBe(24);
    expect((await find('operation=delete')).count).toBe(0);
    expect((await find('venue_name=production-web-K-07')).count).toBe(1);
    expect((await find('venue_name__icontains=k-1')).count).toBe(10);
    const [last] = (await find('ordering=-venue_name&page_size=1')).results;
    expect(last.parameter_name).toBe('K_24');
    expect((await find(`fqn=${encodeURIComponent(last.fqn)}`)).count).toBe(1);
    expect((await find(`venue_id=${encodeURIComponent(last.venue_id)}`)).count).toBe(1);
    expect((await find('venue_id__icontains=SECRETS/PRODUCTION-WEB-K-2')).count).toBe(5);
    expect((await find(`modified_at__gte=${encodeURIComponent(last.modified_at)}`)).count).toBe(25);
    expect((await find('modified_at__lte=2025-01-01T00:00:00Z')).count).toBe(0);
    const { counts } = (await request('GET', steps.replace(/steps\/$/, ''))).json;
    expect(counts).toMatchObject({ create: 24, failed: 1, skipped: 0 });
    for (const name of ['create', 'update', 'delete', 'skipped', 'failed']) {
      expect([name, (await find(`counted_as=${name}`)).count]).toEqual([name, counts[name]]);
    }
    expect((await request('GET', `${steps}?operation=nonsense`)).json.code).toBe('request.invalid');
  });

  test("are not there for others, nor under another's address", async () => {
    const { world, path, steps, request } = await withSteps();
    const stranger = world.app.otherOrganization.apiKey;
    const { json } = await request('GET', `${steps}?page_size=1`);
    const step = new URL(json.results[0].url).pathname;
    for (const at of [path, steps, step, steps.replace(/steps\/$/, '')]) {
      expect((await request('GET', at, { apiKey: stranger })).status).toBe(404);
      expect((await request('GET', at)).status).toBe(200);
    }
    expect((await request('GET', steps.replace('/pushes/', '/pulls/'))).status).toBe(404);
  });

  test('are filtered by state', async () => {
    const { path, request } = await withSteps();
    expect((await request('GET', `${path}?state=failure`)).json.count).toBe(1);
    expect((await request('GET', `${path}?state=success`)).json.count).toBe(0);
    expect((await request('GET', `${path}?modified_at__gte=2099-01-01T00:00:00Z`)).json.count).toBe(0);
  });
});

/** The id of another step, or of none: the last digit is another one. */
function unknownStep(id: string): string {
  return id.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'));
}
