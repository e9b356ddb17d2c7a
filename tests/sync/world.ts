import { taskQueue } from '../../functions/queues/tasks.ts';
import { Secret } from '../../shared/secret.ts';
import { listEnvironments } from '../../shared/store/environments.ts';
import { listParameters } from '../../shared/store/parameters.ts';
import { listProjects } from '../../shared/store/projects.ts';
import { putTenantLink } from '../../shared/store/tenants.ts';
import { projectValues } from '../../shared/store/values.ts';
import { createProject } from '../../shared/use-cases/configuration/create-project.ts';
import { openValue } from '../../shared/use-cases/configuration/open-value.ts';
import { setValues } from '../../shared/use-cases/configuration/set-values.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { createTestApp, type TestApp, type TestAppOptions } from '../support/test-app.ts';

const tenantId = '0f9a3e0a-6f1c-4f6b-9a54-8f4a0f1f8f11';
const vaultName = 'contoso-production';
/** Without it nobody works on the vault. */
export const leaseName = `vault-${tenantId}-${vaultName}`;
const collection = '/api/v1/integrations/azure/key_vault/';
export const usual = '{{ environment }}-{{ project }}-{{ parameter }}';

interface ConnectOptions {
  writable?: boolean;
  resourceTags?: object;
}

/** A service with one connected vault, on in-memory adapters, entered through HTTP and the queue. */
export async function createSyncWorld(options: TestAppOptions & ConnectOptions = {}) {
  const made = await createTestApp(options);
  made.vaults.add({ tenantId, vaultName });
  return connect(made, made.organization.id, options);
}

/** What the other organization of the same service sees, when it has connected the same vault: it is empty at first. */
export async function connectNeighbour({ app }: SyncWorld): Promise<SyncWorld> {
  const { id, apiKey } = app.otherOrganization;
  const request: TestApp['request'] = (method, path, input) => app.request(method, path, { apiKey, ...input });
  return connect({ ...app, request }, id);
}

