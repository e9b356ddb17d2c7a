import type { DeliveryMessage } from '../../shared/ports/news.ts';
import { deliverNews } from '../../shared/use-cases/news/deliver-news.ts';
import { administrator, consentFlow } from '../support/consent-flow.ts';
import type { TestApp, TestResponse } from '../support/test-app.ts';

// biome-ignore lint/suspicious/noExplicitAny: answers, whose schemas the test app has checked
type Answered = any;

/** One kind of object that people edit. */
export interface EditedKind {
  make(): Promise<TestResponse>;
  /** What a person changes of it, each time something else. */
  edit(n: number): object;
  /** All of it, for PUT. */
  whole(made: Answered): object;
  /** Something that happens to it, or beside it, and is no edit of it. */
  meanwhile(made: Answered): Promise<unknown>;
}

const integrations = '/api/v1/integrations/azure/key_vault/';
const resource = '{{ environment }}-{{ project }}-{{ parameter }}';
const hook = { type: 'generic', event_types: ['task_failed'] };
const address = { url: 'https://hooks.example/' };

/** Every kind of object that people edit, by what the names of its routes begin with. */
export async function editedKinds(app: TestApp) {
  let made = 0;
  const unique = (name: string) => {
    made += 1;
    return `${name}${made}`;
  };
  const request = (method: string, path: string, body?: object, ifMatch?: string) =>
    app.request(method, path, { body, headers: ifMatch === undefined ? {} : { 'if-match': ifMatch } });
  const post = async (path: string, body: object) => {
    const answer = await request('POST', path, body);
    if (answer.status !== 201) throw new Error(`POST ${path} answered ${answer.status}: ${answer.text}`);
    return answer;
  };
  const make = async (path: string, body: object): Promise<Answered> => (await post(path, body)).json;
  const described = (n: number) => ({ description: `Edit ${n}` });

  const flow = consentFlow(app);
  const begun = await flow.begin();
  const back = await flow.visit(app.entra.signIn(begun.json.authorization_url, administrator));
  await flow.complete(begun.json.id, /<p class="code">([^<]+)<\/p>/.exec(back.text)?.[1]);
  const environment = await make('/api/v1/environments/', { name: 'there' });
  const project = await make('/api/v1/projects/', { name: 'shop' });
  const types = (await request('GET', '/api/v1/types/')).json.results;
  const string = types.find(({ name }: Answered) => name === 'string');

  async function connect(): Promise<TestResponse> {
    const vaultName = unique('vault-');
    app.vaults.add({ tenantId: administrator.tenantId, vaultName });
    return post(integrations, { tenant_id: administrator.tenantId, vault_name: vaultName, writable: true });
  }

  async function deliver(webhookId: string): Promise<void> {
    const head = { id: 'event', organizationId: app.organization.id, at: app.clock.now().toISOString() };
    const event = { ...head, type: 'task_failed', integrationId: 'i', actionId: 'a', actionKind: 'pull', taskId: 't' };
    const message = { v: 1, webhookId, attempt: 1, names: {}, event } as unknown as DeliveryMessage;
    await deliverNews(app.deps, message, () => '{}');
  }

  const kinds: Record<string, EditedKind> = {
    environments: {
      make: () => post('/api/v1/environments/', { name: unique('environment') }),
      edit: described,
      whole: ({ name }) => ({ name }),
      meanwhile: ({ url }) => make(`${url}tags/`, { name: 'now' }),
    },
    environments_tags: {
      make: () => post(`${environment.url}tags/`, { name: unique('tag') }),
      edit: described,
      whole: ({ name }) => ({ name }),
      meanwhile: () => request('PATCH', environment.url, described(made)),
    },
    projects: {
      make: () => post('/api/v1/projects/', { name: unique('project') }),
      edit: described,
      whole: ({ name }) => ({ name }),
      meanwhile: ({ url }) => make(`${url}parameters/`, { name: 'P' }),
    },
    projects_parameters: {
      make: () => post(`${project.url}parameters/`, { name: unique('P') }),
      edit: described,
      whole: ({ name }) => ({ name }),
      meanwhile: ({ url }) => make(`${url}values/`, { environment: environment.url, internal_value: 'set' }),
    },
    projects_parameters_values: {
      async make() {
        const parameter = await make(`${project.url}parameters/`, { name: unique('P') });
        return post(`${parameter.url}values/`, { environment: environment.url, internal_value: 'first' });
      },
      edit: (n) => ({ internal_value: `Edit ${n}` }),
      whole: () => ({ internal_value: 'whole' }),
      meanwhile: ({ url }) => request('PATCH', url.replace(/values\/.*/, ''), { name: unique('RENAMED') }),
    },
    projects_parameters_rules: {
      async make() {
        const parameter = await make(`${project.url}parameters/`, { name: unique('P') });
        return post(`${parameter.url}rules/`, { type: 'max_len', constraint: '1000' });
      },
      edit: (n) => ({ constraint: `${1000 + n}` }),
      whole: () => ({ type: 'max_len', constraint: '999' }),
      meanwhile: ({ url }) => make(url.replace(/[^/]+\/$/, ''), { type: 'min_len', constraint: '0' }),
    },
    types: {
      make: () => post('/api/v1/types/', { name: unique('type'), parent: string.url }),
      edit: described,
      whole: ({ name, parent }) => ({ name, parent }),
      meanwhile: ({ name }) => make(`${project.url}parameters/`, { name: unique('P'), type: name }),
    },
    types_rules: {
      async make() {
        const type = await make('/api/v1/types/', { name: unique('type'), parent: string.url });
        return post(`${type.url}rules/`, { type: 'max_len', constraint: '1000' });
      },
      edit: (n) => ({ constraint: `${1000 + n}` }),
      whole: () => ({ type: 'max_len', constraint: '999' }),
      meanwhile: ({ url }) => make(url.replace(/[^/]+\/$/, ''), { type: 'min_len', constraint: '0' }),
    },
    integrations_azure_key_vault: {
      make: connect,
      edit: described,
      whole: () => ({ description: 'whole' }),
      meanwhile: ({ url }) => request('GET', `${url}?refresh_status=true`),
    },
    integrations_azure_key_vault_pulls: {
      make: async () => post(`${(await connect()).json.url}pulls/`, { name: 'import', resource }),
      edit: described,
      whole: () => ({ name: 'import', resource }),
      meanwhile: ({ url }) => request('POST', `${url}sync/`, {}),
    },
    integrations_azure_key_vault_pushes: {
      async make() {
        const { url } = (await connect()).json;
        return post(`${url}pushes/`, { name: 'push', resource, projects: [project.url], tags: [] });
      },
      edit: described,
      whole: ({ projects }) => ({ name: 'push', resource, projects, tags: [] }),
      meanwhile: ({ url }) => request('POST', `${url}sync/`, {}),
    },
    serviceaccounts: {
      make: () => post('/api/v1/serviceaccounts/', { name: unique('account'), role: 'VIEWER' }),
      edit: described,
      whole: () => ({ description: 'whole' }),
      meanwhile: ({ apikey }) => app.request('GET', '/api/v1/projects/', { apiKey: apikey }),
    },
    webhooks: {
      make: () => post('/api/v1/webhooks/', { ...hook, name: unique('hook'), configuration: address }),
      edit: (n) => ({ configuration: { url: `https://hooks.example/${n}` } }),
      whole: ({ name }) => ({ ...hook, name }),
      meanwhile: ({ id }) => deliver(id),
    },
  };

  return { kinds, request };
}
