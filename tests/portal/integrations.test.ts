import { connectVault } from '../../scripts/whole-service/connect-vault.ts';
import { insertIntegrations } from '../../scripts/whole-service/insert-integrations.ts';
import { checkAccessibility } from './check-accessibility.ts';
import { describeInBrowser } from './find-browser.ts';
import { openPortal, type PortalUnderTest, patience } from './open-portal.ts';

describeInBrowser('the list of integrations', () => {
  let portal: PortalUnderTest;
  beforeAll(async () => {
    portal = await openPortal();
  }, patience);
  afterEach(() => portal.closePages(), patience);
  afterAll(() => portal?.stop(), patience);

  test(
    'says what to do first while there is none, then shows each vault with its state, and tests it anew',
    async () => {
      const page = await portal.openAs('Olivia Owner', '/integrations');
      await page.getByRole('heading', { name: 'No vault is connected yet' }).waitFor();
      await checkAccessibility(page, 'integrations-none');

      await connectVault(portal.service, 'portal-first');
      const second = await connectVault(portal.service, 'portal-second');
      await page.getByRole('button', { name: 'Reload' }).click();
      await page.getByText('2 vaults').waitFor();
      const table = page.getByRole('table', { name: 'Integrations' });
      const row = table.getByRole('row', { name: 'portal-second' });
      await row.getByText('connected', { exact: true }).waitFor();
      await checkAccessibility(page, 'integrations');

      second.vault.roleAssignments = [];
      await row.getByRole('button', { name: 'Test the access to portal-second' }).click();
      await page.getByText('portal-second is errored').first().waitFor();
      await row.getByText('errored', { exact: true }).waitFor();
      await table.getByRole('row', { name: 'portal-first' }).getByText('connected', { exact: true }).waitFor();

      const statuses = page.getByRole('group', { name: 'Status' });
      await statuses.getByRole('button', { name: 'all (2)' }).waitFor();
      await statuses.getByRole('button', { name: 'errored (1)' }).click();
      await page.getByText('1 vault', { exact: true }).waitFor();
      expect(await table.getByRole('row', { name: 'portal-first' }).count()).toBe(0);
      await statuses.getByRole('button', { name: 'all (2)' }).click();
      await page.getByLabel('Sort by').selectOption('Last check, newest first');
      await table.getByRole('row').nth(1).getByRole('link', { name: 'portal-second' }).waitFor();

      // What is selected is in the address, and still there on the way back.
      await page.getByRole('searchbox', { name: 'Search by name' }).fill('SECOND');
      await page.getByText('1 vault', { exact: true }).waitFor();
      await table.getByRole('row', { name: 'portal-first' }).waitFor({ state: 'detached' });
      await table.getByRole('row', { name: 'portal-second Contoso' }).waitFor();
      await table.getByRole('link', { name: 'portal-second' }).click();
      await page.getByRole('heading', { name: 'portal-second', level: 1 }).waitFor();
      await page.goBack();
      await page.getByText('1 vault', { exact: true }).waitFor();
      await page.getByRole('searchbox', { name: 'Search by name' }).fill('none such');
      await page.getByText('No vault is like this.').waitFor();
    },
    patience,
  );

  test(
    'shows by itself what the service finds, and says so when a vault was deleted by somebody else',
    async () => {
      const { vault, path, integrationId } = await connectVault(portal.service, 'portal-watched');
      const page = await portal.open();
      await page.clock.install();
      await page.goto(`${portal.url}/portal/integrations?name=watched`);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('button', { name: 'Vera Viewer' }).click();
      const row = page.getByRole('table', { name: 'Integrations' }).getByRole('row', { name: 'portal-watched' });
      await row.getByText('connected', { exact: true }).waitFor();
      vault.roleAssignments = [];
      await portal.service.api('GET', `${path}?refresh_status=true`);
      await page.clock.fastForward(30_000);
      await row.getByText('errored', { exact: true }).waitFor();

      await row.getByRole('link').click();
      await page.getByRole('heading', { name: 'portal-watched', level: 1 }).waitFor();
      expect((await portal.service.api('DELETE', path)).status).toBe(204);
      portal.expectFaults(/status of 404/);
      await page.clock.fastForward(10_000);
      await page.getByRole('alert').getByText('object.not-found').waitFor();
      expect(await page.getByRole('heading', { name: 'Permissions' }).count()).toBe(0);
      // It is not asked for any more.
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.clock.fastForward(60_000);
      expect(asked.filter((url) => url.endsWith(`/${integrationId}/`))).toEqual([]);
    },
    patience,
  );

  test(
    'has only the rows in sight in the document, and loads the others page by page as they are scrolled to',
    async () => {
      await insertIntegrations(portal.service, 1_000);
      const page = await portal.openAs('Vera Viewer', '/integrations');
      const table = page.getByRole('table', { name: 'Integrations' });
      await table.getByText('row-1000').waitFor();
      expect(Number(await table.getAttribute('aria-rowcount'))).toBeGreaterThanOrEqual(1_001);
      expect(await table.getByRole('row').count()).toBeLessThan(60);

      // By keyboard, each time as far down as it goes, until the last one is there.
      await page.getByRole('region', { name: 'Integrations' }).focus();
      const last = table.getByText('row-1999');
      while (!(await last.isVisible())) {
        await page.keyboard.press('End');
        await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
      }
      expect(await table.getByRole('row').count()).toBeLessThan(60);
    },
    patience,
  );
});