async function connect(app: TestApp, organizationId: string, options: ConnectOptions = {}) {
  const vault = app.vaults.vault(vaultName);
  const link = { name: 'contoso', linkedById: 'a', linkedByName: 'A', signedInObjectId: 'b' };
  await putTenantLink(app.rows, { organizationId, tenantId, linkedAt: app.clock.now(), ...link });
  const body = {
    tenant_id: tenantId,
    vault_name: vaultName,
    writable: options.writable ?? true,
    resource_tags: options.resourceTags,
  };
  const integration = await must(201, app.request('POST', collection, { body }));
  const path = `${collection}${integration.id}/`;

  async function must(status: number, response: ReturnType<typeof app.request>) {
    const { status: actual, text, json } = await response;
    if (actual !== status) throw new Error(`${actual} instead of ${status}: ${text}`);
    return json;
  }

  /** Hands over every message that is due, and those that they lead to, while any task still runs. */
  async function work(deps: Deps = app.deps): Promise<void> {
    for (let jobs = app.jobs.takeDueTasks(); jobs.length > 0; jobs = app.jobs.takeDueTasks()) {
      for (const job of jobs) await taskQueue.handle({ deps }, job);
    }
  }

  async function latest(kind: 'pulls' | 'pushes', id: string) {
    const { latest_task: task } = await must(200, app.request('GET', `${path}${kind}/${id}/`));
    const steps = await must(200, app.request('GET', `${path}${kind}/${id}/tasks/${task.id}/steps/?page_size=1000`));
    return { task, steps: steps.results };
  }

  const world = {
    app,
    vault,
    organizationId,
    integrationId: integration.id as string,
    path,
    must,
    work,
    /** Two seconds later: what changed before cannot hide from the next look. */
    later: () => app.clock.advance(2_000),

    async addPull(fields: object = {}) {
      const all = { name: 'import', resource: usual, create_environments: true, create_projects: true, ...fields };
      return must(201, app.request('POST', `${path}pulls/`, { body: all }));
    },
    async addPush(projects: string[], fields: object = {}) {
      const found = (await listProjects(app.rows, organizationId)).filter(({ name }) => projects.includes(name));
      const urls = found.map(({ id }) => `https://service.example/api/v1/projects/${id}/`);
      const all = { name: 'push', resource: usual, projects: urls, tags: [], ...fields };
      return must(201, app.request('POST', `${path}pushes/`, { body: all }));
    },
    /** Runs the action again; answers with the finished task and its steps. */
    async sync(kind: 'pulls' | 'pushes', id: string, fields: object = {}) {
      await must(202, app.request('POST', `${path}${kind}/${id}/sync/`, { body: fields }));
      await work();
      return latest(kind, id);
    },
    latest,

    /** Gives the present moment of an environment a name. */
    async addTag(environment: string, name: string, fields: object = {}) {
      const { id } = (await listEnvironments(app.rows, organizationId)).find((each) => each.name === environment) ?? {};
      return must(201, app.request('POST', `/api/v1/environments/${id}/tags/`, { body: { name, ...fields } }));
    },
    async addProject(name: string, dependsOn?: string) {
      const dependsOnId = dependsOn === undefined ? null : await projectId(dependsOn);
      return (await createProject(app.deps, { organizationId, name, dependsOnId })).id;
    },
    /** Null: an explicit null. */
    async setValue(
      project: string,
      environment: string,
      name: string,
      value: string | null,
      secret = true,
      type = 'string',
    ) {
      const environments = await listEnvironments(app.rows, organizationId);
      const environmentId = environments.find((each) => each.name === environment)?.id ?? '';
      const item = {
        parameter: { name, secret, type },
        environmentId,
        value: value === null ? null : new Secret(value),
      };
      const [result] = await setValues(app.deps, {
        organizationId,
        projectId: await projectId(project),
        items: [item],
      });
      if (result?.outcome === 'refused' || result?.outcome === 'conflict') throw new Error(result.outcome);
    },
    /** Everything that is set, as `environment/project/parameter` → value. */
    async store(): Promise<Record<string, string | null>> {
      const environments = new Map(
        (await listEnvironments(app.rows, organizationId)).map((each) => [each.id, each.name]),
      );
      const found: Record<string, string | null> = {};
      for (const project of await listProjects(app.rows, organizationId)) {
        const parameters = await listParameters(app.rows, organizationId, project.id);
        const names = new Map(parameters.map((each) => [each.id, each.name]));
        for await (const value of projectValues(app.rows, organizationId, project.id)) {
          const key = [environments.get(value.environmentId), project.name, names.get(value.parameterId)].join('/');
          found[key] = (await openValue(app.deps, value))?.reveal() ?? null;
        }
      }
      return found;
    },
    /** What all parameters are, as `project/parameter` → secret or open, and the type. */
    async natures(): Promise<Record<string, string>> {
      const found: Record<string, string> = {};
      for (const project of await listProjects(app.rows, organizationId)) {
        for (const { name, secret, type } of await listParameters(app.rows, organizationId, project.id)) {
          found[`${project.name}/${name}`] = `${secret ? 'secret' : 'open'} ${type}`;
        }
      }
      return found;
    },
    /** What the vault holds, as name → values of all versions. */
    secrets(): Record<string, string[]> {
      const current = vault.secrets.current();
      return Object.fromEntries(
        current.map(({ properties: { name } }) => [
          name,
          vault.secrets.versions(name).map(({ value }) => value.reveal()),
        ]),
      );
    },
    /** What the vault was asked since the last time. */
    calls() {
      const { list, get, set, delete: deleted, recover } = vault.calls;
      Object.assign(vault.calls, { list: 0, get: 0, set: 0, delete: 0, recover: 0 });
      return { list, get, set, deleted, recover };
    },
  };

  async function projectId(name: string): Promise<string> {
    const found = (await listProjects(app.rows, organizationId)).find((each) => each.name === name);
    if (found === undefined) throw new Error(`no project ${name}`);
    return found.id;
  }

  return world;
}

export type SyncWorld = Awaited<ReturnType<typeof connect>>;
