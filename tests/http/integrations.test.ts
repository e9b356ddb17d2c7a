import { createMemoryRows } from '../../shared/adapters/memory/memory-rows.ts';
import { type Permission, permissions, VaultFault } from '../../shared/ports/vaults.ts';
import { actionsPartition, actionsTable } from '../../shared/store/actions-table.ts';
import { getIntegration } from '../../shared/store/integrations.ts';
import { putTenantLink } from '../../shared/store/tenants.ts';
import { createTestApp, publicUrl, type TestApp } from '../support/test-app.ts';

const collection = '/api/v1/integrations/azure/key_vault/';
const tenantId = '7e0d1b5c-3a44-4f5b-9d21-6c1f2a3b4c5d';
const otherTenantId = '0d1f9a52-7f0e-4f0c-9c68-0d9b8f0a4b11';
const hour = 3_600_000;

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp();
  await link(app.organization.id, tenantId);
  await app.clock.advance(hour);
});

async function link(organizationId: string, tenant: string) {
  await putTenantLink(app.rows, {
    organizationId,
    tenantId: tenant,
    name: 'contoso.example',
    linkedById: 'somebody',
    linkedByName: 'Somebody',
    signedInObjectId: 'somebody',
    linkedAt: app.clock.now(),
  });
}

const vaultOf = (vaultName = 'contoso', allowed: readonly Permission[] = permissions, tenant = tenantId) =>
  app.vaults.add({ tenantId: tenant, vaultName }, { permissions: new Set(allowed) });
const create = (body: Record<string, unknown> = {}, apiKey?: string) =>
  app.request('POST', collection, {
    body: { tenant_id: tenantId, vault_name: 'contoso', ...body },
    ...(apiKey === undefined ? {} : { apiKey }),
  });
const read = async (id: string, query = '') => (await app.request('GET', `${collection}${id}/${query}`)).json;
const names = async (query: string) => {
  const answer = await app.request('GET', `${collection}${query}`);
  expect(answer.status).toBe(200);
  return answer.json.results.map(({ vault_name: name }: { vault_name: string }) => name);
};

