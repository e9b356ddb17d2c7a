import type { Page } from 'playwright-core';
import { must } from '../../scripts/whole-service/must.ts';
import { checkAccessibility } from './check-accessibility.ts';
import { follow, press } from './clicks.ts';
import { createVault, isSaid } from './control-clicks.ts';
import { describeInBrowser } from './find-browser.ts';
import { openPortal, type PortalUnderTest, patience } from './open-portal.ts';

describeInBrowser("the sandbox's control page", () => {
  let portal: PortalUnderTest;
  beforeAll(async () => {
    portal = await openPortal();
  }, patience);
  afterEach(() => portal.closePages(), patience);
  afterAll(() => portal?.stop(), patience);

  const look = (page: Page, name: string) => checkAccessibility(page, `control-${name}`, 'without');

  test(
    'creates vaults and secrets, shows values when asked to, and deletes again',
    async () => {
      const page = await portal.openControl('/');
      await look(page, 'home');
      await createVault(page, 'by-clicking', 'Contoso');

      await follow(page, 'Secrets');
      await page.getByText('There is no secret yet').waitFor();
      await page.getByLabel('Name of the secret').fill('web-TOKEN');
      await page.getByLabel('Value', { exact: true }).fill('clicked-value');
      await page.getByLabel('Expires on').fill('2031-05-01');
      await press(page, 'Create secret');
      await isSaid(page, 'The secret is saved.');
      await page.getByRole('row', { name: 'web-TOKEN' }).getByText('2031-05-01 00:00 UTC').waitFor();
      await look(page, 'secrets');

      await follow(page, 'web-TOKEN');
      const value = page.getByText('clicked-value');
      expect(await value.isVisible()).toBe(false);
      await page.getByText('Show the value').click();
      await value.waitFor();
      await page.getByLabel('Value', { exact: true }).fill('second-value');
      await press(page, 'Create version');
      await isSaid(page, 'The secret is saved.');
      expect(await page.getByRole('table', { name: 'Versions' }).getByRole('row').count()).toBe(3);
      await look(page, 'secret');
      await press(page, 'Delete secret');
      await isSaid(page, 'The secret is deleted');

      await follow(page, 'by-clicking');
      await page.getByText('Delete by-clicking …').click();
      await press(page, 'Delete by-clicking');
      await isSaid(page, 'The vault is deleted.');
      expect(await page.getByRole('link', { name: 'by-clicking' }).count()).toBe(0);
    },
    patience,
  );

  test(
    'says what is refused, where it was tried',
    async () => {
      const page = await portal.openControl('/');
      portal.expectFaults(/status of 409/);
      await page.getByLabel('Name of the vault').fill('contoso-legacy');
      await press(page, 'Create vault');
      await page.getByRole('alert').getByText('The name contoso-legacy is taken').waitFor();
      await look(page, 'refused');
      await createVault(page, 'another-name', 'Contoso');
    },
    patience,
  );

  test(
    'grants by roles and by access policies, whichever the vault uses',
    async () => {
      const page = await portal.openControl('/');
      await createVault(page, 'granted', 'Contoso');
      const vault = portal.service.sandbox.cloud.vault('granted');
      await follow(page, 'Access control');
      await page.getByLabel('Role', { exact: true }).selectOption('Key Vault Reader');
      await press(page, 'Assign role');
      await isSaid(page, 'The role is assigned.');
      await page.getByRole('row', { name: 'Key Vault Reader' }).waitFor();
      expect(vault?.roleAssignments).toMatchObject([{ principalId: portal.service.principalId }]);
      await look(page, 'roles');
      await press(page, 'Remove Key Vault Reader of Key Vault Integration');
      await isSaid(page, 'The role assignment is removed.');
      expect(vault?.roleAssignments).toEqual([]);

      await press(page, 'Switch to Vault access policy');
      await isSaid(page, 'The access model is changed.');
      await page.getByLabel('purge').check();
      await page.getByLabel('recover').uncheck();
      await press(page, 'Set access policy');
      await isSaid(page, 'The access policy is saved.');
      await page.getByRole('row', { name: 'get, list, set, delete, purge' }).waitFor();
      expect(vault).toMatchObject({ accessModel: 'access-policy', accessPolicies: [{ permissions: { length: 5 } }] });
      await look(page, 'policies');
      await press(page, 'Remove the policy of Key Vault Integration');
      await page.getByText('There is no access policy.').waitFor();
      await press(page, 'Switch to Azure role-based access control');
      await page.getByText('No role is assigned.').waitFor();
    },
    patience,
  );

  test(
    'breaks the network and answers, mends them, and counts requests',
    async () => {
      const page = await portal.openControl('/');
      await createVault(page, 'broken', 'Contoso');
      await follow(page, 'Networking');
      await page.getByLabel('Firewall: nobody is let in').check();
      await press(page, 'Save');
      await isSaid(page, 'over the network is changed');
      expect(await page.getByLabel('Firewall: nobody is let in').isChecked()).toBe(true);
      expect(portal.service.sandbox.cloud.vault('broken')?.network).toBe('firewall');
      await look(page, 'networking');

      await follow(page, 'Faults');
      await page.getByLabel('What happens').selectOption('503: service unavailable');
      await page.getByLabel('To which requests').selectOption('Reading a secret');
      await page.getByLabel('To which share of them').selectOption('Half of them, at random');
      await page.getByLabel('To how many').fill('3');
      await page.getByLabel('Retry-After').fill('2');
      await press(page, 'Add fault');
      await isSaid(page, 'The fault is there');
      await page.getByRole('row', { name: '50 % of them, 3 more requests' }).waitFor();
      expect(portal.service.sandbox.cloud.vault('broken')?.faults).toMatchObject([
        { kind: 'unavailable', operations: ['get'], share: 0.5, count: 3, retryAfter: 2 },
      ]);
      await look(page, 'faults');
      await press(page, 'Remove 503: service unavailable');
      await page.getByText('Nothing is broken.').waitFor();

      const { tenantId, api } = portal.service;
      const vault = { tenant_id: tenantId, vault_name: 'broken' };
      const named = must(201, await api('POST', '/api/v1/integrations/azure/key_vault/', vault));
      expect(JSON.stringify(named)).toContain('vault.forbidden-by-firewall');
      await follow(page, 'broken');
      await page.getByRole('table', { name: 'By status' }).getByRole('row', { name: '403' }).waitFor();
      await look(page, 'counters');
      await press(page, 'Reset the counters');
      await page.getByText('No request has come yet.').waitFor();
    },
    patience,
  );
});
