import { createSyncWorld, type SyncWorld, usual } from './world.ts';

const canary = 'canary-31d2-value';

async function setUp() {
  const world = await createSyncWorld();
  await world.addProject('web');
  await world.setValue('web', 'production', 'DB_HOST', canary);
  await world.setValue('web', 'staging', 'DB_HOST', canary);
  await world.setValue('web', 'production', 'color', 'red', false);
  const { results } = await world.must(200, world.app.request('GET', '/api/v1/projects/?name=web'));
  world.calls();
  return { world, project: results[0].url as string };
}

const preview = (world: SyncWorld, body: object) =>
  world.app.request('POST', `${world.path}pushes/preview/`, { body: { resource: usual, tags: [], ...body } });

const named = ({ secrets }: { secrets: { venue_name: string }[] }) =>
  secrets.map(({ venue_name: name }) => name).sort();

describe('a preview of a push', () => {
  test('names what it would be about, as the run does, and asks neither the vault nor for a value', async () => {
    const { world, project } = await setUp();
    const { status, json, text } = await preview(world, { projects: [project] });
    expect([status, json.count, json.problem_count, json.problems]).toEqual([200, 2, 0, []]);
    expect(json.secrets[0]).toEqual({
      venue_name: 'production-web-DB-HOST',
      environment_name: 'production',
      project_name: 'web',
      parameter_name: 'DB_HOST',
      tag_name: null,
      problem: null,
    });
    expect(text).not.toContain(canary);
    expect(world.calls()).toEqual({ list: 0, get: 0, set: 0, deleted: 0, recover: 0 });

    await world.addPush(['web']);
    await world.work();
    expect(named(json)).toEqual(Object.keys(world.secrets()).sort());
  });

  test('keeps nothing', async () => {
    const { world, project } = await setUp();
    await preview(world, { projects: [project] });
    expect((await world.must(200, world.app.request('GET', `${world.path}pushes/`))).count).toBe(0);
  });

  test('follows the options, the name and tags', async () => {
    const { world, project } = await setUp();
    const all = { include_parameters: true, coerce_parameters: true };
    expect(named((await preview(world, { projects: [project], ...all })).json)).toEqual([
      'production-web-DB-HOST',
      'production-web-color',
      'staging-web-DB-HOST',
    ]);
    const resource = `{{ push }}-${usual}`;
    expect((await preview(world, { projects: [project], name: 'mine', resource })).json.secrets[0].venue_name).toBe(
      'mine-production-web-DB-HOST',
    );
    const tag = await world.addTag('staging', 'spring');
    const tagged = await preview(world, {
      projects: [project],
      tags: [tag.url],
      resource: '{{ tag }}-{{ parameter }}',
    });
    expect(tagged.json.secrets).toMatchObject([{ venue_name: 'spring-DB-HOST', tag_name: 'spring' }]);
  });

  test('says of each secret why it could not be pushed, those first', async () => {
    const { world, project } = await setUp();
    await world.setValue('web', 'production', 'A_A', '1');
    await world.setValue('web', 'production', 'A-A', '2');
    await world.setValue('web', 'production', 'LONG', 'x'.repeat(25_601));
    const { json } = await preview(world, { projects: [project] });
    expect([json.count, json.problem_count]).toEqual([5, 2]);
    const wrong = json.secrets.slice(0, 2).map((each: { problem: { code: string } }) => each.problem.code);
    expect(wrong.sort()).toEqual(['secret-name.collision', 'secret.too-large']);
    expect(json.secrets.slice(2).every((each: { problem: unknown }) => each.problem === null)).toBe(true);
  });

  test('is refused as the push would be', async () => {
    const { world, project } = await setUp();
    const other = await world.must(201, world.app.request('POST', '/api/v1/projects/', { body: { name: 'api' } }));
    const codeOf = async (body: object) => (await preview(world, body)).json.code;
    expect(await codeOf({ projects: [project], resource: '{{ environment }}-{{ project }' })).toBe('pattern.invalid');
    const both = { projects: [project, other.url], resource: '{{ environment }}-{{ parameter }}' };
    expect(await codeOf(both)).toBe('pattern.missing-variable');
    expect(await codeOf({ projects: [project], include_secrets: false })).toBe('action.nothing-included');
    expect(await codeOf({ projects: [`${project.slice(0, -2)}0/`] })).toBe('request.reference');
    const reading = await createSyncWorld({ writable: false });
    expect((await preview(reading, { projects: [] })).json.code).toBe('integration.not-writable');
  });

  test('of one that is changed lets stay what it names and is gone', async () => {
    const { world, project } = await setUp();
    const gone = await world.must(201, world.app.request('POST', '/api/v1/projects/', { body: { name: 'gone' } }));
    const push = await world.addPush(['web', 'gone']);
    await world.work();
    await world.must(204, world.app.request('DELETE', new URL(gone.url).pathname));
    const body = { projects: [project, gone.url] };
    expect((await preview(world, body)).json.code).toBe('request.reference');
    const { status, json } = await preview(world, { ...body, push: push.id });
    expect([status, json.count]).toEqual([200, 2]);
    expect((await preview(world, { ...body, push: world.integrationId })).json.code).toBe('object.not-found');
  });

  test('shows a thousand at most', async () => {
    const { world, project } = await setUp();
    for (let number = 0; number < 1_100; number++) await world.setValue('web', 'production', `K${number}`, 'v');
    const { json } = await preview(world, { projects: [project] });
    expect([json.count, json.secrets.length]).toEqual([1_102, 1_000]);
  });

  test('is for who may make a push', async () => {
    const { world, project } = await setUp();
    const account = { name: 'looks', role: 'VIEWER' };
    const { apikey: apiKey } = await world.must(
      201,
      world.app.request('POST', '/api/v1/serviceaccounts/', { body: account }),
    );
    const body = { resource: usual, tags: [], projects: [project] };
    const answer = await world.app.request('POST', `${world.path}pushes/preview/`, { apiKey, body });
    expect([answer.status, answer.json.code]).toEqual([403, 'auth.forbidden']);
  });
});
