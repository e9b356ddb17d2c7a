import { routes } from '../../functions/http/routes.ts';
import { taskQueue } from '../../functions/queues/tasks.ts';
import { createMemoryRows } from '../../shared/adapters/memory/memory-rows.ts';
import type { Rows } from '../../shared/ports/rows.ts';
import { administrator, consentFlow } from '../support/consent-flow.ts';
import { matchRoute } from '../support/match-route.ts';
import { createTestApp } from '../support/test-app.ts';

/**
 * The most requests to table storage that a route takes in the store below, from a caller whose key the process
 * remembers; for changes, what the audit takes is among them. A number that grows here is a cost that everybody pays.
 */
const most: Record<string, number> = {
  audit_list: 5,
  audit_retrieve: 2,
  audit_summary_retrieve: 4,
  environments_copy_create: 109,
  environments_create: 11,
  environments_destroy: 26,
  environments_list: 1,
  environments_partial_update: 10,
  environments_pushes_list: 12,
  environments_retrieve: 1,
  environments_tags_create: 10,
  environments_tags_destroy: 14,
  environments_tags_list: 3,
  environments_tags_partial_update: 11,
  environments_tags_retrieve: 3,
  environments_tags_update: 12,
  environments_update: 11,
  groups_list: 0,
  integrations_aws_list: 0,
  integrations_azure_key_vault_create: 18,
  integrations_azure_key_vault_destroy: 28,
  integrations_azure_key_vault_expiring_list: 2,
  integrations_azure_key_vault_list: 2,
  integrations_azure_key_vault_partial_update: 10,
  // The integrations and the actions of each are counted, which a process does once a minute.
  integrations_azure_key_vault_pulls_create: 21,
  integrations_azure_key_vault_pulls_destroy: 26,
  integrations_azure_key_vault_pulls_list: 4,
  integrations_azure_key_vault_pulls_partial_update: 11,
  integrations_azure_key_vault_pulls_retrieve: 3,
  integrations_azure_key_vault_pulls_sync_create: 14,
  integrations_azure_key_vault_pulls_tasks_apply_create: 12,
  integrations_azure_key_vault_pulls_tasks_cancel_create: 11,
  integrations_azure_key_vault_pulls_tasks_list: 2,
  integrations_azure_key_vault_pulls_tasks_retry_create: 16,
  integrations_azure_key_vault_pulls_tasks_retrieve: 1,
  integrations_azure_key_vault_pulls_tasks_steps_list: 3,
  integrations_azure_key_vault_pulls_tasks_steps_retrieve: 3,
  integrations_azure_key_vault_pulls_tasks_steps_compare_create: 14,
  integrations_azure_key_vault_pulls_update: 12,
  integrations_azure_key_vault_pushes_create: 21,
  integrations_azure_key_vault_pushes_destroy: 32,
  integrations_azure_key_vault_pushes_list: 4,
  integrations_azure_key_vault_pushes_partial_update: 25,
  integrations_azure_key_vault_pushes_preview_create: 12,
  integrations_azure_key_vault_pushes_retrieve: 3,
  integrations_azure_key_vault_pushes_sync_create: 17,
  integrations_azure_key_vault_pushes_tasks_apply_create: 12,
  integrations_azure_key_vault_pushes_tasks_cancel_create: 11,
  integrations_azure_key_vault_pushes_tasks_list: 2,
  integrations_azure_key_vault_pushes_tasks_retry_create: 16,
  integrations_azure_key_vault_pushes_tasks_retrieve: 1,
  integrations_azure_key_vault_pushes_tasks_steps_list: 2,
  integrations_azure_key_vault_pushes_tasks_steps_retrieve: 3,
  integrations_azure_key_vault_pushes_tasks_steps_compare_create: 14,
  integrations_azure_key_vault_pushes_update: 23,
  integrations_azure_key_vault_retrieve: 2,
  integrations_azure_key_vault_status_history_list: 3,
  integrations_azure_key_vault_summary_retrieve: 2,
  integrations_azure_key_vault_update: 10,
  integrations_github_list: 0,
  projects_create: 12,
  projects_destroy: 19,
  projects_list: 2,
  projects_parameter_export_list: 13,
  projects_parameters_create: 32,
  projects_parameters_destroy: 45,
  projects_parameters_history_list: 6,
  projects_parameters_list: 22,
  projects_parameters_partial_update: 35,
  projects_parameters_pushes_list: 5,
  projects_parameters_retrieve: 21,
  // One of them tells which environments are being copied: they have values, too.
  projects_parameters_rules_create: 22,
  projects_parameters_rules_destroy: 14,
  projects_parameters_rules_list: 3,
  projects_parameters_rules_partial_update: 22,
  projects_parameters_rules_retrieve: 3,
  projects_parameters_rules_update: 12,
  projects_parameters_update: 34,
  projects_parameters_values_create: 29,
  projects_parameters_values_destroy: 24,
  projects_parameters_values_list: 14,
  projects_parameters_values_partial_update: 42,
  projects_parameters_values_retrieve: 14,
  projects_parameters_values_update: 39,
  projects_partial_update: 13,
  projects_retrieve: 1,
  projects_update: 12,
  serviceaccounts_create: 10,
  serviceaccounts_destroy: 14,
  serviceaccounts_keys_create: 11,
  serviceaccounts_keys_destroy: 11,
  serviceaccounts_list: 2,
  serviceaccounts_partial_update: 10,
  serviceaccounts_rekey_create: 11,
  serviceaccounts_retrieve: 2,
  serviceaccounts_update: 9,
  types_create: 8,
  types_destroy: 13,
  types_list: 1,
  types_partial_update: 10,
  types_retrieve: 1,
  // Announced, the types are read once more after that, and which environments are being copied.
  types_rules_create: 14,
  types_rules_destroy: 10,
  types_rules_list: 1,
  types_rules_partial_update: 14,
  types_rules_retrieve: 1,
  types_rules_update: 14,
  types_update: 9,
  users_current_retrieve: 2,
  users_list: 3,
  webhooks_create: 9,
  webhooks_destroy: 10,
  webhooks_list: 1,
  webhooks_partial_update: 9,
  webhooks_ping_create: 9,
  webhooks_retrieve: 1,
  webhooks_update: 9,
};

