import { putTenantLink } from '../../shared/store/tenants.ts';
import { tenants } from '../support/consent-flow.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

const contoso = '7e0d1b5c-3a44-4f5b-9d21-6c1f2a3b4c5d';

async function link(app: TestApp, tenantId: string, name: string, organizationId = app.organization.id) {
  await putTenantLink(app.rows, {
    organizationId,
    tenantId,
    name,
    linkedById: 'key-1',
    linkedByName: 'Deployment',
    signedInObjectId: 'object',
    linkedAt: app.clock.now(),
  });
}

async function start() {
  const app = await createTestApp();
  await link(app, contoso, 'contoso.example');
  return app;
}

describe('tenants', () => {
  test('lists who linked what and when', async () => {
    const app = await start();
    const { status, json } = await app.request('GET', tenants, { apiKey: await app.keyWithRole('NO_SECRETS') });
    expect(status).toBe(200);
    expect(json).toEqual({
      count: 1,
      next: null,
      previous: null,
      results: [
        {
          id: contoso,
          url: `https://service.example${tenants}${contoso}/`,
          tenant_id: contoso,
          name: 'contoso.example',
          linked_by: 'Deployment',
          linked_by_id: 'key-1',
          signed_in_as: null,
          linked_at: '2026-01-01T00:00:00.000Z',
        },
      ],
    });
  });

  test('orders and pages', async () => {
    const app = await start();
    await app.clock.advance(1000);
    await link(app, '00000000-0000-4000-8000-000000000001', 'adatum.example');
    await app.clock.advance(1000);
    await link(app, '00000000-0000-4000-8000-000000000002', 'woodgrove.example');
    const names = async (query: string) =>
      (await app.request('GET', `${tenants}?${query}`)).json.results.map(({ name }: { name: string }) => name);
    expect(await names('')).toEqual(['adatum.example', 'contoso.example', 'woodgrove.example']);
    expect(await names('ordering=-name')).toEqual(['woodgrove.example', 'contoso.example', 'adatum.example']);
    expect(await names('ordering=linked_at')).toEqual(['contoso.example', 'adatum.example', 'woodgrove.example']);
    expect(await names('ordering=-linked_at')).toEqual(['woodgrove.example', 'adatum.example', 'contoso.example']);
    const page = await app.request('GET', `${tenants}?page_size=2`);
    expect(page.json.count).toBe(3);
    expect((await app.request('GET', page.json.next)).json.results).toHaveLength(1);
    expect((await app.request('GET', `${tenants}?ordering=colour`)).json.code).toBe('request.invalid');
  });

  test('shows one, whatever the letter case of its id', async () => {
    const app = await start();
    expect((await app.request('GET', `${tenants}${contoso}/`)).json.name).toBe('contoso.example');
    expect((await app.request('GET', `${tenants}${contoso.toUpperCase()}/`)).json.id).toBe(contoso);
  });

  test("another organization's tenants are not there", async () => {
    const app = await start();
    const { apiKey } = app.otherOrganization;
    expect((await app.request('GET', tenants, { apiKey })).json.count).toBe(0);
    for (const method of ['GET', 'DELETE']) {
      const answer = await app.request(method, `${tenants}${contoso}/`, { apiKey });
      expect([answer.status, answer.json.code]).toEqual([404, 'object.not-found']);
    }
    expect((await app.request('GET', `${tenants}${contoso}/`)).status).toBe(200);
  });

  test.each(['00000000-0000-4000-8000-000000000009', 'contoso.example'])('there is no %s', async (id) => {
    const app = await start();
    for (const method of ['GET', 'DELETE']) {
      expect((await app.request(method, `${tenants}${id}/`)).json.code).toBe('object.not-found');
    }
  });

  test('removes one', async () => {
    const app = await start();
    await link(app, contoso, 'contoso.example', app.otherOrganization.id);
    expect((await app.request('DELETE', `${tenants}${contoso}/`)).status).toBe(204);
    expect((await app.request('GET', `${tenants}${contoso}/`)).status).toBe(404);
    const theirs = await app.request('GET', tenants, { apiKey: app.otherOrganization.apiKey });
    expect(theirs.json.count).toBe(1);
  });

  describe('while integrations use it', () => {
    const integrations = '/api/v1/integrations/azure/key_vault/';
    const connect = (app: TestApp, vaultName: string) =>
      app.request('POST', integrations, { body: { tenant_id: contoso, vault_name: vaultName } });
    const remove = (app: TestApp) => app.request('DELETE', `${tenants}${contoso}/`);

    test('it stays, and the vaults are named', async () => {
      const app = await start();
      const connected = await connect(app, 'contoso-vault');
      expect(connected.status).toBe(201);
      const answer = await remove(app);
      expect([answer.status, answer.json.code]).toEqual([409, 'tenant.in-use']);
      expect(answer.json.detail).toBe('Integrations use the tenant: contoso-vault.');
      expect((await app.request('GET', `${tenants}${contoso}/`)).status).toBe(200);

      await app.request('DELETE', `${integrations}${connected.json.id}/`);
      expect((await remove(app)).status).toBe(204);
      expect((await connect(app, 'contoso-vault')).json.code).toBe('tenant.not-linked');
    });

    test('other tenants and organizations can let go of theirs', async () => {
      const app = await start();
      await connect(app, 'contoso-vault');
      const fabrikam = '00000000-0000-4000-8000-000000000001';
      await link(app, fabrikam, 'fabrikam.example');
      await link(app, contoso, 'contoso.example', app.otherOrganization.id);
      expect((await app.request('DELETE', `${tenants}${fabrikam}/`)).status).toBe(204);
      const { apiKey } = app.otherOrganization;
      expect((await app.request('DELETE', `${tenants}${contoso}/`, { apiKey })).status).toBe(204);
    });

    /** Lets something happen in the middle of the removal: right before the link is deleted. */
    function meanwhile(app: TestApp, happen: () => Promise<void>) {
      const { write } = app.rows;
      app.rows.write = async (table, partitionKey, writes) => {
        if (table === 'tenants' && writes[0]?.kind === 'delete') {
          app.rows.write = write;
          await happen();
        }
        return write(table, partitionKey, writes);
      };
    }

    test('also one that is made at the same moment', async () => {
      const app = await start();
      meanwhile(app, async () => {
        expect((await connect(app, 'contoso-vault')).status).toBe(201);
      });
      expect((await remove(app)).json.code).toBe('tenant.in-use');
      expect((await app.request('GET', `${tenants}${contoso}/`)).json.linked_by).toBe('Deployment');
    });

    test('linked anew at the same moment, it stays', async () => {
      const app = await start();
      meanwhile(app, () => link(app, contoso, 'contoso.example'));
      const answer = await remove(app);
      expect([answer.status, answer.json.code]).toEqual([412, 'object.changed']);
      expect((await app.request('GET', `${tenants}${contoso}/`)).status).toBe(200);
    });

    test('removed twice at the same moment, it is gone for one of them', async () => {
      const app = await start();
      const answers = await Promise.all([remove(app), remove(app)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 404]);
    });
  });

  test('only an administrator removes one', async () => {
    const app = await start();
    const answer = await app.request('DELETE', `${tenants}${contoso}/`, { apiKey: await app.keyWithRole('CONTRIB') });
    expect(answer.json.code).toBe('auth.forbidden');
    expect((await app.request('GET', `${tenants}${contoso}/`)).status).toBe(200);
  });
});
