import { type ConfigurationClient, createConfigurationClient } from '../http/configuration-client.ts';
import type { TestApp } from '../support/test-app.ts';

const audit = '/api/v1/audit/';

let client: ConfigurationClient;
let app: TestApp;
beforeEach(async () => {
  client = await createConfigurationClient();
  app = client.app;
});

interface Shown {
  id: string;
  action: string;
  object_type: string;
  object_id: string;
  object_name: string;
  outcome: string;
}

async function list(query = '', apiKey?: string): Promise<Shown[]> {
  const { status, json } = await app.request('GET', `${audit}${query}`, { apiKey });
  expect(status).toBe(200);
  return json.results;
}

const inShort = (entries: Shown[]) =>
  entries.map(({ action, object_type, object_name }) => `${action} ${object_type} ${object_name}`);

async function send(method: string, path: string, body?: unknown) {
  // A moment later each, as it is for real clients; within a millisecond there is no order.
  await app.clock.advance(1000);
  return app.request(method, path, body === undefined ? {} : { body });
}

/** Everything under the organization that is not finished. */
async function pending() {
  const { rows } = await app.rows.range('audit', app.organization.id, { from: 'pending!', before: 'pending"' });
  return rows.map(({ rowKey }) => rowKey);
}

test('tells who did what to which object when', async () => {
  const project = (await send('POST', '/api/v1/projects/', { name: 'web' })).json;
  const environment = (await send('POST', '/api/v1/environments/', { name: 'test' })).json;
  const parameter = (await send('POST', `${project.url}parameters/`, { name: 'host' })).json;
  const value = (
    await send('POST', `${parameter.url}values/`, { environment: environment.url, internal_value: 'canary-1' })
  ).json;
  await send('PATCH', value.url, { internal_value: 'canary-2' });
  await send('PATCH', project.url, { name: 'site' });
  await send('DELETE', value.url);
  await send('DELETE', parameter.url);
  await send('DELETE', environment.url);
  await send('DELETE', project.url);

  const entries = await list();
  expect(inShort(entries)).toEqual([
    'delete Project site',
    'delete Environment test',
    'delete Parameter host',
    'delete Value test',
    'update Project site',
    'update Value test',
    'create Value test',
    'create Parameter host',
    'create Environment test',
    'create Project web',
  ]);
  expect(entries[6]).toEqual({
    url: `https://service.example${audit}${entries[6]?.id}/`,
    id: expect.any(String),
    action: 'create',
    object_id: value.id,
    object_name: 'test',
    object_type: 'Value',
    timestamp: '2026-01-01T00:00:04.000Z',
    user: expect.objectContaining({ type: 'service', name: 'ADMIN key', role: 'ADMIN', organization_name: 'Contoso' }),
    outcome: 'done',
    project_id: project.id,
    parameter_id: parameter.id,
    environment_id: environment.id,
  });
  expect((await app.request('GET', `${audit}${entries[6]?.id}/`)).json).toEqual(entries[6]);
  expect(await pending()).toEqual([]);

  const names = async (query: string) => inShort(await list(query));
  expect(await names(`?object_id=${value.id}`)).toEqual([
    'delete Value test',
    'update Value test',
    'create Value test',
  ]);
  expect(await names(`?parameter_id=${parameter.id}&action=create`)).toEqual([
    'create Value test',
    'create Parameter host',
  ]);
  expect(await names(`?project_id=${project.id}&object_type=Project&ordering=timestamp`)).toEqual([
    'create Project web',
    'update Project site',
    'delete Project site',
  ]);
  expect(await names(`?environment_id=${environment.id}&action=delete`)).toEqual([
    'delete Environment test',
    'delete Value test',
  ]);
  expect(await names('?earliest=2026-01-01T00:00:02Z&latest=2026-01-01T01:00:03%2B01:00')).toEqual([
    'create Parameter host',
    'create Environment test',
  ]);
  expect(await names('?action=expired')).toEqual([]);
  expect(await names('?user_id=nobody')).toEqual([]);
  const { json } = await app.request('GET', `${audit}summary/`);
  expect(json).toMatchObject({ total: 10, earliest: '2026-01-01T00:00:01.000Z' });
  const page = await app.request('GET', `${audit}?page=2&page_size=4`);
  expect([page.json.count, inShort(page.json.results)]).toEqual([10, inShort(entries.slice(4, 8))]);
});

