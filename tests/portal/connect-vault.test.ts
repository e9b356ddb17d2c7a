import type { Page } from 'playwright-core';
import { createApiClient } from '../../scripts/story/api-client.ts';
import { must } from '../../scripts/whole-service/must.ts';
import { checkAccessibility } from './check-accessibility.ts';
import { describeInBrowser } from './find-browser.ts';
import { openPortal, type PortalUnderTest, patience } from './open-portal.ts';

describeInBrowser('connecting a vault', () => {
  let portal: PortalUnderTest;
  beforeAll(async () => {
    portal = await openPortal();
  }, patience);
  afterEach(() => portal.closePages(), patience);
  afterAll(() => portal?.stop(), patience);

  const leave = (page: Page) => page.getByRole('button', { name: 'I am an administrator: sign in' }).click();
  const press = (page: Page, name: string) => page.getByRole('button', { name }).click();

  test(
    'goes from the consent to a vault that is connected, is edited, and is deleted',
    async () => {
      const page = await portal.openAs('Olivia Owner', '/integrations');
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.getByRole('link', { name: 'Connect a vault' }).click();
      await page.getByRole('heading', { name: 'Connect a vault', level: 1 }).waitFor();
      await page.getByRole('radio', { name: 'Contoso' }).check();

      // What was entered outlasts the way to Entra.
      await press(page, 'Next: name the vault');
      const name = page.getByLabel('Name of the vault');
      await name.fill('9-');
      await page.getByText('begins with a letter (not yet)').waitFor();
      await name.fill('https://fabrikam-vault.vault.azure.net/secrets/some-secret/0');
      expect(await name.inputValue()).toBe('fabrikam-vault');
      await page.getByRole('radio', { name: 'Read and write' }).check();
      await press(page, 'Add a tag');
      await page.getByLabel('Name of tag 1').fill('team');
      await page.getByLabel('Value of tag 1').fill('web');
      await checkAccessibility(page, 'connect-name');
      await press(page, 'Back');
      await leave(page);
      await press(page, 'Fabrikam Administrator');
      await press(page, 'Accept');
      await page.getByText('fabrikam.onmicrosoft.localhost is linked').first().waitFor();
      expect(page.url()).toBe(`${portal.url}/portal/integrations/new`);
      expect(await name.inputValue()).toBe('fabrikam-vault');
      expect(await page.getByLabel('Value of tag 1').inputValue()).toBe('web');

      await press(page, 'Connect and test the access');
      await page.getByRole('heading', { name: 'Connect fabrikam-vault', level: 1 }).waitFor();
      await page.getByText('vault.forbidden-by-rbac').waitFor();
      const permissions = page.getByRole('table', { name: 'Permissions' });
      await permissions.getByRole('row', { name: 'set' }).getByText('denied').waitFor();
      await checkAccessibility(page, 'connect-grant');
      await page.getByRole('button', { name: 'Copy the command: Grant access' }).click();
      const command = await page.evaluate<string>('navigator.clipboard.readText()');
      expect(command).toMatch(/^az role assignment create --role "Key Vault Secrets Officer" .*fabrikam-vault/);
      await page.getByRole('tab', { name: 'Access policy' }).click();
      await page.getByText('az keyvault set-policy').waitFor();

      const { control, settings } = portal.service.sandbox;
      const role = { principal: settings.ENTRA_CLIENT_ID, role: 'Key Vault Secrets Officer' };
      must(200, await createApiClient(control.url)('POST', '/api/vaults/fabrikam-vault/role-assignments', role));
      await press(page, 'Test now');
      await page.getByText('The vault is connected.').waitFor();
      await permissions.getByRole('row', { name: 'set' }).getByText('allowed').waitFor();

      await page.getByRole('link', { name: 'Open the integration' }).click();
      await page.getByRole('heading', { name: 'fabrikam-vault', level: 1 }).waitFor();
      await page.getByText('team: web').waitFor();
      const history = page.getByRole('table', { name: 'Changes of the status' });
      await history.getByRole('row').filter({ hasText: 'connected' }).first().waitFor();
      await page.getByRole('tab', { name: '30 days' }).click();
      await page.getByRole('img', { name: /^Connected for .* of the last 30 days$/ }).waitFor();
      await page.getByText('No imported secret expires soon.').waitFor();
      await checkAccessibility(page, 'integration');

      // Somebody else saves while the form is open.
      await press(page, 'Edit');
      const description = page.getByLabel('Description');
      await description.fill('mine');
      const id = page.url().split('/').at(-1);
      const path = `/api/v1/integrations/azure/key_vault/${id}/`;
      must(200, await portal.service.api('PATCH', path, { description: 'theirs' }));
      portal.expectFaults(/status of 412/);
      await press(page, 'Save');
      await page.getByRole('alertdialog').getByText('object.changed').waitFor();
      await page.getByRole('region', { name: 'What is saved now' }).getByText('theirs').waitFor();
      await checkAccessibility(page, 'integration-changed');
      await press(page, 'Save mine');
      await page.getByText('fabrikam-vault is saved').first().waitFor();
      expect(must(200, await portal.service.api('GET', path)).description).toBe('mine');

      await press(page, 'Delete');
      const confirm = page.getByRole('alertdialog').getByRole('button', { name: 'Delete' });
      expect(await confirm.getAttribute('aria-disabled')).toBe('true');
      await page.getByLabel('Type fabrikam-vault to confirm').fill('fabrikam-vault');
      await confirm.click();
      await page.getByRole('heading', { name: 'fabrikam-vault is deleted', level: 1 }).waitFor();
      await page.getByText('Remove the Enterprise application from the tenant').waitFor();
      await press(page, 'Unlink the tenant');
      await page.getByText('The tenant is no longer linked.').waitFor();
      expect((await portal.service.api('GET', path)).status).toBe(404);
    },
    patience,
  );
});
