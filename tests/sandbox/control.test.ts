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

test('the page shows everything but values, and its forms do what they say', async () => {
  const id = consent();
  const { text } = await call('GET', '/');
  expect(text).toContain('contoso-production');
  expect(text).toContain('production-web-DATABASE-URL');
  expect(text).not.toContain('correct-horse');
  const action = /action="([^"]+)"[^>]*><button>Delete<\/button>/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
  expect(action).toContain(id);
  expect((await call('POST', action)).status).toBe(303);
  expect(cloud.model.servicePrincipals).toEqual([]);
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

test('a fault may strike when the request has been carried out, but for throttling', async () => {
  const faults = '/api/vaults/contoso-production/faults';
  expect((await call('POST', faults, { kind: 'reset', after: true })).json).toMatchObject({ after: true });
  const refused = await call('POST', faults, { kind: 'throttle', after: true });
  expect([refused.status, cloud.vault('contoso-production')?.faults.length]).toEqual([400, 1]);
});
