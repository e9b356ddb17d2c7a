import type { ApiClient } from './api-client.ts';
import { createBrowser, type Page } from './browser.ts';
import { createStory, eventually, expectSeen } from './step.ts';

export interface StoryWorld {
  /** The service's API, with a key of an administrator of an organization. */
  api: ApiClient;
  /** The control API of the local Azure: what the customer's administrator does there. */
  azure: ApiClient;
  print(line: string): void;
}

/** An integration that is not connected. */
interface Problem {
  status: string;
  cause: string;
  remedy: { commands: { command: string }[] };
}

const integrations = '/api/v1/integrations/azure/key_vault/';

/**
 * The product's main job, through the doors that people use: the HTTP API, the sign-in page, and Azure's side. Makes a
 * tenant and vaults of its own, so that it can be told again and again. Returns the number of steps; rejects at the first
 * that is not as it should be.
 */
export async function tellStory(world: StoryWorld): Promise<number> {
  const { api, azure, print } = world;
  const story = createStory(print);
  const { chapter, step } = story;
  const id = Math.random().toString(36).slice(2, 8);
  const company = `Tailspin ${id}`;

  const tenant = await expectStatus(azure('POST', '/api/tenants', { name: company }), 200);
  const makeVault = (name: string, accessModel: string) =>
    expectStatus(azure('POST', '/api/vaults', { name, tenant: tenant.id, accessModel }), 200);
  const rbacVault = `tailspin-${id}`;
  const policyVault = `tailspin-old-${id}`;
  await makeVault(rbacVault, 'rbac');
  await makeVault(policyVault, 'access-policy');
  const secrets = {
    [`production-web-${id}-DATABASE-URL`]: 'postgres://web@db/web',
    [`production-web-${id}-API-TOKEN`]: 'token-1',
    [`staging-web-${id}-DATABASE-URL`]: 'postgres://web@staging/web',
  };
  for (const [name, value] of Object.entries(secrets)) {
    await expectStatus(azure('PUT', `/api/vaults/${rbacVault}/secrets/${name}`, { value }), 200);
  }

  const beginConsent = () => expectStatus(api('POST', `${integrations}consents/`, {}), 201);
  const signIn = async (person: string): Promise<Page> => {
    const consent = await beginConsent();
    const page = await createBrowser().open(consent.authorization_url);
    return page.press(person);
  };

  chapter('1. Who cannot connect a tenant');
  await step('a personal Microsoft account', async () => {
    const page = await signIn('Pat Personal');
    return refusal(page, /AADSTS500200|consent\.personal-account/);
  });
  await step('a member without a directory role, where administrators must approve', async () => {
    const page = await signIn(`${company} Member`);
    expectMatch('the page', page.text, /approval/i);
    return refusal(await page.press('Return'), /consent\.(admin-approval|declined)/);
  });
  await step('an administrator who declines', async () => {
    const page = await signIn(`${company} Administrator`);
    return refusal(await page.press('Cancel'), /consent\.declined/);
  });
  await step('a guest, even one with a role', async () =>
    refusal(await accept(await signIn(`${company} Guest`)), /consent\.guest/),
  );
  await step('a member without the needed role, where everybody may consent', async () => {
    await expectStatus(azure('PATCH', `/api/tenants/${tenant.id}`, { userConsent: true }), 200);
    return refusal(await accept(await signIn(`${company} Member`)), /consent\.role/);
  });

  chapter('2. The administrator consents, and the one who began it completes');
  await step('naming the vault before that is refused', async () => {
    const answer = await api('POST', integrations, { tenant_id: tenant.id, vault_name: rbacVault });
    expectSeen('the code', answer.body.code, 'tenant.not-linked');
    return `${answer.status} ${answer.body.code}`;
  });
  let completion = { id: '', code: '' };
  await step('signing in and accepting', async () => {
    const consent = await beginConsent();
    const page = await accept(
      await (await createBrowser().open(consent.authorization_url)).press(`${company} Administrator`),
    );
    const code = /[A-Za-z0-9_-]{43}/.exec(page.text)?.[0];
    if (code === undefined) throw new Error(`the page shows no completion code: ${page.text}`);
    completion = { id: consent.id, code };
    return `"${page.title}", with a completion code`;
  });
  await step('completing it', async () => {
    const { tenant: linked } = await expectStatus(
      api('POST', `${integrations}consents/${completion.id}/complete/`, { code: completion.code }),
      200,
    );
    expectSeen('the linked tenant', linked.tenant_id, tenant.id);
    return `tenant ${linked.name} is linked`;
  });
  await step('completing it a second time is refused', async () => {
    const answer = await api('POST', `${integrations}consents/${completion.id}/complete/`, { code: completion.code });
    expectSeen('the code', answer.body.code, 'consent.used');
    return `${answer.status} ${answer.body.code}`;
  });
  const application = (await expectStatus(azure('GET', '/api/enterprise-applications'), 200)).find(
    (candidate: { tenantId: string }) => candidate.tenantId === tenant.id,
  );

  chapter('3. The vaults are named; nothing is granted yet');
  const create = async (vaultName: string, cause: string) => {
    const body = { tenant_id: tenant.id, vault_name: vaultName, writable: true };
    const created = await expectStatus(api('POST', integrations, body), 201);
    expectSeen('the status', [created.status, created.cause], ['errored', cause]);
    return created;
  };
  const seenProblem = (integration: Problem, command: RegExp) => {
    const remedy = integration.remedy.commands.find((candidate) => command.test(candidate.command));
    if (remedy === undefined) throw new Error(`no command of the remedy is ${command}`);
    return `${integration.status}, ${integration.cause}\n      ${remedy.command}`;
  };
  let rbac = { id: '' };
  let policy = { id: '' };
  await step('a vault with role-based access control', async () => {
    const created = await create(rbacVault, 'vault.forbidden-by-rbac');
    rbac = created;
    return seenProblem(created, /^az role assignment create/);
  });
  await step('a vault with access policies', async () => {
    const created = await create(policyVault, 'vault.forbidden-by-access-policy');
    policy = created;
    return seenProblem(created, /^az keyvault set-policy/);
  });

  chapter('4. The administrator grants access; the user refreshes');
  const refresh = async (integrationId: string) => {
    const seen = await expectStatus(api('GET', `${integrations}${integrationId}/?refresh_status=true`), 200);
    expectSeen('the status', [seen.status, seen.cause], ['connected', null]);
    const matrix = Object.entries(seen.permissions).map(([permission, answer]) => `${permission} ${answer}`);
    return `${seen.status} (${matrix.join(', ')})`;
  };
  await step('the role Key Vault Secrets Officer', async () => {
    const role = { principal: application.clientId, role: 'Key Vault Secrets Officer' };
    await expectStatus(azure('POST', `/api/vaults/${rbacVault}/role-assignments`, role), 200);
    return refresh(rbac.id);
  });
  await step('the access policy', async () => {
    const permissions = ['get', 'list', 'set', 'delete', 'recover'];
    const path = `/api/vaults/${policyVault}/access-policies/${application.clientId}`;
    await expectStatus(azure('PUT', path, { permissions }), 200);
    return refresh(policy.id);
  });

  chapter('5. Import and push');
  const finish = async (actionUrl: string) => {
    const action = await eventually(
      'the task',
      async () => (await expectStatus(api('GET', actionUrl), 200)).latest_task,
      (task) => task !== null && ['success', 'failure', 'skipped'].includes(task.state),
    );
    expectSeen('the task', [action.state, action.error_code, action.error_detail], ['success', null, null]);
    return action;
  };
  const environmentId = async (name: string) => {
    const { results } = await expectStatus(api('GET', `/api/v1/environments/?name=${name}`), 200);
    return results[0].url as string;
  };
  let project = { id: '', url: '' };
  const parametersIn = async (environment: string) => {
    const path = `/api/v1/projects/${project.id}/parameters/?environment=${environment}`;
    const { results } = await expectStatus(api('GET', path), 200);
    return results as { id: string; name: string; secret: boolean; values: Record<string, { value: string } | null> }[];
  };
  let pull = { url: '' };
  await step('an import with the pattern {{ environment }}-{{ project }}-{{ parameter }}', async () => {
    const known = await expectStatus(api('POST', '/api/v1/projects/', { name: `web-${id}` }), 201);
    project = known;
    const body = {
      name: 'everything',
      resource: '{{ environment }}-{{ project }}-{{ parameter }}',
      create_environments: true,
      create_projects: true,
    };
    pull = await expectStatus(api('POST', `${integrations}${rbac.id}/pulls/`, body), 201);
    const task = await finish(pull.url);
    const { count } = await expectStatus(api('GET', `${task.url}steps/`), 200);
    const parameters = await parametersIn('production');
    expectSeen('the parameters', parameters.map(({ name }) => name).sort(), ['API-TOKEN', 'DATABASE-URL']);
    const production = await environmentId('production');
    const value = parameters.find(({ name }) => name === 'API-TOKEN')?.values[production]?.value;
    expectSeen('the value', value, 'token-1');
    return `${count} steps; project web-${id} has ${parameters.length} parameters, all of them secret`;
  });
  /** Runs the action again until it finds nothing to do, and says what that cost: a change is read again for two seconds. */
  const repeat = async (actionUrl: string) => {
    const { operations } = await eventually(
      'a run without steps',
      async () => {
        await expectStatus(azure('DELETE', `/api/vaults/${rbacVault}/counters`), 204);
        await expectStatus(api('POST', `${actionUrl}sync/`, {}), 202);
        const { count } = await expectStatus(api('GET', `${(await finish(actionUrl)).url}steps/`), 200);
        const counters = await expectStatus(azure('GET', `/api/vaults/${rbacVault}/counters`), 200);
        return { count, operations: counters.operations };
      },
      ({ count }) => count === 0,
    );
    expectSeen('the requests', operations, { list: 1 });
    return 'nothing to do; one request to the vault, which lists it; no value was read';
  };
  await step('the same import again', () => repeat(pull.url));
  let push = { url: '' };
  await step('a parameter is changed, and pushed', async () => {
    const parameter = (await parametersIn('production')).find(({ name }) => name === 'API-TOKEN');
    const valuesPath = `/api/v1/projects/${project.id}/parameters/${parameter?.id}/values/`;
    const production = await environmentId('production');
    const { results } = await expectStatus(api('GET', valuesPath), 200);
    const own = results.find((value: { environment: string }) => value.environment === production);
    await expectStatus(api('PATCH', `${valuesPath}${own.id}/`, { internal_value: 'token-2' }), 200);
    const body = {
      name: 'all secrets',
      resource: '{{ environment }}-{{ project }}-{{ parameter }}',
      projects: [project.url],
      tags: [],
      include_secrets: true,
      include_parameters: false,
      force: true,
    };
    push = await expectStatus(api('POST', `${integrations}${rbac.id}/pushes/`, body), 201);
    await finish(push.url);
    const secret = await expectStatus(
      azure('GET', `/api/vaults/${rbacVault}/secrets/production-web-${id}-API-TOKEN`),
      200,
    );
    const versions = secret.versions as { value: string }[];
    expectSeen('the newest version', versions.at(-1)?.value, 'token-2');
    return `production-web-${id}-API-TOKEN has ${versions.length} versions, the newest with the changed value`;
  });
  await step('the same push again', () => repeat(push.url));

  chapter('6. Leaving');
  await step('deleting the integration', async () => {
    await expectStatus(api('DELETE', `${integrations}${rbac.id}/`), 204);
    const gone = await api('GET', `${integrations}${rbac.id}/`);
    expectSeen('the status afterwards', gone.status, 404);
    return 'gone; the vault keeps its secrets';
  });
  await step('removing the Enterprise application at Entra', async () => {
    await expectStatus(azure('DELETE', `/api/enterprise-applications/${application.id}`), 204);
    const seen = await expectStatus(api('GET', `${integrations}${policy.id}/?refresh_status=true`), 200);
    expectSeen('the remaining integration', [seen.status, seen.cause], ['missing', 'consent.missing']);
    return `the remaining integration is ${seen.status}, ${seen.cause}`;
  });
  return story.steps;
}

/** Consents, when Entra asks. */
async function accept(page: Page): Promise<Page> {
  return page.buttons.some((label) => label.startsWith('Accept')) ? page.press('Accept') : page;
}

/** What a refused person is told: the page must hold the code, and say something. */
function refusal(page: Page, code: RegExp): string {
  expectMatch('the page', page.text, code);
  return `${page.status} "${page.title}" ${code.exec(page.text)?.[0]}`;
}

function expectMatch(what: string, seen: string, wanted: RegExp): void {
  if (!wanted.test(seen)) throw new Error(`${what} should match ${wanted}, but says: ${seen}`);
}

// biome-ignore lint/suspicious/noExplicitAny: a client that looks at what comes, as any script would
async function expectStatus(answer: ReturnType<ApiClient>, status: number): Promise<any> {
  const seen = await answer;
  if (seen.status !== status) {
    throw new Error(`the answer should be ${status}, but is ${seen.status}: ${JSON.stringify(seen.body)}`);
  }
  return seen.body;
}
