import { checkAccessibility } from './check-accessibility.ts';
import { describeInBrowser } from './find-browser.ts';
import { openPortal, type PortalUnderTest, patience } from './open-portal.ts';

describeInBrowser('signing in to the portal', () => {
  let portal: PortalUnderTest;
  beforeAll(async () => {
    portal = await openPortal();
  }, patience);
  afterEach(() => portal.closePages(), patience);
  afterAll(() => portal?.stop(), patience);

  test(
    'comes back to the address that was asked for, shows who is there, and survives a reload',
    async () => {
      const page = await portal.open();
      await page.goto(`${portal.url}/portal/integrations?from=a-link#part`);
      await page.getByRole('heading', { name: 'Key Vault Integration', level: 1 }).waitFor();
      await checkAccessibility(page, 'sign-in');

      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('button', { name: 'Vera Viewer' }).click();
      await page.getByRole('heading', { name: 'Integrations', level: 1 }).waitFor();
      expect(page.url()).toBe(`${portal.url}/portal/integrations?from=a-link#part`);
      expect(await page.title()).toBe('Integrations – Key Vault Integration');
      await page.getByRole('button', { name: 'Account of Vera Viewer' }).click();
      await page.getByRole('menu').getByText('VIEWER of Example').waitFor();

      // The tokens are gone with the page; the issuer knows who is there, and nobody is asked.
      const length = () => page.evaluate<number>('history.length');
      const before = await length();
      await page.reload();
      await page.getByRole('button', { name: 'Account of Vera Viewer' }).waitFor();
      expect(await length()).toBe(before);
      expect(page.url()).toBe(`${portal.url}/portal/integrations?from=a-link#part`);
    },
    patience,
  );

  test(
    'ends with signing out, here and at the issuer',
    async () => {
      const page = await portal.openAs('Olivia Owner', '/');
      await page.getByRole('button', { name: 'Account of Olivia Owner' }).click();
      await page.getByRole('menuitem', { name: 'Sign out' }).click();
      await page.waitForURL(`${portal.url}/portal/`);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('heading', { name: 'Pick an account' }).waitFor();
    },
    patience,
  );

  test(
    'says what the issuer refused',
    async () => {
      const page = await portal.open();
      await page.goto(`${portal.url}/portal/`);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('button', { name: 'Contoso Member' }).click();
      await page.getByText('AADSTS50020').waitFor();
    },
    patience,
  );

  test(
    'renews what has expired, without a word',
    async () => {
      const page = await portal.open();
      await page.clock.install();
      await page.goto(`${portal.url}/portal/`);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('button', { name: 'Adam Admin' }).click();
      await page.getByRole('heading', { name: 'No vault is connected yet' }).waitFor();
      const { entra } = portal.service.sandbox;
      entra.takeTokenRequests();

      const refresh = () => {
        const answered = page.waitForResponse((response) => response.url().includes('/key_vault/?'));
        return Promise.all([answered, page.getByRole('button', { name: 'Reload' }).click()]);
      };
      await refresh();
      expect(entra.takeTokenRequests()).toEqual({});
      await page.clock.fastForward(3_600_000);
      const [answer] = await refresh();
      expect(answer.status()).toBe(200);
      expect(Object.values(entra.takeTokenRequests())).toEqual([1]);
    },
    patience,
  );

  test(
    'says what to do where the browser does not take the certificate of the issuer',
    async () => {
      const page = await portal.open({ ignoreHTTPSErrors: false });
      await page.goto(`${portal.url}/portal/`);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('heading', { name: 'The sign-in service cannot be reached' }).waitFor();
      const link = page.getByRole('link', { name: new URL(portal.service.sandbox.entra.authorityHost).host });
      expect(await link.getAttribute('href')).toContain('/.well-known/openid-configuration');
      await checkAccessibility(page, 'issuer-unreachable');
      portal.expectFaults(/ERR_CERT_AUTHORITY_INVALID/);
    },
    patience,
  );

  test(
    'says so when the account belongs to no organization, and lets the person leave',
    async () => {
      const { model } = portal.service.sandbox.cloud;
      const [somebody] = model.users;
      if (somebody === undefined) throw new Error('nobody is there');
      const attributes = { organization: 'f0000000-0000-4000-8000-000000000000', role: 'OWNER' };
      model.users.push({ ...somebody, id: 'lost', userPrincipalName: 'lost@localhost', name: 'Lars Lost', attributes });
      const page = await portal.open();
      await page.goto(`${portal.url}/portal/`);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('button', { name: 'Lars Lost' }).click();
      await page.getByRole('alert').getByText('auth.invalid').waitFor();
      await checkAccessibility(page, 'no-access');
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByRole('button', { name: 'Sign in' }).waitFor();
      portal.expectFaults(/status of 401/);
    },
    patience,
  );
});
