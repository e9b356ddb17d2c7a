import { createMemoryRows } from '../../shared/adapters/memory/memory-rows.ts';
import type { Rows } from '../../shared/ports/rows.ts';
import { deleteProject, getProject } from '../../shared/store/projects.ts';
import { claimType } from '../../shared/store/types.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

/** The service on rows between whose reading and writing something else can happen. */
async function createWorld() {
  const memory = createMemoryRows();
  let waiting: { table: string; interfere: () => Promise<void> | void } | undefined;
  const reads = { count: 0 };
  const rows: Rows = {
    async get(...key) {
      reads.count += 1;
      return memory.get(...key);
    },
    async range(...range) {
      reads.count += 1;
      return memory.range(...range);
    },
    async write(table, partitionKey, writes) {
      const next = waiting?.table === table ? waiting : undefined;
      if (next !== undefined) waiting = undefined;
      await next?.interfere();
      return memory.write(table, partitionKey, writes);
    },
  };
  const app: TestApp = await createTestApp({ deps: { rows } });
  const make = async (path: string, body: object) => {
    const answer = await app.request('POST', path, { body });
    if (answer.status !== 201) throw new Error(`${path} answered ${answer.status}: ${answer.text}`);
    return answer.json;
  };
  const types = (await app.request('GET', '/api/v1/types/')).json.results;
  const string = types.find(({ name }: { name: string }) => name === 'string');
  const type = await make('/api/v1/types/', { name: 'short', parent: string.url });
  const shop = await make('/api/v1/projects/', { name: 'shop' });
  return {
    app,
    make,
    rows: memory,
    reads,
    string,
    type,
    shop,
    parameters: `${shop.url}parameters/`,
    /** Runs once, before the next write to the table. */
    interfereOnce(table: string, interfere: () => Promise<void> | void) {
      waiting = { table, interfere };
    },
    claims: async () => {
      const { rows: found } = await memory.range('configuration', app.organization.id, { from: 'type-use' });
      return found.filter(({ rowKey }) => rowKey.startsWith('type-use!')).length;
    },
  };
}

const inUse = { status: 409, json: { code: 'object.in-use' } };
const gone = { status: 404 };
const done = { status: 204 };

let world: Awaited<ReturnType<typeof createWorld>>;
const remove = (object: { url: string }) => world.app.request('DELETE', object.url);

beforeEach(async () => {
  world = await createWorld();
});

