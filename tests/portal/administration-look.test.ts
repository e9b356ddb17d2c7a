import type { Page } from 'playwright-core';
import { connectVault } from '../../scripts/whole-service/connect-vault.ts';
import { must } from '../../scripts/whole-service/must.ts';
import { checkAccessibility } from './check-accessibility.ts';
import { describeInBrowser } from './find-browser.ts';
import { openPortal, type PortalUnderTest, patience } from './open-portal.ts';

describeInBrowser('linked tenants, users and the audit', () => {
  let portal: PortalUnderTest;
  beforeAll(async () => {
    portal = await openPortal();
  }, patience);
  afterEach(() => portal.closePages(), patience);
  afterAll(() => portal?.stop(), patience);

  /** What is said in passing; it is also in a region for the ear alone. */
  const toast = (page: Page, text: string) => page.locator('.fui-ToastTitle', { hasText: text });
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const rowOf = (page: Page, table: string, name: string | RegExp) =>
    page.getByRole('table', { name: table }).getByRole('row', { name });

  test(
    'a tenant is unlinked when no integration uses it any more, and it is said what remains at Azure',
    async () => {
      const { path } = await connectVault(portal.service, 'still-used');
      const page = await portal.openAs('Adam Admin', '/tenants');
      await rowOf(page, 'Linked tenants', new RegExp(`^Contoso ${portal.service.tenantId} 1 A`)).waitFor();
      await checkAccessibility(page, 'tenants');

      // From their number to the vaults themselves, and no others.
      await page.getByRole('link', { name: '1', exact: true }).click();
      await rowOf(page, 'Integrations', 'still-used').waitFor();
      expect(new URL(page.url()).searchParams.get('tenant')).toBe(portal.service.tenantId);
      await page.goto(page.url().replace(/tenant=[^&]+/, 'tenant=11111111-2222-4333-8444-555555555555'));
      await page.getByText('No vault is like this.').waitFor();
      await page.goto(`${portal.url}/portal/tenants`);
      await press(page, 'Unlink Contoso');
      const asking = page.getByRole('alertdialog');
      await asking.getByText('Enterprise applications').first().waitFor();
      portal.expectFaults(/status of 409/);
      await asking.getByRole('button', { name: 'Unlink' }).click();
      await asking.getByText('Integrations use the tenant: still-used.').waitFor();
      await checkAccessibility(page, 'tenants-in-use');
      must(204, await portal.service.api('DELETE', path));
      await asking.getByRole('button', { name: 'Unlink' }).click();
      await page.getByRole('heading', { name: 'No tenant is linked yet' }).waitFor();
      await toast(page, 'Unlinked Contoso').waitFor({ state: 'detached' });
      await checkAccessibility(page, 'tenants-none');
    },
    patience,
  );

  test(
    'the audit is filtered by what its address says, tells all of an entry, and is loaded as it is scrolled to',
    async () => {
      const { api } = portal.service;
      for (let number = 0; number < 110; number++) {
        must(201, await api('POST', '/api/v1/projects/', { name: `project-${number}` }));
      }
      const { id } = must(201, await api('POST', '/api/v1/projects/', { name: 'shop' }));
      must(200, await api('PATCH', `/api/v1/projects/${id}/`, { description: 'sells' }));

      const page = await portal.openAs('Vera Viewer', '/audit');
      const table = page.getByRole('table', { name: 'Audit' });
      await rowOf(page, 'Audit', /key update Project shop/).waitFor();
      await checkAccessibility(page, 'audit');
      // Also what is changed meanwhile pushes nothing on to the next page.
      must(201, await api('POST', '/api/v1/projects/', { name: 'later' }));
      await page.getByRole('region', { name: 'Audit' }).focus();
      const first = table.getByRole('button', { name: 'project-0', exact: true });
      while (!(await first.isVisible())) {
        await page.keyboard.press('End');
        await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
      }
      expect(await table.getByRole('row').count()).toBeLessThan(60);

      await page.getByRole('combobox', { name: 'Action' }).selectOption('update');
      await page.getByRole('combobox', { name: 'Kind' }).selectOption('Project');
      await page.getByText('1 entry', { exact: true }).waitFor();
      await page.getByRole('button', { name: 'shop', exact: true }).click();
      const details = page.getByRole('dialog');
      await details.getByText(id).first().waitFor();
      await checkAccessibility(page, 'audit-entry');
      await details.getByRole('button', { name: 'All changes of this object' }).click();
      await page.getByRole('combobox', { name: 'Action' }).selectOption('');
      await page.getByText('2 entries', { exact: true }).waitFor();

      await page.reload();
      await page.getByText('2 entries', { exact: true }).waitFor();
      await page.getByLabel('Until').fill('2001-01-01');
      await page.getByText('No entry fits the filter.').waitFor();
      await press(page, 'Clear the filter');
      await rowOf(page, 'Audit', /key create Project later/).waitFor();
    },
    patience,
  );

  test(
    'a viewer sees who belongs to the organization, and why nothing can be changed',
    async () => {
      const page = await portal.openAs('Vera Viewer', '/users');
      await rowOf(page, 'Users', /^Vera Viewer person VIEWER/).waitFor();
      await checkAccessibility(page, 'users');
      await page.getByRole('combobox', { name: 'Show' }).selectOption('service');
      await rowOf(page, 'Users', /^key service account ADMIN/).waitFor();
      await rowOf(page, 'Users', /^Vera Viewer/).waitFor({ state: 'detached' });
      await rowOf(page, 'Users', /^key/).getByRole('link', { name: 'Audit' }).click();
      await page.getByRole('heading', { name: 'Audit', level: 1 }).waitFor();
      expect(await page.getByRole('combobox', { name: 'Who' }).inputValue()).not.toBe('');

      for (const [label, action] of [
        ['API keys', 'New service account'],
        ['Webhooks', 'New webhook'],
        ['Linked tenants', 'Unlink'],
      ] as const) {
        await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: label }).click();
        await page.getByRole('heading', { name: label, level: 1 }).waitFor();
        await page.getByText('your role is VIEWER').waitFor();
        expect(await page.getByRole('button', { name: action }).count()).toBe(0);
      }
      await page.getByRole('link', { name: 'API keys' }).click();
      await press(page, 'Keys of key');
      await page.getByRole('dialog').getByRole('listitem').first().waitFor();
      expect(
        await page
          .getByRole('dialog')
          .getByRole('button', { name: /Add|Replace|Revoke/ })
          .count(),
      ).toBe(0);
      await checkAccessibility(page, 'api-keys-viewer');
    },
    patience,
  );
});