describe('connecting a vault', () => {
  test('tests the access right away and shows everything', async () => {
    vaultOf();
    const answer = await create({ description: 'Ours', resource_tags: { team: 'web' } });
    expect(answer.status).toBe(201);
    const { id } = answer.json;
    expect(answer.json).toEqual({
      url: `${publicUrl}${collection}${id}/`,
      id,
      name: `contoso@${tenantId}`,
      description: 'Ours',
      status: 'connected',
      status_detail: 'The vault contoso can be read.',
      status_last_checked_at: '2026-01-01T01:00:00.000Z',
      created_at: '2026-01-01T01:00:00.000Z',
      modified_at: '2026-01-01T01:00:00.000Z',
      fqn: `azure-key-vault://${tenantId}/contoso`,
      type: 'azure_key_vault',
      writable: false,
      resource_tags: { team: 'web' },
      vault_name: 'contoso',
      tenant_id: tenantId,
      cause: null,
      permissions: { list: 'allowed', get: 'allowed', set: 'allowed', delete: 'allowed', recover: 'allowed' },
      remedy: null,
      removal: expect.objectContaining({ portal_url: expect.stringContaining('https://portal.azure.com/') }),
    });
    expect(answer.headers.etag).toMatch(/^"[\w-]+"$/);
    expect(await read(id)).toEqual(answer.json);
    expect(app.vaults.vault('contoso').calls.probe).toBe(1);
  });

  test('shows what is missing and how to grant it', async () => {
    vaultOf('contoso', ['list', 'get']);
    const { json } = await create({ writable: true });
    expect(json).toMatchObject({
      status: 'errored',
      cause: 'vault.forbidden-by-rbac',
      permissions: { list: 'allowed', get: 'allowed', set: 'denied', delete: 'denied', recover: 'denied' },
      remedy: { least_role: 'Key Vault Secrets Officer', portal_url: expect.stringContaining(tenantId) },
    });
    const commands = json.remedy.commands.map(({ command }: { command: string }) => command);
    expect(commands).toContainEqual(
      expect.stringContaining(`--role "Key Vault Secrets Officer" --assignee ${app.deps.azure.clientId} `),
    );
    expect(JSON.stringify(json.removal)).toContain('az ad sp delete');
  });

  test('a consent that is young may still be on its way', async () => {
    vaultOf();
    app.vaults.refuseTokens(tenantId, 'consent.missing');
    await link(app.organization.id, tenantId);
    const { json } = await create();
    expect(json).toMatchObject({ status: 'pending', cause: 'consent.propagating' });
    await app.clock.advance(11 * 60_000);
    expect(await read(json.id, '?refresh_status=true')).toMatchObject({ status: 'missing', cause: 'consent.missing' });
  });

  test.each([
    ['two characters', 'ab'],
    ['25 characters', 'a'.repeat(25)],
    ['a digit at the beginning', '1contoso'],
    ['two hyphens in a row', 'con--toso'],
    ['a hyphen at the end', 'contoso-'],
    ['another host', 'evil.example'],
    ['a path', 'contoso/x'],
    ['nothing', ''],
  ])('refuses a name with %s', async (_what, name) => {
    const answer = await create({ vault_name: name });
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ code: 'vault.name', errors: [{ field: 'body.vault_name' }] });
    expect(await names('')).toEqual([]);
  });

  test('refuses a tenant that this organization has not proven, though another has', async () => {
    vaultOf('theirs', permissions, otherTenantId);
    await link(app.otherOrganization.id, otherTenantId);
    const written: string[] = [];
    const { write } = app.rows;
    app.rows.write = (table, ...rest) => {
      written.push(table);
      return write(table, ...rest);
    };
    const answer = await create({ tenant_id: otherTenantId, vault_name: 'theirs' });
    expect(answer.status).toBe(409);
    expect(answer.json.code).toBe('tenant.not-linked');
    expect(written).not.toContain('integrations');
    expect(await names('')).toEqual([]);
    expect(app.vaults.vault('theirs').calls.probe).toBe(0);
  });

  test("finds out that a vault is another tenant's", async () => {
    vaultOf('theirs', permissions, otherTenantId);
    const { json } = await create({ vault_name: 'theirs' });
    expect(json).toMatchObject({ status: 'errored', cause: 'vault.wrong-tenant' });
  });

  test('connects a vault once, whatever its letter case', async () => {
    vaultOf();
    expect((await create()).status).toBe(201);
    const again = await create({ vault_name: 'CONTOSO', tenant_id: tenantId.toUpperCase() });
    expect(again.status).toBe(409);
    expect(again.json.code).toBe('integration.exists');
    expect(await names('')).toEqual(['contoso']);
  });

  test('of many who connect it at once, one succeeds', async () => {
    vaultOf();
    const answers = await Promise.all(Array.from({ length: 5 }, () => create()));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
    expect(await names('')).toEqual(['contoso']);
  });

  test('two organizations that both proved the tenant may both connect it', async () => {
    vaultOf();
    await link(app.otherOrganization.id, tenantId);
    expect((await create()).status).toBe(201);
    expect((await create({}, app.otherOrganization.apiKey)).status).toBe(201);
  });

  test('a tenant that is taken away while its vault is being connected stays away', async () => {
    const rows = createMemoryRows();
    const racing = await createTestApp({
      deps: {
        rows: {
          ...rows,
          async write(table, partitionKey, writes) {
            const written = await rows.write(table, partitionKey, writes);
            if (table === 'integrations' && writes.length === 2 && writes[0]?.kind === 'insert') {
              await rows.write('tenants', partitionKey, [{ kind: 'delete', rowKey: tenantId }]);
            }
            return written;
          },
        },
      },
    });
    await putTenantLink(rows, {
      organizationId: racing.organization.id,
      tenantId,
      name: 'contoso.example',
      linkedById: 'somebody',
      linkedByName: 'Somebody',
      signedInObjectId: 'somebody',
      linkedAt: racing.clock.now(),
    });
    racing.vaults.add({ tenantId, vaultName: 'contoso' });
    const answer = await racing.request('POST', collection, { body: { tenant_id: tenantId, vault_name: 'contoso' } });
    expect(answer.json.code).toBe('tenant.not-linked');
    expect((await racing.request('GET', collection)).json.count).toBe(0);
    expect(racing.vaults.vault('contoso').calls.probe).toBe(0);
  });

  test.each([
    ['no tenant', { tenant_id: undefined }, 'body.tenant_id'],
    ['a tenant that is no id', { tenant_id: 'contoso.onmicrosoft.com' }, 'body.tenant_id'],
    ['a name that is no text', { vault_name: 7 }, 'body.vault_name'],
    ['writable as text', { writable: 'yes' }, 'body.writable'],
    ['a tag that is no text', { resource_tags: { a: 1 } }, 'body.resource_tags.a'],
    ['a tag of ours', { resource_tags: { 'managed-by': 'me' } }, 'body.resource_tags.managed-by'],
    ['a tag that is too long', { resource_tags: { a: 'x'.repeat(257) } }, 'body.resource_tags.a'],
    [
      'too many tags',
      { resource_tags: Object.fromEntries(Array.from({ length: 15 }, (_, index) => [`t${index}`, 'x'])) },
      'body.resource_tags',
    ],
  ])('refuses %s', async (_what, body, field) => {
    vaultOf();
    const answer = await create(body);
    expect(answer.status).toBe(400);
    expect(answer.json.code).toBe('request.invalid');
    expect(answer.json.errors.map((error: { field: string }) => error.field)).toContain(field);
    expect(await names('')).toEqual([]);
  });

  test('fields that are not known are ignored', async () => {
    vaultOf();
    expect((await create({ something: 'else', status: 'missing' })).json.status).toBe('connected');
  });

  test('needs the role ADMIN; reading does not', async () => {
    vaultOf();
    const { id } = (await create()).json;
    for (const role of ['CONTRIB', 'VIEWER', 'NO_SECRETS'] as const) {
      const apiKey = await app.keyWithRole(role);
      for (const [method, path, body] of [
        ['POST', collection, { tenant_id: tenantId, vault_name: 'other' }],
        ['PUT', `${collection}${id}/`, { description: 'x' }],
        ['PATCH', `${collection}${id}/`, { description: 'x' }],
        ['DELETE', `${collection}${id}/`, undefined],
      ] as const) {
        expect((await app.request(method, path, { body, apiKey })).status).toBe(403);
      }
      expect((await app.request('GET', `${collection}${id}/`, { apiKey })).status).toBe(200);
      expect((await app.request('GET', collection, { apiKey })).json.count).toBe(1);
    }
    expect(await read(id)).toMatchObject({ description: '' });
  });
});

