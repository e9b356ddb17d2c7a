import { createMemoryRows } from '../../shared/adapters/memory/memory-rows.ts';
import type { Limits } from '../../shared/domain/limits.ts';
import type { Rows } from '../../shared/ports/rows.ts';
import { setLimits } from '../../shared/use-cases/limits/set-limits.ts';
import { createUsage } from '../../shared/use-cases/limits/usage.ts';
import { generousLimits } from '../support/generous-limits.ts';
import { createTestApp } from '../support/test-app.ts';
import { createSyncWorld, usual } from '../sync/world.ts';

const projects = '/api/v1/projects/';
const nobodysKey = (number: number) => `kvi${number.toString(16).padStart(16, '0')}.${'A'.repeat(43)}`;

function limited(changes: Partial<Limits>) {
  const { limits, ...others } = generousLimits();
  return { deps: { ...others, limits: { ...limits, ...changes } } };
}

describe('requests of an organization', () => {
  test('are answered as many a minute as it may send, then refused until some are a minute old', async () => {
    const app = await createTestApp(limited({ requestsPerMinute: 3 }));
    const answers = [];
    for (let n = 0; n < 4; n += 1) answers.push(await app.request('GET', projects));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(answers.map(({ headers }) => headers.ratelimit)).toEqual([
      '"organization";r=2;t=65',
      '"organization";r=1;t=65',
      '"organization";r=0;t=65',
      '"organization";r=0;t=65',
    ]);
    const refused = answers[3];
    expect(refused?.headers).toMatchObject({ 'ratelimit-policy': '"organization";q=3;w=60', 'retry-after': '65' });
    expect(refused?.json).toMatchObject({ code: 'rate.limited', detail: expect.stringContaining('3') });
    await app.clock.advance(65_000);
    expect((await app.request('GET', projects)).status).toBe(200);
  });

  test('of one organization leave those of another alone', async () => {
    const app = await createTestApp(limited({ requestsPerMinute: 1 }));
    await app.request('GET', projects);
    expect((await app.request('GET', projects)).status).toBe(429);
    expect((await app.request('GET', projects, { apiKey: app.otherOrganization.apiKey })).status).toBe(200);
  });

  test('that are refused cost no request to storage', async () => {
    const memory = createMemoryRows();
    let asked = 0;
    const counted = <I extends unknown[], O>(act: (...input: I) => O) => {
      return (...input: I) => {
        asked += 1;
        return act(...input);
      };
    };
    const rows: Rows = { get: counted(memory.get), range: counted(memory.range), write: counted(memory.write) };
    const { deps } = limited({ requestsPerMinute: 2 });
    const app = await createTestApp({ deps: { ...deps, rows } });
    // The first one notes that the key is in use.
    for (let n = 0; n < 2; n += 1) await app.request('GET', projects);
    asked = 0;
    expect((await app.request('POST', projects, { body: { name: 'one' } })).status).toBe(429);
    expect(asked).toBe(0);
  });
});

describe('keys that do not exist', () => {
  const headers = { 'x-forwarded-for': 'made.up, 192.0.2.1:50000' };
  const wrong = (number: number, from = headers) => ({ apiKey: nobodysKey(number), headers: from });

  test('are looked up so many times a minute for one address; keys that exist still open', async () => {
    const memory = createMemoryRows();
    let looked = 0;
    const rows: Rows = {
      ...memory,
      get(table, ...others) {
        if (table === 'apiKeys') looked += 1;
        return memory.get(table, ...others);
      },
    };
    const app = await createTestApp({ deps: { rows, wrongKeysPerMinute: 3 } });
    expect((await app.request('GET', projects, { headers })).status).toBe(200);
    looked = 0;
    const statuses: number[] = [];
    for (let n = 0; n < 5; n += 1) statuses.push((await app.request('GET', projects, wrong(n))).status);
    expect(statuses).toEqual([401, 401, 401, 429, 429]);
    expect(looked).toBe(3);

    expect((await app.request('GET', projects, { headers })).status).toBe(200);
    const elsewhere = { 'x-forwarded-for': '192.0.2.1:50000, 192.0.2.2:50001' };
    expect((await app.request('GET', projects, wrong(1, elsewhere))).status).toBe(401);
    const refused = await app.request('GET', projects, wrong(6));
    expect(refused.json.code).toBe('rate.limited');
    await app.clock.advance(Number(refused.headers['retry-after']) * 1000);
    expect((await app.request('GET', projects, wrong(6))).status).toBe(401);
  });
});