test('a change costs three writes more and one for each stream; a refused one costs two', async () => {
  const parameter = await client.parameter(await client.project('web'), 'host');
  let writes = 0;
  const { write } = app.rows;
  app.rows.write = async (table, partitionKey, rows) => {
    if (table === 'audit') writes += 1;
    return write(table, partitionKey, rows);
  };
  await client.value(parameter, 'default', 'x');
  // Its object, parameter, environment, project, user, type and action.
  expect(writes).toBe(3 + 7);
  writes = 0;
  await send('POST', '/api/v1/projects/', { name: 'web' });
  expect(writes).toBe(2);
});

test('holds no value, wherever one was sent', async () => {
  const parameter = await client.parameter(await client.project('web'), 'key', { secret: true });
  const value = await client.value(parameter, 'default', 'canary-value');
  await send('PUT', value.url, { internal_value: 'canary-value too' });
  await send('DELETE', value.url);
  const made = (await send('POST', '/api/v1/serviceaccounts/', { name: 'one' })).json;
  const rekeyed = (await send('POST', `${made.url}rekey/`, {})).json;
  const { text } = await app.request('GET', audit);
  expect(inShort(await list('?object_type=ServiceAccount'))).toEqual([
    'update ServiceAccount one',
    'create ServiceAccount one',
  ]);
  for (const secret of ['canary', made.apikey, rekeyed.apikey]) expect(text).not.toContain(secret);
});

test("another organization's entries are not there", async () => {
  await client.project('web');
  const [entry] = await list();
  const { apiKey } = app.otherOrganization;
  expect(await list('', apiKey)).toEqual([]);
  expect((await app.request('GET', `${audit}summary/`, { apiKey })).json.total).toBe(0);
  expect((await app.request('GET', `${audit}${entry?.id}/`, { apiKey })).json.code).toBe('object.not-found');
});

test.each([
  ['action=explode', 'query.action'],
  ['earliest=yesterday', 'query.earliest'],
  ['project_id=web', 'query.project_id'],
  ['ordering=object_name', 'query.ordering'],
  ['page=0', 'query.page'],
  ['page=-1', 'query.page'],
  ['action=create&action=delete', 'query.action'],
])('%s is refused by its field', async (query, field) => {
  const { status, json } = await app.request('GET', `${audit}?${query}`);
  expect([status, json.errors.map((error: { field: string }) => error.field)]).toEqual([400, [field]]);
});

test('following next shows every entry once, whatever happens meanwhile', async () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  for (const name of names) await send('POST', '/api/v1/projects/', { name });
  const seen: string[] = [];
  let next: string | null = `${audit}?page_size=2`;
  while (next !== null) {
    const { json } = await app.request('GET', next);
    expect(json.count).toBe(5);
    seen.push(...json.results.map(({ object_name }: Shown) => object_name));
    next = json.next;
    await send('POST', '/api/v1/environments/', { name: `meanwhile ${seen.length}` });
  }
  expect(seen).toEqual(names.toReversed());
});

test.each([2, 1_000_000])('there is no page %s', async (page) => {
  await client.project('web');
  const { status, json } = await app.request('GET', `${audit}?page=${page}`);
  expect([status, json.code]).toEqual([404, 'request.page']);
});

