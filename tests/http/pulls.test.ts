import { createSyncWorld, usual } from '../sync/world.ts';

const body = { name: 'import', resource: usual };
const unknown = '00000000-0000-4000-8000-000000000000';

async function setUp() {
  const world = await createSyncWorld();
  const collection = `${world.path}pulls/`;
  return { world, collection, request: world.app.request };
}

describe('pulls', () => {
  test('are created with their defaults, and run', async () => {
    const { world, collection, request } = await setUp();
    const created = await request('POST', collection, { body: { ...body, create_projects: true, unknown_field: 1 } });
    expect(created.status).toBe(201);
    expect(created.headers.location).toBe(created.json.url);
    expect(created.json).toMatchObject({
      name: 'import',
      description: '',
      resource: usual,
      mode: 'pattern',
      create_environments: false,
      create_projects: true,
      dry_run: false,
      mapped_values: [],
      latest_task: { state: 'queued', reason: 'pull created', dry_run: false, error_code: null },
    });
    expect(world.app.jobs.size).toBe(1);
    await world.work();
    const read = await request('GET', new URL(created.json.url).pathname);
    expect(read.json.latest_task).toMatchObject({ id: created.json.latest_task.id, state: 'success' });
    // A run is no change of the pull.
    expect(read.headers.etag).toBe(created.headers.etag);
  });

  test.each([
    [{ ...body, resource: '{{ nonsense }}' }, 400, 'pattern.invalid'],
    [{ ...body, resource: '{{ environment }}' }, 400, 'pattern.missing-variable'],
    [{ ...body, resource: '{{ environment }}-{{ parameter }}' }, 400, 'pattern.missing-variable'],
    [{ ...body, resource: '(?P<parameter>' }, 400, 'pattern.invalid'],
    [{ ...body, resource: null }, 400, 'pattern.invalid'],
    [{ ...body, resource: `{{ parameter }}${'x'.repeat(1010)}` }, 400, 'request.invalid'],
    [{ resource: usual }, 400, 'request.invalid'],
    [{ ...body, name: '' }, 400, 'request.invalid'],
    [{ ...body, name: 'x'.repeat(257) }, 400, 'request.invalid'],
    [{ ...body, dry_run: 'maybe' }, 400, 'request.invalid'],
  ])('%j is refused', async (sent, status, code) => {
    const { world, collection, request } = await setUp();
    expect((await request('POST', collection, { body: sent })).json).toMatchObject({ status, code });
    expect(world.app.jobs.size).toBe(0);
  });

  test('have names of their own among the pulls of an integration', async () => {
    const { collection, request, world } = await setUp();
    await request('POST', collection, { body });
    expect((await request('POST', collection, { body })).json).toMatchObject({ status: 409, code: 'object.exists' });
    const second = await request('POST', collection, { body: { ...body, name: 'other' } });
    const path = new URL(second.json.url).pathname;
    expect((await request('PATCH', path, { body: { name: 'import' } })).json.code).toBe('object.exists');
    expect((await request('PATCH', path, { body: { name: 'third' } })).status).toBe(200);
    expect((await request('POST', collection, { body: { ...body, name: 'other' } })).status).toBe(201);
    await world.addPush([], { name: 'import' });
  });

  test('are listed, filtered, ordered and paged', async () => {
    const { collection, request, world } = await setUp();
    await world.app.clock.advance(1000);
    for (const name of ['b', 'a', 'C']) {
      await request('POST', collection, { body: { ...body, name, description: `the ${name} one` } });
      await world.app.clock.advance(1000);
    }
    const names = async (query: string) => {
      const { json } = await request('GET', `${collection}${query}`);
      return [json.count, ...json.results.map((each: { name: string }) => each.name)];
    };
    // The service's own pull is among them.
    expect(await names('')).toEqual([4, 'C', 'Mapped values', 'a', 'b']);
    expect(await names('?ordering=-created_at')).toEqual([4, 'C', 'a', 'b', 'Mapped values']);
    expect(await names('?ordering=-description')).toEqual([4, 'b', 'a', 'C', 'Mapped values']);
    expect(await names('?mode=pattern')).toEqual([3, 'C', 'a', 'b']);
    expect(await names('?mode=mapped')).toEqual([1, 'Mapped values']);
    expect(await names('?name=a')).toEqual([1, 'a']);
    expect(await names('?name__icontains=c')).toEqual([1, 'C']);
    expect(await names('?description__icontains=THE%20B')).toEqual([1, 'b']);
    expect(await names('?page_size=3&page=2')).toEqual([4, 'b']);
    const { json } = await request('GET', `${collection}?page_size=1`);
    expect(json.results[0].latest_task.state).toBe('queued');
    expect(json.next).toContain('page=2');
  });

  test('are changed in part or as a whole, by who has seen the present state', async () => {
    const { collection, request } = await setUp();
    const created = await request('POST', collection, { body: { ...body, description: 'one' } });
    const path = new URL(created.json.url).pathname;
    const headers = { 'if-match': created.headers.etag ?? '' };
    const changed = await request('PATCH', path, { body: { create_environments: true }, headers });
    expect(changed.json).toMatchObject({ create_environments: true, description: 'one', resource: usual });
    expect(changed.headers.etag).not.toBe(created.headers.etag);
    expect((await request('PUT', path, { body, headers })).json).toMatchObject({ status: 412, code: 'object.changed' });
    expect((await request('PUT', path, { body: { ...body, name: 'renamed' } })).json.name).toBe('renamed');
    expect((await request('PATCH', path, { body: { resource: 'x' } })).json.code).toBe('pattern.missing-variable');
    expect((await request('DELETE', path, { headers })).status).toBe(412);
    expect((await request('DELETE', path)).status).toBe(204);
    expect((await request('GET', path)).status).toBe(404);
    expect((await request('POST', collection, { body: { ...body, name: 'renamed' } })).status).toBe(201);
  });

  test('need the right role, and are not there for others', async () => {
    const { collection, request, world } = await setUp();
    const created = await request('POST', collection, { body });
    const path = new URL(created.json.url).pathname;
    const viewer = await world.app.keyWithRole('VIEWER');
    const contributor = await world.app.keyWithRole('CONTRIB');
    const stranger = world.app.otherOrganization.apiKey;
    expect((await request('GET', path, { apiKey: viewer })).status).toBe(200);
    for (const [method, at] of [
      ['POST', collection],
      ['PATCH', path],
      ['PUT', path],
      ['DELETE', path],
      ['POST', `${path}sync/`],
    ] as const) {
      expect((await request(method, at, { body, apiKey: viewer })).json.code).toBe('auth.forbidden');
      expect((await request(method, at, { body, apiKey: stranger })).json.code).toBe('object.not-found');
    }
    for (const at of [collection, path, `${path}tasks/`]) {
      expect((await request('GET', at, { apiKey: stranger })).json.code).toBe('object.not-found');
    }
    expect((await request('GET', `${collection}${unknown}/`)).status).toBe(404);
    expect((await request('GET', `${collection}nonsense/`)).status).toBe(404);
    expect((await request('POST', `${path}sync/`, { apiKey: contributor })).status).toBe(202);
  });

  test('belong to one integration', async () => {
    const { collection, request } = await setUp();
    const created = await request('POST', collection, { body });
    const elsewhere = collection.replace(/[0-9a-f-]{36}/, unknown);
    expect((await request('GET', `${elsewhere}${created.json.id}/`)).status).toBe(404);
    expect((await request('GET', elsewhere)).status).toBe(404);
  });
});