describe('a type', () => {
  test('stays while types rest on it', async () => {
    const child = await world.make('/api/v1/types/', { name: 'shorter', parent: world.type.url });
    const refused = await remove(world.type);
    expect(refused).toMatchObject(inUse);
    expect(refused.json.detail).toContain('children: shorter');
    expect(await remove(child)).toMatchObject(done);
    expect(await remove(world.type)).toMatchObject(done);
    expect(await world.app.request('GET', world.type.url)).toMatchObject(gone);
    await world.make('/api/v1/types/', { name: 'short', parent: world.string.url });
  });

  test('stays while a parameter is of it, and goes right after the parameter', async () => {
    const parameter = await world.make(world.parameters, { name: 'P', type: 'short' });
    expect(parameter.type).toBe('short');
    const refused = await remove(world.type);
    expect(refused).toMatchObject(inUse);
    expect(refused.json.detail).toContain('"P"');
    expect(await remove(parameter)).toMatchObject(done);
    expect(await world.claims()).toBe(0);
    expect(await remove(world.type)).toMatchObject(done);
  });

  test('goes right after the project of its parameters', async () => {
    await world.make(world.parameters, { name: 'P', type: 'short' });
    await world.make(world.parameters, { name: 'Q', type: world.type.id });
    expect(await remove(world.shop)).toMatchObject(done);
    expect(await remove(world.type)).toMatchObject(done);
    expect(await world.claims()).toBe(0);
  });

  test('goes while the parameters of a deleted project are still to be removed', async () => {
    const { app } = world;
    await world.make(world.parameters, { name: 'P', type: 'short' });
    const project = await getProject(world.rows, app.organization.id, world.shop.id);
    if (project === undefined) throw new Error('no project');
    // A process was killed after this and before it had removed them.
    await deleteProject(world.rows, project);
    expect(await remove(world.type)).toMatchObject(done);
    expect(await world.claims()).toBe(0);
  });

  test('is found in use behind many idle claims', async () => {
    const { app } = world;
    const claim = (parameterId: string) =>
      claimType(
        world.rows,
        app.organization.id,
        { typeId: world.type.id, projectId: world.shop.id, parameterId },
        app.clock.now(),
      );
    await Promise.all(
      Array.from({ length: 40 }, (_, n) => claim(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`)),
    );
    await app.clock.advance(15 * 60_000);
    const parameter = await world.make(world.parameters, { name: 'P', type: 'short' });
    expect(await remove(world.type)).toMatchObject(inUse);
    expect((await app.request('GET', parameter.url)).json.type).toBe('short');
    await remove(parameter);
    expect(await remove(world.type)).toMatchObject(done);
    expect(await world.claims()).toBe(0);
  });

  test('goes right after its parameters have become of another type', async () => {
    const parameter = await world.make(world.parameters, { name: 'P', type: 'short' });
    const become = async (type: string) => {
      const answer = await world.app.request('PATCH', parameter.url, { body: { type } });
      expect(answer).toMatchObject({ status: 200, json: { type } });
    };
    await become('string');
    expect(await world.claims()).toBe(0);
    await become('short');
    expect(await remove(world.type)).toMatchObject(inUse);
    await become('integer');
    expect(await remove(world.type)).toMatchObject(done);
    expect(await world.app.request('PATCH', parameter.url, { body: { type: 'short' } })).toMatchObject({
      status: 400,
      json: { code: 'request.invalid', errors: [{ field: 'body.type' }] },
    });
  });

  test('waits for a parameter that is being made, not for one whose maker has died', async () => {
    const { app } = world;
    const use = {
      typeId: world.type.id,
      projectId: world.shop.id,
      parameterId: 'c0ffee00-0000-4000-8000-00000000dead',
    };
    // A process was killed between the claim and the parameter.
    expect(await claimType(world.rows, app.organization.id, use, app.clock.now())).toBe(true);
    expect(await remove(world.type)).toMatchObject(inUse);
    await app.clock.advance(15 * 60_000);
    expect(await remove(world.type)).toMatchObject(done);
    expect(await world.claims()).toBe(0);
  });

  test('that is deleted while a parameter of it is made: the parameter is refused', async () => {
    let deletion: Promise<unknown> | undefined;
    world.interfereOnce('configuration', async () => {
      deletion = remove(world.type);
      await deletion;
    });
    const answer = await world.app.request('POST', world.parameters, { body: { name: 'P', type: 'short' } });
    expect(await deletion).toMatchObject(done);
    expect(answer).toMatchObject({ status: 400, json: { errors: [{ field: 'body.type' }] } });
    expect((await world.app.request('GET', world.parameters)).json.count).toBe(0);
  });

  test('whose deletion is under way when a parameter of it is made: the deletion is refused', async () => {
    world.interfereOnce('configuration', async () => {
      await world.make(world.parameters, { name: 'P', type: 'short' });
    });
    expect(await remove(world.type)).toMatchObject(inUse);
    expect((await world.app.request('GET', world.parameters)).json.results).toMatchObject([{ type: 'short' }]);
  });

  test('whose deletion is under way when a type is made over it: the deletion is refused', async () => {
    world.interfereOnce('configuration', async () => {
      await world.make('/api/v1/types/', { name: 'shorter', parent: world.type.url });
    });
    expect(await remove(world.type)).toMatchObject(inUse);
  });

  test('whose deletion is under way when a type is moved under it: the deletion is refused', async () => {
    const other = await world.make('/api/v1/types/', { name: 'other', parent: world.string.url });
    world.interfereOnce('configuration', async () => {
      const moved = await world.app.request('PATCH', other.url, { body: { parent: world.type.url } });
      expect(moved).toMatchObject({ status: 200 });
    });
    expect(await remove(world.type)).toMatchObject(inUse);
  });

  test('and another that are moved under each other at once make no circle', async () => {
    const other = await world.make('/api/v1/types/', { name: 'other', parent: world.string.url });
    world.interfereOnce('configuration', async () => {
      const moved = await world.app.request('PATCH', other.url, { body: { parent: world.type.url } });
      expect(moved).toMatchObject({ status: 200 });
    });
    const answer = await world.app.request('PATCH', world.type.url, { body: { parent: other.url } });
    expect(answer).toMatchObject({ status: 400, json: { code: 'type.cycle' } });
  });

  test('of which a parameter is again at once is kept, though the first change lets go of it late', async () => {
    const parameter = await world.make(world.parameters, { name: 'P', type: 'short' });
    const become = (type: string) => world.app.request('PATCH', parameter.url, { body: { type } });
    // When it has become a string, and is about to let go of the type.
    const first = new Promise<void>((resolve) => {
      world.interfereOnce('parameters', () => {
        world.interfereOnce('configuration', async () => {
          expect(await become('short')).toMatchObject({ status: 200 });
          resolve();
        });
      });
    });
    expect(await become('string')).toMatchObject({ status: 200 });
    await first;
    expect(await remove(world.type)).toMatchObject(inUse);
  });

  test('that is built in costs a new parameter and its values no request', async () => {
    const readsOf = async (type: string) => {
      const before = world.reads.count;
      const { id } = await world.make(world.parameters, { name: `of ${type}`, type });
      return { id, reads: world.reads.count - before };
    };
    // The first one of a minute has the organization's parameters counted.
    await readsOf('integer');
    const plain = await readsOf('string');
    const custom = await readsOf('short');
    // By name: its pointer and its row; shown by its name: its row.
    expect(custom.reads - plain.reads).toBe(3);
  });
});