describe('listing', () => {
  beforeEach(async () => {
    await link(app.organization.id, otherTenantId);
    for (const [vaultName, tenant] of [
      ['bravo', tenantId],
      ['Alpha', otherTenantId],
      ['charlie', tenantId],
    ] as const) {
      vaultOf(vaultName, vaultName === 'charlie' ? [] : permissions, tenant);
      await create({ vault_name: vaultName, tenant_id: tenant });
      await app.clock.advance(1000);
    }
  });

  test('by name, by time, by vault, forwards and backwards', async () => {
    expect(await names('')).toEqual(['Alpha', 'bravo', 'charlie']);
    expect(await names('?ordering=-name')).toEqual(['charlie', 'bravo', 'Alpha']);
    expect(await names('?ordering=created_at')).toEqual(['bravo', 'Alpha', 'charlie']);
    expect(await names('?ordering=-created_at')).toEqual(['charlie', 'Alpha', 'bravo']);
    expect(await names('?ordering=vault_name')).toEqual(['Alpha', 'bravo', 'charlie']);
    // connected, connected, errored; equal ones by id
    expect((await names('?ordering=status')).at(-1)).toBe('charlie');
    expect((await names('?ordering=-status'))[0]).toBe('charlie');
  });

  test('an ordering that is not known is refused', async () => {
    const answer = await app.request('GET', `${collection}?ordering=secret`);
    expect(answer.status).toBe(400);
    expect(answer.json.errors).toMatchObject([{ field: 'query.ordering' }]);
  });

  test('filters by status', async () => {
    expect(await names('?status=connected')).toEqual(['Alpha', 'bravo']);
    expect(await names('?status=errored')).toEqual(['charlie']);
    expect((await app.request('GET', `${collection}?status=fine`)).json.errors).toMatchObject([
      { field: 'query.status' },
    ]);
  });

  test('filters by tenant and by vault', async () => {
    expect(await names(`?tenant_id=${tenantId}`)).toEqual(['bravo', 'charlie']);
    expect(await names(`?tenant_id=${tenantId.toUpperCase()}`)).toEqual(['bravo', 'charlie']);
    expect(await names('?vault_name=alpha')).toEqual(['Alpha']);
    expect(await names('?vault_name__icontains=A')).toEqual(['Alpha', 'bravo', 'charlie']);
    expect(await names('?vault_name__icontains=RAV')).toEqual(['bravo']);
    expect(await names(`?vault_name=alpha&tenant_id=${tenantId}`)).toEqual([]);
    expect((await app.request('GET', `${collection}?tenant_id=contoso`)).status).toBe(400);
  });

  test('comes in pages that neither overlap nor miss anything', async () => {
    const seen: string[] = [];
    let next: string | null = `${publicUrl}${collection}?page_size=2&ordering=-name`;
    while (next !== null) {
      const { json } = await app.request('GET', next);
      expect(json.count).toBe(3);
      seen.push(...json.results.map(({ vault_name: name }: { vault_name: string }) => name));
      next = json.next;
    }
    expect(seen).toEqual(['charlie', 'bravo', 'Alpha']);
  });

  test("shows nothing of another organization's", async () => {
    const { json } = await app.request('GET', collection, { apiKey: app.otherOrganization.apiKey });
    expect(json).toMatchObject({ count: 0, results: [] });
  });
});

