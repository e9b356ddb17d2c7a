import { describeInBrowser } from './find-browser.ts';
import { openPortal, type PortalUnderTest, patience } from './open-portal.ts';

describeInBrowser('what is around the pages', () => {
  let portal: PortalUnderTest;
  beforeAll(async () => {
    portal = await openPortal();
  }, patience);
  afterEach(() => portal.closePages(), patience);
  afterAll(() => portal?.stop(), patience);

  test(
    'can be used by keyboard alone: past the navigation, and to the heading of the page that was gone to',
    async () => {
      const page = await portal.openAs('Olivia Owner', '/nowhere');
      await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
      await page.keyboard.press('Tab');
      await page.getByRole('link', { name: 'Skip to the content' }).and(page.locator(':focus')).waitFor();
      await page.keyboard.press('Enter');
      await page.locator('main:focus').waitFor();

      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Integrations' }).press('Enter');
      await page.getByRole('heading', { name: 'Integrations', level: 1 }).and(page.locator(':focus')).waitFor();
      await page.locator('a[aria-current=page]').getByText('Integrations').waitFor();
      expect(await page.title()).toBe('Integrations – Key Vault Integration');
    },
    patience,
  );

  test(
    'keeps the theme that was chosen',
    async () => {
      const page = await portal.openAs('Olivia Owner', '/', { colorScheme: 'light' });
      await page.getByRole('button', { name: 'Use the dark theme' }).click();
      await page.locator('html[style*=dark]').waitFor();
      await page.reload();
      await page.getByRole('button', { name: 'Use the light theme' }).waitFor();
      await page.locator('html[style*=dark]').waitFor();
    },
    patience,
  );

  test(
    'has its navigation behind a button on a phone',
    async () => {
      const page = await portal.openAs('Olivia Owner', '/nowhere', { viewport: { width: 375, height: 700 } });
      const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Integrations' });
      expect(await link.isVisible()).toBe(false);
      const button = page.getByRole('button', { name: 'Navigation' });
      await button.click();
      await link.waitFor();
      expect(await button.getAttribute('aria-expanded')).toBe('true');
      await link.click();
      await page.getByRole('heading', { name: 'Integrations', level: 1 }).waitFor();
      await link.waitFor({ state: 'hidden' });
    },
    patience,
  );
});