/** Nothing in them depends on the configuration store: what they cost is said where they are tested. */
const elsewhere = /^(health|ready|openapi|docs|integrations_azure_key_vault_(consents|callback|tenants|scan)_?.*)$/;

/** Rows that count how often they are asked. */
function countingRows() {
  const memory = createMemoryRows();
  let count = 0;
  const counted = <I extends unknown[], O>(act: (...input: I) => Promise<O>) => {
    return (...input: I): Promise<O> => {
      count += 1;
      return act(...input);
    };
  };
  const rows: Rows = { get: counted(memory.get), range: counted(memory.range), write: counted(memory.write) };
  return {
    rows,
    take() {
      const taken = count;
      count = 0;
      return taken;
    },
  };
}

test('every route keeps to its number of storage requests', async () => {
  const counter = countingRows();
  const app = await createTestApp({ deps: { rows: counter.rows } });
  const measured: Record<string, number> = {};

  async function call(method: string, path: string, body?: unknown) {
    counter.take();
    const { pathname } = new URL(path, 'https://service.example');
    const answer = await app.request(method, path, { body });
    if (answer.status >= 300) throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text}`);
    const name = matchRoute(routes, method, pathname)?.route.name ?? pathname;
    measured[name] = Math.max(measured[name] ?? 0, counter.take());
    return answer.json;
  }
  const get = (path: string) => call('GET', path);
  const post = (path: string, body: object = {}) => call('POST', path, body);
  async function letTasksRun() {
    for (let jobs = app.jobs.takeDueTasks(); jobs.length > 0; jobs = app.jobs.takeDueTasks()) {
      for (const job of jobs) await taskQueue.handle({ deps: app.deps }, job);
    }
  }
  /** Reads it, alone and in its list, and changes it in both ways. */
  async function use(object: { url: string }, whole: object, part: object) {
    await get(object.url.replace(/[^/]+\/$/, ''));
    await get(object.url);
    await call('PUT', object.url, whole);
    await call('PATCH', object.url, part);
  }

  const { tenantId } = administrator;
  const vaultName = 'contoso-production';
  app.vaults.add({ tenantId, vaultName });
  const flow = consentFlow(app);
  const begun = await flow.begin();
  const back = await flow.visit(app.entra.signIn(begun.json.authorization_url, administrator));
  await flow.complete(begun.json.id, /<p class="code">([^<]+)<\/p>/.exec(back.text)?.[1]);

  const later = { description: 'changed' };
  const second = await post('/api/v1/environments/', { name: 'second' });
  const third = await post('/api/v1/environments/', { name: 'third', parent: second.url });
  const fourth = await post('/api/v1/environments/', { name: 'fourth', parent: third.url });
  await use(fourth, { name: 'fourth', ...later }, later);
  const tag = await post(`${fourth.url}tags/`, { name: 'v1' });
  await use(tag, { name: 'v1', ...later }, later);
  const base = await post('/api/v1/projects/', { name: 'base' });
  const project = await post('/api/v1/projects/', { name: 'project', depends_on: base.url });
  await use(project, { name: 'project', depends_on: base.url }, later);
  const types = (await get('/api/v1/types/')).results;
  const text = types.find(({ name }: { name: string }) => name === 'string');
  const type = await post('/api/v1/types/', { name: 'word', parent: text.url });
  await use(type, { name: 'word', parent: type.parent }, later);
  const rule = await post(`${type.url}rules/`, { type: 'max_len', constraint: '100' });
  await use(rule, { type: 'max_len', constraint: '101' }, { constraint: '102' });
  for (const owner of [base, project]) {
    for (let number = 0; number < 60; number += 1) {
      const parameter = await post(`${owner.url}parameters/`, { name: `P${number}`, secret: number % 2 === 0 });
      const environment = [second, third, fourth][number % 3].url;
      await post(`${parameter.url}values/`, { environment, internal_value: `v${number}` });
    }
  }
  const query = `?environment=${fourth.id}&page_size=50`;
  const page = await get(`${project.url}parameters/${query}`);
  await get(page.next);
  await get(`${project.url}parameters/${query}&tag=v1`);
  await get(`${project.url}parameters/`);
  await get(`${project.url}parameter-export/?environment=${fourth.id}`);
  const [parameter] = page.results;
  await get(parameter.url);
  await call('PUT', parameter.url, { name: 'P0', ...later });
  await call('PATCH', parameter.url, { name: 'RENAMED' });
  const parameterRule = await post(`${parameter.url}rules/`, { type: 'min_len', constraint: '1' });
  await use(parameterRule, { type: 'min_len', constraint: '1' }, { constraint: '2' });
  const value = (await get(`${parameter.url}values/`)).results[0];
  await use(value, { internal_value: 'changed' }, { internal_value: 'again' });
  await get(`${parameter.url}history/?environment=${value.environment_id}`);
  const copied = await post(`${fourth.url}copy/`, { name: 'copied' });

  const account = await post('/api/v1/serviceaccounts/', { name: 'robot', role: 'VIEWER' });
  await use(account, { name: 'robot' }, later);
  await post(`${account.url}rekey/`, {});
  const keyed = await post('/api/v1/serviceaccounts/', { name: 'keyed' });
  const { prefix } = await post(`${keyed.url}keys/`);
  await call('DELETE', `${keyed.url}keys/${prefix}/`);
  for (const path of ['users/', 'users/current/', 'groups/', 'integrations/aws/', 'integrations/github/']) {
    await get(`/api/v1/${path}`);
  }

  const integrations = '/api/v1/integrations/azure/key_vault/';
  const integration = await post(integrations, { tenant_id: tenantId, vault_name: vaultName, writable: true });
  await get(`${integration.url}expiring/`);
  await use(integration, { ...later, writable: true }, later);
  await get(`${integration.url}status_history/`);
  await get(`${integrations}summary/`);
  const resource = '{{ environment }}-{{ project }}-{{ parameter }}';
  const pull = await post(`${integration.url}pulls/`, { name: 'pull', resource });
  const push = await post(`${integration.url}pushes/`, { name: 'push', resource, projects: [project.url], tags: [] });
  await post(`${integration.url}pushes/preview/`, { resource, projects: [project.url], tags: [] });
  await letTasksRun();
  await use(pull, { name: 'pull', resource }, later);
  await use(push, { name: 'push', resource, projects: [project.url], tags: [] }, later);
  await post(`${push.url}sync/`);
  await letTasksRun();
  // Now the vault holds something else, which an import brings back.
  await app.clock.advance(60_000);
  await call('PATCH', value.url, { internal_value: 'another' });
  await post(`${pull.url}sync/`);
  await letTasksRun();
  for (const action of [pull, push]) {
    const [task] = (await get(`${action.url}tasks/`)).results;
    await get(task.url);
    const steps = (await get(`${task.url}steps/`)).results;
    if (steps.length > 0) await get(steps[0].url);
    const about = steps.find((each: { venue_name: string | null }) => each.venue_name !== null);
    if (about !== undefined) await post(`${about.url}compare/`);
    const { task: dryRun } = await post(`${action.url}sync/`, { dry_run: true });
    await letTasksRun();
    await post(`${dryRun.url}apply/`);
    await letTasksRun();
    const { task: cancelled } = await post(`${action.url}sync/`);
    await post(`${cancelled.url}cancel/`);
    await post(`${cancelled.url}retry/`);
    await letTasksRun();
  }
  const [step] = (await get(`${fourth.url}pushes/`)).results;
  await get(step.url);
  await post(`${step.url}compare/`);
  await get(`${step.parameter}pushes/`);
  await call('PATCH', push.url, later);
  await letTasksRun();

  const hook = { name: 'hook', type: 'generic', event_types: ['task_failed'] };
  const webhook = await post('/api/v1/webhooks/', { ...hook, configuration: { url: 'https://hooks.example/' } });
  await use(webhook, hook, { name: 'renamed' });
  await post(`${webhook.url}ping/`);
  await call('DELETE', webhook.url);

  const [entry] = (await get('/api/v1/audit/')).results;
  await get(entry.url);
  await get('/api/v1/audit/summary/');

  for (const { url } of [push, pull, value, parameterRule, parameter]) await call('DELETE', url);
  await call('DELETE', account.url);
  for (const { url } of [rule, type, tag, copied, fourth, project, integration]) await call('DELETE', url);

  const expensive = Object.entries(measured).filter(([name, count]) => count > (most[name] ?? 0));
  expect(Object.fromEntries(expensive)).toEqual({});
  const names = routes.map(({ name }) => name).filter((name) => !elsewhere.test(name));
  expect(names.filter((name) => measured[name] === undefined)).toEqual([]);
});
