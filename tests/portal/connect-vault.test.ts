import type { Page } from 'playwright-core';
import { createApiClient } from '../../scripts/story/api-client.ts';
import { connectVault } from '../../scripts/whole-service/connect-vault.ts';
import { must } from '../../scripts/whole-service/must.ts';
import { getConsent, replaceConsent } from '../../shared/store/consents.ts';
import { checkAccessibility } from './check-accessibility.ts';
import { consent, pickAccount } from './clicks.ts';
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
      await page.getByRole('dialog').getByText('object.changed').waitFor();
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

  test(
    'says of a refusal what happened and what to do, also when the time has run out meanwhile',
    async () => {
      const { cloud } = portal.service.sandbox;
      const member = cloud.model.users.find(({ name }) => name === 'Contoso Member');
      if (member === undefined) throw new Error('the default cloud has no Contoso');
      const page = await portal.openAs('Olivia Owner', '/integrations/new');
      const isRefused = async (code: string, next: string) => {
        const said = page.getByRole('main').getByRole('alert');
        await said.getByText(code, { exact: true }).waitFor();
        await said.getByText(next).waitFor();
      };
      // The policies of Conditional Access have no page in the local Azure.
      member.blockedAt = 'token';
      await consent(page, 'Contoso Member');
      await isRefused('consent.conditional-access', 'Ask an administrator of the tenant.');

      await leave(page);
      await page.getByRole('heading', { name: 'Pick an account' }).waitFor();
      const [id = ''] = new URL(page.url()).searchParams.get('state')?.split('.') ?? [];
      const { rows } = portal.service.deps;
      const begun = await getConsent(rows, id);
      if (begun === undefined) throw new Error('the consent is gone');
      await replaceConsent(rows, { ...begun, expiresAt: new Date() }, begun);
      await pickAccount(page, 'Contoso Administrator');
      await isRefused('consent.expired', 'Begin the connection again');
    },
    patience,
  );

  test(
    'lets nobody but the one who began it complete a consent',
    async () => {
      const page = await portal.openAs('Olivia Owner', '/integrations/new');
      await leave(page);
      await page.getByRole('heading', { name: 'Pick an account' }).waitFor();

      const other = await portal.openAs('Adam Admin', '/integrations/new');
      await other.getByRole('button', { name: 'I am an administrator: sign in' }).waitFor();
      portal.expectFaults(/status of 403/);
      await other.goto(page.url());
      await press(other, 'Contoso Administrator');
      await other.getByRole('main').getByRole('alert').getByText('consent.other-user').waitFor();
      await other.getByText('Let the person who began it complete it').waitFor();
    },
    patience,
  );

  test(
    'lets an administrator consent elsewhere, and takes the code that they were shown',
    async () => {
      const page = await portal.openAs('Olivia Owner', '/integrations/new');
      await press(page, 'Somebody else is: make a link');
      const link = await page.getByLabel('Link for the administrator').inputValue();
      const code = page.getByRole('textbox', { name: 'Completion code' });
      portal.expectFaults(/status of 403/);

      const elsewhere = await portal.open();
      await elsewhere.goto(link);
      await press(elsewhere, 'Contoso Administrator');
      const shown = await elsewhere.locator('.code').textContent();
      await code.fill('another');
      await press(page, 'Link the tenant');
      await page.getByText('consent.completion-code').waitFor();
      await code.fill(shown ?? '');
      await press(page, 'Link the tenant');
      await page.getByRole('heading', { name: 'Name the vault' }).waitFor();
    },
    patience,
  );

  test(
    'shows what the service finds by itself, without anything being pressed',
    async () => {
      const { vault, path, grant } = await connectVault(portal.service, 'watched');
      vault.roleAssignments = [];
      const { id } = must(200, await portal.service.api('GET', `${path}?refresh_status=true`));
      const page = await portal.open();
      await page.clock.install();
      await page.goto(`${portal.url}/portal/integrations/new/${id}`);
      await press(page, 'Sign in');
      await press(page, 'Vera Viewer');
      await page.getByText('vault.forbidden-by-rbac').waitFor();
      grant();
      must(200, await portal.service.api('GET', `${path}?refresh_status=true`));
      await page.clock.fastForward(10_000);
      await page.getByText('The vault is connected.').waitFor();
    },
    patience,
  );

  test(
    'is not offered to who may not',
    async () => {
      const { integrationId } = await connectVault(portal.service, 'looked-at');
      const page = await portal.openAs('Vera Viewer', `/integrations/${integrationId}`);
      await page.getByText('Only administrators of the organization may do this').waitFor();
      expect(await page.getByRole('button', { name: 'Delete' }).count()).toBe(0);
      await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'Integrations' }).click();
      await page.getByRole('link', { name: 'looked-at' }).waitFor();
      expect(await page.getByRole('link', { name: 'Add' }).count()).toBe(0);
    },
    patience,
  );
});
