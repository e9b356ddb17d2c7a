import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { Cloud } from '../../sandbox/cloud/cloud.ts';
import { defaultModel } from '../../sandbox/cloud/default-model.ts';
import { type ControlServer, startControl } from '../../sandbox/control/start-control.ts';

let cloud: Cloud;
let control: ControlServer;
let changes: number;

beforeEach(async () => {
  changes = 0;
  const model = defaultModel({ now: Date.now(), uuid: randomUUID, redirectUris: [] });
  cloud = new Cloud(model, {
    onChange: () => {
      changes++;
    },
  });
  control = await startControl({ cloud });
});
afterEach(() => control.stop());

async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${control.url}${path}`, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
    redirect: 'manual',
  });
  const text = await response.text();
  return {
    status: response.status,
    text,
    json: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : null,
  };
}

const contoso = () => cloud.model.tenants.find(({ name }) => name === 'Contoso')?.id ?? '';

/** What consent would have made. */
function consent(): string {
  const [application] = cloud.model.applications;
  const id = randomUUID();
  cloud.model.servicePrincipals.push({
    id,
    tenantId: contoso(),
    clientId: application?.clientId ?? '',
    enabled: true,
    created: 0,
    effective: 0,
  });
  return id;
}

test('an organization has an administrator, a member and a guest', async () => {
  const { json } = await call('POST', '/api/tenants', { name: 'Northwind' });
  expect(json.users.map(({ kind }: { kind: string }) => kind)).toEqual(['member', 'member', 'member', 'guest']);
  expect((await call('POST', '/api/tenants', { name: 'northwind' })).status).toBe(409);
  expect(changes).toBe(1);
});

test.each(['ab', '1vault', 'a--b', 'vault-', 'a'.repeat(25), 'under_score'])(
  '%s is no name of a vault',
  async (name) => {
    expect((await call('POST', '/api/vaults', { name, tenant: 'Contoso' })).status).toBe(400);
  },
);

test('vault names are global and not case-sensitive', async () => {
  expect((await call('POST', '/api/vaults', { name: 'Contoso-Production', tenant: 'Fabrikam' })).status).toBe(409);
});

test('a role can be assigned to an application that was consented to, and to no other', async () => {
  const path = '/api/vaults/contoso-production/role-assignments';
  const clientId = cloud.model.applications[0]?.clientId;
  const role = 'Key Vault Secrets User';
  expect((await call('POST', path, { principal: clientId, role })).status).toBe(404);
  const principalId = consent();
  expect((await call('POST', path, { principal: clientId, role })).json).toMatchObject({ principalId });
  expect((await call('POST', path, { principal: clientId, role: 'Owner' })).status).toBe(400);
  const [assignment] = cloud.vault('contoso-production')?.roleAssignments ?? [];
  expect((await call('DELETE', `${path}/${assignment?.id}`)).status).toBe(204);
  expect(cloud.vault('contoso-production')?.roleAssignments).toEqual([]);
});

test('an access policy replaces the one before', async () => {
  const principal = consent();
  const path = `/api/vaults/contoso-legacy/access-policies/${principal}`;
  await call('PUT', path, { permissions: ['get', 'list'] });
  await call('PUT', path, { permissions: 'get list set' });
  expect(cloud.vault('contoso-legacy')?.accessPolicies).toMatchObject([{ permissions: ['get', 'list', 'set'] }]);
  expect((await call('PUT', path, { permissions: ['fly'] })).status).toBe(400);
});

test('secrets are set, listed without their values, shown one by one, and removed', async () => {
  const path = '/api/vaults/fabrikam-vault/secrets';
  await call('PUT', `${path}/A-key`, { value: 'first' });
  await call('PUT', `${path}/a-KEY`, { value: 'second', tags: { team: 'blue' } });
  const list = await call('GET', path);
  expect(list.json).toEqual([{ name: 'A-key', managed: false, versions: 2 }]);
  expect(list.text).not.toContain('second');
  expect((await call('GET', `${path}/a-key`)).json.versions[1]).toMatchObject({
    value: 'second',
    tags: { team: 'blue' },
  });
  await call('DELETE', `${path}/a-key`);
  expect((await call('GET', `${path}/a-key`)).status).toBe(404);
});

test('the resolver knows sign-in and the vaults that exist', async () => {
  expect((await call('GET', '/dns/login.localhost')).status).toBe(200);
  expect((await call('GET', '/dns/contoso-legacy.vault.localhost')).status).toBe(200);
  await call('DELETE', '/api/vaults/contoso-legacy');
  expect((await call('GET', '/dns/contoso-legacy.vault.localhost')).status).toBe(404);
});

describe('the pages', () => {
  const actionOf = (page: string, button: string) =>
    new RegExp(`action="([^"]+)"[^>]*>(?:<input[^>]*>)*<button[^>]*>${button}</button>`)
      .exec(page)?.[1]
      ?.replaceAll('&amp;', '&') ?? '';
  const submit = (action: string, fields: string) =>
    fetch(`${control.url}${action}`, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });

  test('name secrets, and have their values on the page of the secret alone', async () => {
    const { text } = await call('GET', '/vaults/contoso-production/secrets');
    expect(text).toContain('production-web-DATABASE-URL');
    expect(text).not.toContain('correct-horse');
    const { text: secret } = await call('GET', '/vaults/contoso-production/secrets/production-web-DATABASE-URL');
    expect(secret).toContain('correct-horse');
  });

  test('escape what is shown', async () => {
    await call('PUT', '/api/vaults/fabrikam-vault/secrets/odd', { value: '<img src=x>' });
    const { text } = await call('GET', '/vaults/fabrikam-vault/secrets/odd');
    expect(text).toContain('&lt;img src=x&gt;');
  });

  test('have forms that do what they say, and go on to a page that says so', async () => {
    const id = consent();
    const { text } = await call('GET', `/tenants/${contoso()}`);
    const action = actionOf(text, 'Remove');
    expect(action).toContain(id);
    const { status, headers } = await submit(action, '');
    expect([status, headers.get('location')]).toEqual([303, `/tenants/${contoso()}?done=application-removed`]);
    expect(cloud.model.servicePrincipals).toEqual([]);
    expect((await call('GET', headers.get('location') ?? '')).text).toContain('The Enterprise application is removed.');
  });

  test('take permissions that are chosen one by one, and leave out what is empty', async () => {
    const principal = consent();
    const policies = '/form?method=PUT&path=/api/vaults/contoso-legacy/access-policies/{principal}';
    await submit(policies, `principal=${principal}&permissions=get&permissions=list`);
    expect(cloud.vault('contoso-legacy')?.accessPolicies).toMatchObject([{ permissions: ['get', 'list'] }]);

    const faults = '/form?method=POST&path=/api/vaults/contoso-legacy/faults';
    await submit(faults, 'kind=throttle&operations=&share=0.5&count=3&delay=&retryAfter=');
    expect(cloud.vault('contoso-legacy')?.faults).toEqual([
      { id: expect.any(String), kind: 'throttle', share: 0.5, count: 3 },
    ]);
  });

  test('show what went wrong, where it was tried', async () => {
    const form = '/form?method=POST&path=/api/vaults&back=/vaults/{name}&from=/';
    const answer = await submit(form, `name=contoso-legacy&tenant=${contoso()}`);
    const text = await answer.text();
    expect(answer.status).toBe(409);
    expect(text).toContain('The name contoso-legacy is taken');
    expect(text).toContain('Create a vault');
    const { status, text: missing } = await call('GET', '/vaults/never-made');
    expect([status, missing.includes('There is no vault never-made.')]).toEqual([404, true]);
  });

  test.each(['//evil.example/', '/\\evil.example/', 'https://evil.example/'])(
    'never lead elsewhere, not even to %s',
    async (back) => {
      const query = new URLSearchParams({ method: 'PATCH', path: '/api/vaults/contoso-legacy', back, done: 'x' });
      expect((await submit(`/form?${query}`, 'network=firewall')).headers.get('location')).toBe('/?done=x');
    },
  );
});

