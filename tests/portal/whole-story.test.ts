import { readFile } from 'node:fs/promises';
import { pattern } from '../../scripts/whole-service/run-action.ts';
import { checkAccessibility } from './check-accessibility.ts';
import { consent, follow, pickAccount, press } from './clicks.ts';
import { createSecret, createVault, goHome, isSaid } from './control-clicks.ts';
import { describeInBrowser } from './find-browser.ts';
import { openPortal, type PortalUnderTest, patience } from './open-portal.ts';

const demo = new URL('../../scripts/story/tell-story.ts', import.meta.url);

describeInBrowser('the story of `npm run demo`, by clicking alone', () => {
  let portal: PortalUnderTest;
  beforeAll(async () => {
    portal = await openPortal();
  }, patience);
  afterEach(() => portal.closePages(), patience);
  afterAll(() => portal?.stop(), patience);

  test(
    'is told in two tabs: the portal, and what the customer’s administrator sees of Azure',
    async () => {
      const titles: string[] = [];
      const step = async (title: string, run: () => Promise<void>) => {
        titles.push(title);
        await run();
      };
      const page = await portal.openAs('Olivia Owner', '/integrations');
      const control = await portal.openControl('/', page);
      const main = page.getByRole('main');

      await control.getByLabel('Name of the organization').fill('Tailspin');
      await press(control, 'Create organization');
      await isSaid(control, 'The organization is created, with people of every kind.');
      await createVault(control, 'tailspin-old', 'Tailspin', 'Vault access policy');
      await goHome(control);
      await createVault(control, 'tailspin', 'Tailspin');
      await follow(control, 'Access control');
      await control.getByText('Nobody is known in this organization').waitFor();
      await follow(control, 'Secrets');
      await createSecret(control, 'production-web-DATABASE-URL', 'postgres://web@db/web');
      await createSecret(control, 'production-web-API-TOKEN', 'token-1');
      await createSecret(control, 'rehearsal-web-DATABASE-URL', 'postgres://web@rehearsal/web');

      // A browser hardly draws a tab that is behind another one.
      const inPortal = () => page.bringToFront();
      const toOrganization = async () => {
        await control.bringToFront();
        await goHome(control);
        await follow(control, 'Tailspin');
      };
      const isRefused = async (code: string, next: string) => {
        const said = main.getByRole('alert');
        await said.getByText(code, { exact: true }).waitFor();
        await said.getByText(next).waitFor();
        expect(page.url()).toBe(`${portal.url}/portal/integrations/new`);
      };
      await inPortal();
      await follow(page, 'Connect a vault');
      await step('a personal Microsoft account', async () => {
        await consent(page, 'Pat Personal');
        await page.getByText('AADSTS500200').waitFor();
        await page.getByRole('link', { name: 'Sign in with a different account' }).click();
      });
      await step('a member without a directory role, where administrators must approve', async () => {
        await checkAccessibility(page, 'entra-accounts', 'without');
        await pickAccount(page, 'Tailspin Member');
        await page.getByRole('heading', { name: 'Need admin approval' }).waitFor();
        await checkAccessibility(page, 'entra-approval', 'without');
        await press(page, 'Return to the application without granting consent');
        await isRefused('consent.admin-approval', 'Ask an administrator of the tenant to sign in');
      });
      await step('an administrator who declines', async () => {
        await consent(page, 'Tailspin Administrator', 'Cancel');
        await isRefused('consent.declined', 'Begin again and accept');
      });
      await step('a guest, even one with a role', async () => {
        await consent(page, 'Tailspin Guest', 'Accept');
        await isRefused('consent.guest', 'Let a member of the tenant sign in.');
      });
      await step('a member without the needed role, where everybody may consent', async () => {
        await toOrganization();
        await press(control, 'Let everybody consent');
        await isSaid(control, 'Who may consent is changed.');
        await inPortal();
        await consent(page, 'Tailspin Member');
        await isRefused('consent.role', 'Let an administrator of the tenant sign in.');
      });

      await step('naming the vault before that is refused', async () => {
        // Whom the portal lets name a vault has chosen a tenant, and this one is not among them.
        await page.getByRole('radio', { name: 'Contoso' }).waitFor();
        expect(await page.getByRole('radio').count()).toBe(1);
        const next = page.getByRole('button', { name: 'Next: name the vault' });
        expect(await next.getAttribute('aria-disabled')).toBe('true');
      });
      await step('signing in and accepting', async () => {
        // What the guest accepted would do: it is taken back, so that the administrator is asked.
        await control.bringToFront();
        await press(control, 'Remove Key Vault Integration');
        await isSaid(control, 'The Enterprise application is removed.');
        await inPortal();
        await consent(page, 'Tailspin Administrator');
        await page.getByRole('heading', { name: 'Permissions requested' }).waitFor();
        await checkAccessibility(page, 'entra-consent', 'without');
        await press(page, 'Accept');
      });
      await step('completing it', async () => {
        await page.getByText('tailspin.onmicrosoft.localhost is linked').first().waitFor();
        await page.getByRole('heading', { name: 'Name the vault' }).waitFor();
      });
      await step('completing it a second time is refused', async () => {
        // Who is in the portal has no code to send again: it is in no address, also not in one to go back to.
        await page.reload();
        await page.getByRole('radio', { name: 'tailspin' }).waitFor();
        expect(await main.getByRole('alert').count()).toBe(0);
        await press(page, 'Next: name the vault');
      });

      const connect = async (vault: string, cause: string, remedy: RegExp) => {
        await page.getByLabel('Name of the vault').fill(vault);
        await page.getByRole('radio', { name: 'Read and write' }).check();
        await press(page, 'Connect and test the access');
        await page.getByRole('heading', { name: `Connect ${vault}`, level: 1 }).waitFor();
        await page.getByText(cause, { exact: true }).waitFor();
        await page.getByText(remedy).waitFor();
      };
      await step('a vault with role-based access control', () =>
        connect('tailspin', 'vault.forbidden-by-rbac', /^az role assignment create .*tailspin/),
      );
      await step('a vault with access policies', async () => {
        await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'Integrations' }).click();
        await follow(page, 'Add');
        await page.getByRole('radio', { name: 'tailspin' }).check();
        await press(page, 'Next: name the vault');
        await connect('tailspin-old', 'vault.forbidden-by-access-policy', /^az keyvault set-policy .*tailspin-old/);
      });

      const toVault = async (vault: string, blade: string) => {
        await control.bringToFront();
        await goHome(control);
        await follow(control, vault);
        await follow(control, blade);
      };
      const toIntegration = async (vault: string) => {
        await inPortal();
        await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Integrations' }).click();
        await follow(page, vault);
        await page.getByRole('heading', { name: vault, level: 1 }).waitFor();
      };
      await step('the role Key Vault Secrets Officer', async () => {
        await toVault('tailspin', 'Access control');
        await control.getByLabel('Role', { exact: true }).selectOption('Key Vault Secrets Officer');
        await press(control, 'Assign role');
        await isSaid(control, 'The role is assigned.');
        await toIntegration('tailspin');
        await press(page, 'Test now');
        await main.getByRole('status').getByText('connected', { exact: true }).waitFor();
        expect(await page.getByRole('table', { name: 'Permissions' }).getByText('allowed').count()).toBe(5);
      });
      await step('the access policy', async () => {
        await toVault('tailspin-old', 'Access control');
        await press(control, 'Set access policy');
        await isSaid(control, 'The access policy is saved.');
        await toIntegration('tailspin-old');
        await press(page, 'Test now');
        await main.getByRole('status').getByText('connected', { exact: true }).waitFor();
        expect(await page.getByRole('table', { name: 'Permissions' }).getByText('allowed').count()).toBe(5);
      });

      const runSucceeds = async (kind: string) => {
        await page.getByRole('heading', { name: `Run of the ${kind}` }).waitFor();
        await main.getByRole('status').getByText('success', { exact: true }).waitFor();
        await page.getByText(/^\d+ steps?; \d+ unchanged$/).waitFor();
      };
      /** Runs it until it finds nothing to do: what changed in the last two seconds is read again. */
      const repeat = async (action: string, kind: string) => {
        await toVault('tailspin', 'Overview');
        for (let steps = 1; steps > 0; ) {
          await press(control, 'Reset the counters');
          await inPortal();
          await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: action }).click();
          await press(page, `Run now: ${action}`);
          await runSucceeds(kind);
          const said = await page.getByText(/^\d+ steps?; \d+ unchanged$/).textContent();
          steps = Number.parseInt(said ?? '', 10);
          await control.bringToFront();
          await follow(control, 'Overview');
        }
        await page.getByText('0 steps; 3 unchanged').waitFor();
        // It lists the secrets and reads no value.
        const requests = control.getByRole('table', { name: 'By operation' }).getByRole('row');
        expect(await requests.allInnerTexts()).toEqual([expect.stringContaining('Operation'), 'list\t1']);
      };
      await step('an import with the pattern {{ environment }}-{{ project }}-{{ parameter }}', async () => {
        await toIntegration('tailspin');
        await page.getByRole('link', { name: 'Manage' }).first().click();
        await follow(page, 'New import');
        await page.getByRole('textbox', { name: 'Name' }).fill('everything');
        await page.getByRole('textbox', { name: 'Pattern' }).fill(pattern);
        await page.getByText('3 matched, 0 skipped').waitFor();
        await page.getByLabel('Create missing environments').check();
        await page.getByLabel('Create missing projects').check();
        await press(page, 'Create and run');
        await runSucceeds('import');
        await checkAccessibility(page, 'story-import');
      });
      await step('the same import again', () => repeat('everything', 'import'));
      await step('a parameter is changed, and pushed', async () => {
        await inPortal();
        await page.getByRole('link', { name: 'Environments' }).click();
        await page.getByRole('treeitem', { name: 'rehearsal', exact: true }).waitFor();
        await page.getByRole('link', { name: 'Projects' }).click();
        await follow(page, 'web');
        await page.getByText('2 parameters').waitFor();
        await follow(page, 'API-TOKEN');
        await press(page, 'Reveal the value in production');
        await page.getByText('token-1', { exact: true }).waitFor();
        await press(page, 'Replace the value in production');
        await page.getByRole('dialog').getByRole('textbox', { name: 'Value', exact: true }).fill('token-2');
        await page.getByRole('dialog').getByRole('button', { name: 'Replace', exact: true }).click();
        await page.getByRole('dialog').waitFor({ state: 'detached' });

        await toIntegration('tailspin');
        await page.getByRole('link', { name: 'Manage' }).first().click();
        await follow(page, 'New push');
        await page.getByRole('textbox', { name: 'Name' }).fill('all secrets');
        await page.getByRole('textbox', { name: 'Pattern' }).fill(pattern);
        await page.getByLabel('web', { exact: true }).check();
        await page.getByLabel('Overwrite secrets that this push did not write').check();
        await press(page, 'Create and run');
        await runSucceeds('push');
        await toVault('tailspin', 'Secrets');
        await follow(control, 'production-web-API-TOKEN');
        const newest = control.getByRole('table', { name: 'Versions' }).getByRole('row').nth(1);
        await newest.getByText('Show the value').click();
        await newest.getByText('token-2', { exact: true }).waitFor();
      });
      await step('the same push again', () => repeat('all secrets', 'push'));

      await step('deleting the integration', async () => {
        await toIntegration('tailspin');
        await press(page, 'Delete');
        await page.getByLabel('Type tailspin to confirm').fill('tailspin');
        await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
        await page.getByRole('heading', { name: 'tailspin is deleted', level: 1 }).waitFor();
        await page.getByText('Remove the Enterprise application from the tenant').waitFor();
        await checkAccessibility(page, 'story-deleted');
        await toVault('tailspin', 'Secrets');
        expect(await control.getByRole('table', { name: 'Secrets' }).getByText('enabled').count()).toBe(3);
        await inPortal();
        await follow(page, 'All integrations');
        await follow(page, 'tailspin-old');
        expect(await page.getByRole('link', { name: 'tailspin', exact: true }).count()).toBe(0);
      });
      await step('removing the Enterprise application at Entra', async () => {
        await toOrganization();
        await checkAccessibility(control, 'control-tenant', 'without');
        await press(control, 'Remove Key Vault Integration');
        await isSaid(control, 'The Enterprise application is removed.');
        await inPortal();
        await press(page, 'Test now');
        await main.getByRole('status').getByText('missing', { exact: true }).waitFor();
        await main.getByRole('status').getByText('consent.missing', { exact: true }).waitFor();
        await checkAccessibility(page, 'story-missing');
      });

      const steps = (await readFile(demo, 'utf8')).matchAll(/\bstep\('([^']+)'/g);
      expect(titles).toEqual([...steps].map(([, title]) => title));
    },
    4 * patience,
  );
});