describe('what an organization may have only so many of', () => {
  const refusal = { status: 403, next: expect.stringContaining('operator') };

  test('projects', async () => {
    const app = await createTestApp(limited({ projects: 1 }));
    const made = await app.request('POST', projects, { body: { name: 'one' } });
    const refused = await app.request('POST', projects, { body: { name: 'two' } });
    expect(refused.json).toMatchObject({ ...refusal, code: 'limit.projects' });
    expect(refused.json.detail).toBe('The organization may have 1 projects and has 1.');
    await app.request('DELETE', made.json.url);
    expect((await app.request('POST', projects, { body: { name: 'two' } })).status).toBe(201);
    const { apiKey } = app.otherOrganization;
    expect((await app.request('POST', projects, { apiKey, body: { name: 'one' } })).status).toBe(201);
  });

  test('environments, copies among them', async () => {
    // Each organization begins with four.
    const app = await createTestApp(limited({ environments: 5 }));
    const environments = '/api/v1/environments/';
    const made = await app.request('POST', environments, { body: { name: 'fifth' } });
    expect(made.status).toBe(201);
    const refused = await app.request('POST', environments, { body: { name: 'sixth' } });
    expect(refused.json).toMatchObject({ ...refusal, code: 'limit.environments' });
    const copied = await app.request('POST', `${made.json.url}copy/`, { body: { name: 'copy' } });
    expect(copied.json).toMatchObject({ ...refusal, code: 'limit.environments' });
  });

  test('parameters of all projects together', async () => {
    const app = await createTestApp(limited({ parameters: 2 }));
    const made: { url: string }[] = [];
    for (const name of ['one', 'two', 'three']) {
      made.push((await app.request('POST', projects, { body: { name } })).json);
    }
    const add = (project: number, name: string) =>
      app.request('POST', `${made[project]?.url}parameters/`, { body: { name } });
    const first = await add(0, 'A');
    expect(first.status).toBe(201);
    expect((await add(1, 'A')).status).toBe(201);
    expect((await add(2, 'A')).json).toMatchObject({ ...refusal, code: 'limit.parameters' });
    // What was deleted makes room, five seconds later at the latest.
    await app.request('DELETE', first.json.url);
    await app.clock.advance(5_000);
    expect((await add(2, 'A')).status).toBe(201);
    expect((await add(2, 'B')).json).toMatchObject({ code: 'limit.parameters' });
  });

  test('parameters: what another process made is seen within a minute', async () => {
    const app = await createTestApp(limited({ parameters: 2 }));
    const project = (await app.request('POST', projects, { body: { name: 'one' } })).json;
    const add = (name: string) => app.request('POST', `${project.url}parameters/`, { body: { name } });
    expect((await add('A')).status).toBe(201);
    const { usage } = app.deps;
    app.deps.usage = createUsage();
    expect((await add('B')).status).toBe(201);
    app.deps.usage = usage;
    await app.clock.advance(60_000);
    expect((await add('C')).json).toMatchObject({ code: 'limit.parameters' });
  });

  test('integrations', async () => {
    const world = await createSyncWorld(limited({ integrations: 1 }));
    const { tenantId } = world.vault.address;
    const body = { tenant_id: tenantId, vault_name: 'another', writable: true };
    const refused = await world.app.request('POST', '/api/v1/integrations/azure/key_vault/', { body });
    expect(refused.json).toMatchObject({ ...refusal, code: 'limit.integrations' });
  });

  test('imports and pushes', async () => {
    // Each integration begins with the import that the service makes.
    const world = await createSyncWorld(limited({ actions: 3 }));
    await world.addProject('web');
    await world.addPull();
    await world.addPush(['web']);
    for (const [kind, body] of [
      ['pulls', { name: 'one more', resource: usual }],
      ['pushes', { name: 'one more', resource: usual, projects: [], tags: [] }],
    ] as const) {
      const refused = await world.app.request('POST', `${world.path}${kind}/`, { body });
      expect(refused.json).toMatchObject({ ...refusal, code: 'limit.actions' });
      expect(refused.json.detail).toBe('The organization may have 3 imports and pushes and has 3.');
    }
  });
});

describe('an import', () => {
  test('goes on with what it may write when it meets a limit', async () => {
    const world = await createSyncWorld(limited({ parameters: 2, projects: 1 }));
    const values = ['web-A', 'web-B', 'web-C', 'api-A'];
    for (const name of values) world.vault.secrets.put({ name: `production-${name}`, value: name });
    const pull = await world.addPull();
    await world.work();
    const { task, steps } = await world.latest('pulls', pull.id);
    expect(task).toMatchObject({ state: 'failure', error_code: 'task.steps-failed' });
    const codes = steps.map((step: { error_code: string | null }) => step.error_code).filter(Boolean);
    expect(codes.sort()).toEqual(['import.target-missing', 'limit.parameters', 'limit.projects']);
    expect(Object.values(await world.store()).length).toBe(2);
  });
});

describe('limits of its own', () => {
  test('are an operator’s to set and to take back', async () => {
    const app = await createTestApp(limited({ projects: 1 }));
    const { id } = app.organization;
    expect(await setLimits(app.deps, id, { projects: 2, parameters: 10 })).toEqual({ projects: 2, parameters: 10 });
    await app.request('POST', projects, { body: { name: 'one' } });
    expect((await app.request('POST', projects, { body: { name: 'two' } })).status).toBe(201);
    const refused = await app.request('POST', projects, { body: { name: 'three' } });
    expect(refused.json.detail).toBe('The organization may have 2 projects and has 2.');
    expect(await setLimits(app.deps, id, { projects: null })).toEqual({ parameters: 10 });
    await expect(setLimits(app.deps, 'nobody', {})).rejects.toMatchObject({ code: 'object.not-found' });
  });
});

test('the API’s description says what a refusal looks like', async () => {
  const app = await createTestApp();
  const { paths } = (await app.request('GET', '/api/v1/openapi.json', { apiKey: null })).json;
  const { responses } = paths[projects].post;
  expect(responses[403].description).toContain('limit.');
  expect(Object.keys(responses[429].headers)).toEqual(['Retry-After', 'RateLimit-Policy', 'RateLimit']);
  expect(paths['/api/health'].get.responses[429]).toBeUndefined();
});