describe('what fails', () => {
  test('a refused change leaves nothing', async () => {
    await client.project('web');
    expect((await send('POST', '/api/v1/projects/', { name: 'web' })).status).toBe(409);
    expect((await send('DELETE', '/api/v1/projects/3b241101-e2bb-4255-8caf-4136c566a962/')).status).toBe(404);
    await app.clock.advance(3_600_000);
    expect(inShort(await list())).toEqual(['create Project web']);
    expect(await pending()).toEqual([]);
  });

  /** Lets writes to the audit fail as long as this one says so, like a process that is killed there. */
  function breaking(when: (write: { kind: string; rowKey: string }, partitionKey: string) => boolean) {
    const { write } = app.rows;
    app.rows.write = async (table, partitionKey, writes) => {
      const [first] = writes;
      if (table === 'audit' && first && when(first, partitionKey)) throw new Error('killed');
      return write(table, partitionKey, writes);
    };
    return () => {
      app.rows.write = write;
    };
  }

  test('without its announcement nothing is changed', async () => {
    const mend = breaking(() => true);
    expect((await send('POST', '/api/v1/projects/', { name: 'web' })).status).toBe(500);
    mend();
    expect((await app.request('GET', '/api/v1/projects/')).json.count).toBe(0);
    expect(await list()).toEqual([]);
  });

  test('a change whose entry could not be written is entered later, as one of which the end is not known', async () => {
    const project = await client.project('web');
    const mend = breaking(({ kind, rowKey }) => kind === 'delete' && rowKey.startsWith('pending!change!'));
    // To the client it has been made: it has.
    expect((await send('DELETE', project.url)).status).toBe(204);
    mend();
    expect(inShort(await list())).toEqual(['create Project web']);
    await app.clock.advance(299_000);
    expect(await list()).toHaveLength(1);
    await app.clock.advance(1000);
    const [late, first] = await list();
    expect(late).toMatchObject({ action: 'delete', object_name: 'web', object_id: project.id, outcome: 'unknown' });
    expect(first).toMatchObject({ outcome: 'done' });
    expect(await list(`?project_id=${project.id}`)).toHaveLength(2);
    expect(await list()).toHaveLength(2);
    expect(await pending()).toEqual([]);
  });

  test('so is one that broke in the middle', async () => {
    const { write } = app.rows;
    app.rows.write = async (table, partitionKey, writes) => {
      if (table === 'configuration') throw new Error('killed');
      return write(table, partitionKey, writes);
    };
    expect((await send('POST', '/api/v1/projects/', { name: 'web' })).status).toBe(500);
    app.rows.write = write;
    await app.clock.advance(300_000);
    expect(await list()).toMatchObject([{ action: 'create', object_type: 'Project', outcome: 'unknown' }]);
  });

  test('two who enter it at once make one entry', async () => {
    const project = await client.project('web');
    const mend = breaking(({ kind, rowKey }) => kind === 'delete' && rowKey.startsWith('pending!change!'));
    await send('DELETE', project.url);
    mend();
    await app.clock.advance(300_000);
    await Promise.all([list(), list(), list()]);
    expect(await list()).toHaveLength(2);
    expect(await pending()).toEqual([]);
  });

  test('an entry that is missing from its streams comes into them, and the counts are right', async () => {
    const project = await client.project('web');
    const stream = `${app.organization.id}!projectId!${project.id}`;
    for (let number = 0; number < 205; number += 1) {
      if (number === 100) {
        const mend = breaking((_write, partitionKey) => partitionKey === stream);
        await send('PATCH', project.url, { description: 'lost' });
        mend();
      } else await send('PATCH', project.url, { description: `${number}` });
    }
    expect(await pending()).toHaveLength(1);
    // Somebody counts before it is there, and notes a mark.
    await app.clock.advance(3_600_000);
    const { countStream } = await import('../../shared/store/audit-stream.ts');
    const before = await countStream(app.rows, app.organization.id, ['projectId', project.id], app.clock.now());
    expect(before.newest).toBe(205);
    expect(await list(`?project_id=${project.id}&page_size=1000`)).toHaveLength(206);
    expect(await list(`?project_id=${project.id}&page_size=1000`)).toHaveLength(206);
    const { json } = await app.request('GET', `${audit}?project_id=${project.id}&page_size=3&page=69`);
    expect([json.count, inShort(json.results)]).toEqual([
      206,
      ['update Project web', 'update Project web', 'create Project web'].slice(-json.results.length),
    ]);
    expect(await pending()).toEqual([]);
  });
});