describe('a scan', () => {
  test('shows what would be imported as what, and why the rest would not', async () => {
    const { world, request } = await setUp();
    await world.addProject('web');
    for (const [name, more] of [
      ['production-web-A', {}],
      ['qa-shop-B-C', {}],
      ['production-web-OFF', { enabled: false }],
      ['other', {}],
    ] as const) {
      world.vault.secrets.put({ name, value: 'x', ...more });
    }
    world.calls();
    const scanned = await request('POST', `${world.path}scan/`, { body: { resource: usual } });
    expect(scanned.json).toEqual({
      matched: {
        web: [
          {
            venue_id: 'https://contoso-production.vault.example/secrets/production-web-A',
            venue_name: 'production-web-A',
            environment_name: 'production',
            project_name: 'web',
            parameter_name: 'A',
          },
        ],
        shop: [expect.objectContaining({ venue_name: 'qa-shop-B-C', environment_name: 'qa', parameter_name: 'B-C' })],
      },
      skipped: { 'production-web-OFF': 'The secret is disabled.', other: 'The name does not match the pattern.' },
    });
    expect(world.calls()).toMatchObject({ list: 1, get: 0 });
  });

  test('answers with the cause when the vault cannot be listed', async () => {
    const { world, request } = await setUp();
    const scan = (resource: string | null) => request('POST', `${world.path}scan/`, { body: { resource } });
    expect((await scan('{{ x }}')).json).toMatchObject({ status: 400, code: 'pattern.invalid' });
    expect((await scan(null)).json).toMatchObject({ status: 400, code: 'pattern.invalid' });
    world.vault.network = 'firewall';
    expect((await scan(usual)).json).toMatchObject({ status: 409, code: 'vault.forbidden-by-firewall' });
    const stranger = world.app.otherOrganization.apiKey;
    const foreign = await request('POST', `${world.path}scan/`, { body: { resource: usual }, apiKey: stranger });
    expect(foreign.status).toBe(404);
  });
});