describe("another organization's integration", () => {
  test('is not found by any method, and stays as it is', async () => {
    const vault = vaultOf();
    const { id } = (await create()).json;
    const before = await getIntegration(app.rows, app.organization.id, id);
    const { apiKey } = app.otherOrganization;
    for (const [method, path, body] of [
      ['GET', `${collection}${id}/`, undefined],
      ['GET', `${collection}${id}/?refresh_status=true`, undefined],
      ['PUT', `${collection}${id}/`, { description: 'x' }],
      ['PATCH', `${collection}${id}/`, { description: 'x' }],
      ['DELETE', `${collection}${id}/?in_use=remove`, undefined],
    ] as const) {
      const answer = await app.request(method, path, { body, apiKey });
      expect(answer.status).toBe(404);
      expect(answer.json.code).toBe('object.not-found');
      expect(answer.text).not.toContain('contoso');
    }
    expect(await getIntegration(app.rows, app.organization.id, id)).toEqual(before);
    expect(vault.calls.probe).toBe(1);
  });

  test('an id that is none is not found either', async () => {
    for (const id of ['no-id', '00000000-0000-0000-0000-000000000000']) {
      expect((await app.request('GET', `${collection}${id}/`)).status).toBe(404);
    }
  });
});

describe('testing the access', () => {
  test('happens when it is asked for, and not otherwise', async () => {
    const vault = vaultOf('contoso', []);
    const { id } = (await create()).json;
    vault.permissions = new Set(permissions);
    await app.clock.advance(60_000);
    expect(await read(id)).toMatchObject({ status: 'errored', status_last_checked_at: '2026-01-01T01:00:00.000Z' });
    expect(await read(id, '?refresh_status=false')).toMatchObject({ status: 'errored' });
    expect(await read(id, '?refresh_status=true')).toMatchObject({
      status: 'connected',
      status_last_checked_at: '2026-01-01T01:01:00.000Z',
      remedy: null,
    });
    expect(await read(id)).toMatchObject({ status: 'connected' });
    expect(vault.calls.probe).toBe(2);
    expect((await app.request('GET', `${collection}${id}/?refresh_status=perhaps`)).status).toBe(400);
  });

  test('a vault that is throttled for a while stays connected, and says so', async () => {
    const vault = vaultOf();
    const { id } = (await create()).json;
    vault.fault = new VaultFault('vault.throttled', { status: 429 });
    await app.clock.advance(60_000);
    const during = await read(id, '?refresh_status=true');
    expect(during).toMatchObject({ status: 'connected', cause: 'vault.throttled', remedy: { commands: [] } });
    expect(during.status_detail).toContain('too many requests');
    await app.clock.advance(31 * 60_000);
    expect(await read(id, '?refresh_status=true')).toMatchObject({ status: 'errored', cause: 'vault.throttled' });
    vault.fault = undefined;
    expect(await read(id, '?refresh_status=true')).toMatchObject({ status: 'connected', cause: null });
  });

  test('a vault whose tenant is no longer linked is not touched', async () => {
    const vault = vaultOf();
    const { id } = (await create()).json;
    await app.rows.write('tenants', app.organization.id, [{ kind: 'delete', rowKey: tenantId }]);
    expect(await read(id, '?refresh_status=true')).toMatchObject({ status: 'missing', cause: 'consent.missing' });
    expect(vault.calls.probe).toBe(1);
  });

  test('many tests and edits at once: nobody loses anything', async () => {
    vaultOf('contoso', []);
    const { id } = (await create()).json;
    app.vaults.vault('contoso').permissions = new Set(permissions);
    const path = `${collection}${id}/`;
    const answers = await Promise.all([
      ...Array.from({ length: 4 }, () => app.request('GET', `${path}?refresh_status=true`)),
      app.request('PATCH', path, { body: { description: 'Edited' } }),
      app.request('PATCH', path, { body: { resource_tags: { team: 'web' } } }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
    expect(await read(id)).toMatchObject({
      status: 'connected',
      description: 'Edited',
      resource_tags: { team: 'web' },
    });
  });
});

describe('changing', () => {
  let id: string;
  let path: string;
  beforeEach(async () => {
    vaultOf('contoso', ['list', 'get']);
    const created = await create({ description: 'Before', resource_tags: { team: 'web' } });
    id = created.json.id;
    path = `${collection}${id}/`;
    await app.clock.advance(60_000);
  });

  test.each(['PUT', 'PATCH'])('%s changes what is given and keeps the rest', async (method) => {
    const answer = await app.request(method, path, { body: { description: 'After' } });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      description: 'After',
      resource_tags: { team: 'web' },
      writable: false,
      status: 'connected',
      created_at: '2026-01-01T01:00:00.000Z',
      modified_at: '2026-01-01T01:01:00.000Z',
      status_last_checked_at: '2026-01-01T01:00:00.000Z',
    });
    expect(await read(id)).toEqual(answer.json);
    expect(app.vaults.vault('contoso').calls.probe).toBe(1);
  });

  test('the whole object may be sent back as it was read', async () => {
    const body = await read(id);
    expect((await app.request('PUT', path, { body })).status).toBe(200);
    expect((await app.request('PATCH', path)).status).toBe(200);
    expect(await read(id)).toMatchObject({ description: 'Before', resource_tags: { team: 'web' } });
  });

  test('another writable is tested at once', async () => {
    const answer = await app.request('PATCH', path, { body: { writable: true } });
    expect(answer.json).toMatchObject({ writable: true, status: 'errored', cause: 'vault.forbidden-by-rbac' });
    expect((await app.request('PATCH', path, { body: { writable: false } })).json).toMatchObject({
      status: 'connected',
      cause: null,
    });
  });

  test.each([
    ['another vault', { vault_name: 'other' }, 'body.vault_name'],
    ['another tenant', { tenant_id: otherTenantId }, 'body.tenant_id'],
    ['a tag of ours', { resource_tags: { 'kvi-push': 'x' } }, 'body.resource_tags.kvi-push'],
    ['a description that is no text', { description: null }, 'body.description'],
  ])('refuses %s', async (_what, body, field) => {
    const before = await read(id);
    const answer = await app.request('PATCH', path, { body: { description: 'After', ...body } });
    expect(answer.status).toBe(400);
    expect(answer.json.errors).toMatchObject([{ field }]);
    expect(await read(id)).toEqual(before);
  });
});

describe('deleting', () => {
  test('answers 204, and the vault can be connected again', async () => {
    const vault = vaultOf();
    const { id } = (await create()).json;
    const answer = await app.request('DELETE', `${collection}${id}/`);
    expect({ status: answer.status, text: answer.text }).toEqual({ status: 204, text: '' });
    expect((await app.request('GET', `${collection}${id}/`)).status).toBe(404);
    expect((await app.request('DELETE', `${collection}${id}/`)).status).toBe(404);
    expect(await names('')).toEqual([]);
    expect(vault.calls).toMatchObject({ delete: 0, set: 0 });
    expect((await create()).status).toBe(201);
  });

  test('takes its pulls and pushes along', async () => {
    vaultOf();
    const { id } = (await create()).json;
    const pulls = `${collection}${id}/pulls/`;
    // The mapped one is made with the integration.
    expect((await app.request('GET', pulls)).json).toMatchObject({ count: 1, results: [{ mode: 'mapped' }] });
    const stored = async () => {
      const partition = actionsPartition(app.organization.id, id);
      return (await app.rows.range(actionsTable, partition)).rows.map(({ rowKey }) => rowKey);
    };
    expect(await stored()).not.toEqual([]);
    expect((await app.request('DELETE', `${collection}${id}/`)).status).toBe(204);
    expect(await stored()).toEqual([]);
  });

  test.each(['fail', 'leave', 'remove'])('in_use=%s', async (inUse) => {
    vaultOf();
    const { id } = (await create()).json;
    expect((await app.request('DELETE', `${collection}${id}/?in_use=${inUse}`)).status).toBe(204);
  });

  test('in_use=perhaps is refused', async () => {
    vaultOf();
    const { id } = (await create()).json;
    expect((await app.request('DELETE', `${collection}${id}/?in_use=perhaps`)).status).toBe(400);
    expect(await read(id)).toMatchObject({ id });
  });

  test('while it is being tested', async () => {
    vaultOf();
    const { id } = (await create()).json;
    const [test, removal] = await Promise.all([
      app.request('GET', `${collection}${id}/?refresh_status=true`),
      app.request('DELETE', `${collection}${id}/`),
    ]);
    expect([200, 404]).toContain(test.status);
    expect(removal.status).toBe(204);
    expect((await app.request('GET', `${collection}${id}/`)).status).toBe(404);
  });
});
