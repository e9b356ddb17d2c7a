import { taskQueue } from '../../functions/queues/tasks.ts';
import { administrator, consentFlow } from '../support/consent-flow.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

const vaultName = 'contoso-production';
const { tenantId } = administrator;
const integrations = '/api/v1/integrations/azure/key_vault/';

/** What a provider keeps of an object in its state. */
interface Known {
  url: string;
  id: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the service says of the object
  [field: string]: any;
}

let app: TestApp;
/** What was asked, in order, and how it was answered. */
let calls: string[];

beforeEach(async () => {
  app = await createTestApp();
  calls = [];
  app.vaults.add({ tenantId, vaultName });
});

async function call(method: string, path: string, status: number, body?: unknown): Promise<Known> {
  const answer = await app.request(method, path, { body });
  calls.push(`${method} ${new URL(path, 'https://service.example').pathname} ${answer.status}`);
  if (answer.status !== status) throw new Error(`${calls.at(-1)} instead of ${status}: ${answer.text}`);
  return answer.json;
}

const create = (path: string, body: object) => call('POST', path, 201, body);
const read = ({ url }: Known) => call('GET', url, 200);
const remove = ({ url }: Known) => call('DELETE', url, 204);

/** All pages of a list, as the provider loads them when it starts. */
async function loadAll(path: string): Promise<Known[]> {
  const all: Known[] = [];
  for (let next: string | null = path; next !== null; ) {
    const page: Known = await call('GET', next, 200);
    all.push(...page.results);
    next = page.next;
  }
  return all;
}

/** What the platform does with the queue meanwhile. */
async function letTasksRun(): Promise<void> {
  for (let jobs = app.jobs.takeDueTasks(); jobs.length > 0; jobs = app.jobs.takeDueTasks()) {
    for (const job of jobs) await taskQueue.handle({ deps: app.deps }, job);
  }
}

/** A person connects the vault beforehand: that is no resource of the provider. */
async function connectVault(): Promise<void> {
  const flow = consentFlow(app);
  const begun = await flow.begin();
  const back = await flow.visit(app.entra.signIn(begun.json.authorization_url, administrator));
  const code = /<p class="code">([^<]+)<\/p>/.exec(back.text)?.[1];
  expect((await flow.complete(begun.json.id, code)).status).toBe(200);
  await create(integrations, { tenant_id: tenantId, vault_name: vaultName, writable: true });
}

const named = (all: Known[], name: string): Known => {
  const found = all.find((each) => each.name === name);
  if (found === undefined) throw new Error(`nothing is named ${name}`);
  return found;
};

test('a Terraform provider creates, reads, updates and deletes everything in its order', async () => {
  await connectVault();
  // The provider starts.
  await loadAll('/api/v1/projects/');
  const environments = await loadAll('/api/v1/environments/');
  expect((await loadAll('/api/v1/users/')).length).toBeGreaterThan(0);
  expect(await loadAll('/api/v1/groups/')).toEqual([]);
  const types = await loadAll('/api/v1/types/');
  expect(types.map(({ name }) => name)).toEqual(expect.arrayContaining(['string', 'integer', 'boolean']));
  const integration = named(await loadAll(integrations), `${vaultName}@${tenantId}`);

  // Create.
  const project = await create('/api/v1/projects/', { name: 'shop', description: 'made by terraform' });
  const parent = named(environments, 'production').url;
  const environment = await create('/api/v1/environments/', { name: 'production-eu', parent });
  const tag = await create(`${environment.url}tags/`, { name: 'v1', timestamp: null, immutable: false });
  const type = await create('/api/v1/types/', { name: 'port', parent: named(types, 'integer').url });
  const rule = await create(`${type.url}rules/`, { type: 'max', constraint: '65535' });
  const parameter = await create(`${project.url}parameters/`, { name: 'password', secret: true, type: 'string' });
  const number = await create(`${project.url}parameters/`, { name: 'port', type: 'port' });
  const parameterRule = await create(`${parameter.url}rules/`, { type: 'min_len', constraint: '4' });
  const value = await create(`${parameter.url}values/`, {
    environment: environment.url,
    external: false,
    internal_value: 'hunter2',
    interpolated: false,
  });
  const numberValue = await create(`${number.url}values/`, { environment: environment.url, internal_value: '8080' });
  const pull = await create(`${integration.url}pulls/`, {
    name: 'import',
    description: '',
    resource: '{{ environment }}-{{ project }}-{{ parameter }}',
    create_environments: false,
    create_projects: false,
  });
  const push = await create(`${integration.url}pushes/`, {
    name: 'push',
    resource: '{{ environment }}-{{ project }}-{{ parameter }}',
    projects: [project.url],
    tags: [],
    include_parameters: false,
    include_secrets: true,
    coerce_parameters: false,
    force: false,
    local: true,
    dry_run: false,
  });
  await letTasksRun();

  // Read each again: nothing has drifted.
  const made = [project, environment, tag, type, parameter, number, value, numberValue, parameterRule, rule];
  const volatile = ['values', 'values_flat', 'rules', 'modified_at', 'latest_task', 'usage', 'pushes', 'push_urls'];
  for (const each of [...made, pull, push]) {
    const again = await read(each);
    for (const [field, was] of Object.entries(each)) {
      if (!volatile.includes(field)) expect([each.url, field, again[field]]).toEqual([each.url, field, was]);
    }
  }
  expect((await read(push)).latest_task).toMatchObject({ state: 'success' });
  expect((await read(pull)).latest_task).toMatchObject({ state: 'success' });
  expect((await read(parameter)).values[environment.url]).toMatchObject({ value: 'hunter2' });

  // Update, with the whole object as it is kept in the state, or a part of it.
  const later = { description: 'changed' };
  expect(await call('PATCH', project.url, 200, { ...project, ...later })).toMatchObject(later);
  expect(await call('PUT', environment.url, 200, { ...environment, ...later })).toMatchObject(later);
  expect(await call('PATCH', tag.url, 200, later)).toMatchObject(later);
  expect(await call('PUT', type.url, 200, { ...type, ...later })).toMatchObject(later);
  expect(await call('PATCH', rule.url, 200, { constraint: '49151' })).toMatchObject({ constraint: '49151' });
  expect(await call('PUT', parameter.url, 200, { ...parameter, ...later })).toMatchObject(later);
  const changed = { external: false, internal_value: 'correct horse', interpolated: false };
  expect(await call('PATCH', value.url, 200, changed)).toMatchObject({ value: 'correct horse' });
  expect(await call('PATCH', pull.url, 200, later)).toMatchObject(later);
  expect(await call('PATCH', push.url, 200, later)).toMatchObject(later);
  await call('POST', `${push.url}sync/`, 202, { ...push, dry_run: true });
  await letTasksRun();
  expect((await read(push)).latest_task).toMatchObject({ state: 'success' });

  // Delete, the last first.
  for (const each of [push, pull, numberValue, value, parameterRule, number, parameter, rule, type]) await remove(each);
  for (const each of [tag, environment, project]) await remove(each);
  for (const each of [project, environment, type]) await call('GET', each.url, 404);
  expect(await loadAll('/api/v1/projects/')).toEqual([]);
  expect((await loadAll('/api/v1/types/')).length).toBe(types.length);
  expect((await loadAll('/api/v1/environments/')).length).toBe(environments.length);
});