describe('who may call', () => {
  test('no page of another origin', async () => {
    const response = await call('POST', '/api/tenants', { name: 'Evil' }, { origin: 'https://evil.example' });
    expect(response.status).toBe(403);
    expect(changes).toBe(0);
  });

  test('nobody who came by another name', async () => {
    const status = await new Promise((resolve, reject) => {
      const request = http.get(control.url, { headers: { host: 'evil.example' }, agent: false }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      request.on('error', reject);
    });
    expect(status).toBe(403);
  });
});

test('one fault is removed, the others stay', async () => {
  const faults = '/api/vaults/contoso-production/faults';
  const { json: first } = await call('POST', faults, { kind: 'reset' });
  await call('POST', faults, { kind: 'unavailable', retryAfter: 1 });
  expect((await call('DELETE', `${faults}/${first.id}`)).status).toBe(204);
  expect((await call('DELETE', `${faults}/${first.id}`)).status).toBe(404);
  expect(cloud.vault('contoso-production')?.faults).toMatchObject([{ kind: 'unavailable' }]);
});

test('a late answer needs to know how late', async () => {
  expect((await call('POST', '/api/vaults/contoso-production/faults', { kind: 'delay' })).status).toBe(400);
});

test('a fault may strike when the request has been carried out, but for throttling', async () => {
  const faults = '/api/vaults/contoso-production/faults';
  expect((await call('POST', faults, { kind: 'reset', after: true })).json).toMatchObject({ after: true });
  const refused = await call('POST', faults, { kind: 'throttle', after: true });
  expect([refused.status, cloud.vault('contoso-production')?.faults.length]).toEqual([400, 1]);
});
