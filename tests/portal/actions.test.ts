import type { Page } from 'playwright-core';
import { type ConnectedVault, connectVault } from '../../scripts/whole-service/connect-vault.ts';
import { fillProject, setSecrets } from '../../scripts/whole-service/fill-project.ts';
import { insertLargeRun } from '../../scripts/whole-service/insert-large-run.ts';
import { must } from '../../scripts/whole-service/must.ts';
import { finished, type Kind, pattern, startPull } from '../../scripts/whole-service/run-action.ts';
import { checkAccessibility } from './check-accessibility.ts';
import { describeInBrowser } from './find-browser.ts';
import { openPortal, type PortalUnderTest, patience } from './open-portal.ts';

describeInBrowser('imports and pushes', () => {
  let portal: PortalUnderTest;
  beforeAll(async () => {
    portal = await openPortal();
  }, patience);
  afterEach(() => portal.closePages(), patience);
  afterAll(() => portal?.stop(), patience);

  const secretsOf = ({ vault }: ConnectedVault) => vault.secrets.filter(({ deleted }) => deleted === undefined);
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
  const steps = (page: Page) => page.getByRole('table', { name: 'Steps' });
  const savedNow = (page: Page) => page.getByRole('region', { name: 'What is saved now' });
  /** Another description for the import or push that was made last, by the API; a push has been run then. */
  const somebodyElseSaves = async (vault: ConnectedVault, kind: Kind) => {
    const { service } = portal;
    const { results } = must(200, await service.api('GET', `${vault.path}${kind}/?ordering=-created_at`));
    const [{ id, url: path }] = results;
    must(200, await service.api('PATCH', path, { description: 'theirs' }));
    await finished(service, { id, path });
  };
  const stateIs = (page: Page, state: string) => page.getByRole('status').getByText(state, { exact: true }).waitFor();

  test(
    'an import is made with its pattern tried while it is typed, planned, looked at and applied',
    async () => {
      const vault = await connectVault(portal.service, 'actions-import');
      vault.addSecrets([
        ['production-web-db-host', 'h'],
        ['production-web-db-key', 'k'],
        ['unrelated', 'u'],
      ]);
      const page = await portal.openAs('Olivia Owner', `/integrations/${vault.integrationId}/actions`);
      await page.getByRole('heading', { name: 'There is no push yet' }).waitFor();
      await page.getByRole('heading', { name: 'There is no import yet' }).waitFor();
      await checkAccessibility(page, 'actions-none');

      await page.getByRole('link', { name: 'New import' }).click();
      await page.getByRole('textbox', { name: 'Name' }).fill('from the vault');
      const resource = page.getByRole('textbox', { name: 'Pattern' });
      portal.expectFaults(/status of 400/);
      await resource.fill('{{ environment }}-{{ project }');
      await page.getByText('pattern.missing-variable').or(page.getByText('pattern.invalid')).waitFor();
      await resource.fill(pattern);
      await page.getByText('2 matched, 1 skipped').waitFor();
      const matched = page.getByRole('table', { name: 'Matched secrets' });
      await matched.getByRole('row', { name: 'production-web-db-host production web db-host' }).waitFor();
      await button(page, 'Skipped 1').click();
      await page.getByRole('row', { name: 'unrelated The name does not match the pattern.' }).waitFor();
      await checkAccessibility(page, 'import-new');
      await page.getByLabel('Create missing projects').check();
      await page.getByLabel('Runs only plan').check();
      await button(page, 'Create and run').click();

      await page.getByRole('heading', { name: 'Dry run of the import' }).waitFor();
      await stateIs(page, 'success');
      await button(page, 'Create 3').waitFor();
      await steps(page).getByRole('row', { name: 'production-web-db-key' }).waitFor();
      await steps(page).getByRole('row', { name: '+ create project web' }).waitFor();
      // Once over all of them, and not again in each row.
      await page.getByText('This is a plan; nothing was changed').waitFor();
      expect(await steps(page).getByText('Nothing was changed').count()).toBe(0);
      await checkAccessibility(page, 'run-plan');
      await button(page, 'Apply that plan').click();
      await page.getByText('3 created').waitFor();
      await stateIs(page, 'success');
      await page.getByText('import created', { exact: true }).or(page.getByText('plan applied')).waitFor();

      // From a step to its value, in the environment that the step is about.
      await steps(page).getByRole('link', { name: 'db-key' }).click();
      await page.getByRole('heading', { name: 'db-key', level: 1 }).waitFor();
      expect(new URL(page.url()).searchParams.get('environment')).not.toBeNull();
      await page.goBack();
      await page.getByRole('heading', { name: 'Run of the import' }).waitFor();

      // Its page and a change of it.
      await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'from the vault' }).click();
      await page.getByRole('table', { name: 'Runs' }).getByRole('link', { name: '3 created' }).waitFor();
      await checkAccessibility(page, 'import');
      await page.getByRole('link', { name: 'Edit' }).click();
      await page.getByLabel('Description').fill('mine');
      await somebodyElseSaves(vault, 'pulls');
      portal.expectFaults(/status of 412/);
      await button(page, 'Save').click();
      await savedNow(page).getByText('theirs').waitFor();
      await checkAccessibility(page, 'import-changed');
      await button(page, 'Take this instead of mine').click();
      await savedNow(page).waitFor({ state: 'detached' });
      expect(await page.getByLabel('Description').inputValue()).toBe('theirs');
      await page.getByLabel('Description').fill('every night');
      await button(page, 'Save').click();
      await page.getByText('every night').waitFor();
      await button(page, 'Delete').click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
      await page.getByRole('heading', { name: 'Imports and pushes of actions-import' }).waitFor();
      await page.getByRole('link', { name: 'from the vault', exact: true }).waitFor({ state: 'detached' });
    },
    patience,
  );

  test(
    'a push is made, planned and run; its deletions are counted by whoever confirms them',
    async () => {
      const vault = await connectVault(portal.service, 'actions-push');
      const names = Array.from({ length: 12 }, (_, index) => `KEY_${index + 10}`);
      const projectId = await fillProject(
        portal.service,
        'shop',
        names.map((name) => [name, 'v'] as const),
      );
      const page = await portal.openAs('Adam Admin', `/integrations/${vault.integrationId}/pushes/new`);
      await page.getByRole('textbox', { name: 'Name' }).fill('to the vault');
      await page.getByRole('textbox', { name: 'Pattern' }).fill(pattern);
      await page.getByLabel('shop', { exact: true }).check();
      await page.getByText('12 secrets', { exact: true }).waitFor();
      const previewed = page.getByRole('table', { name: 'Secrets of the push' });
      await previewed.getByRole('row', { name: 'production-shop-KEY-10 production shop KEY_10' }).waitFor();
      portal.expectFaults(/status of 4\d\d/);
      await page.getByRole('textbox', { name: 'Pattern' }).fill('{{ environment }}-{{ projekt }}');
      await page.getByText('(pattern.invalid)').waitFor();
      await page.getByRole('textbox', { name: 'Pattern' }).fill('all');
      await page.getByText('(pattern.missing-variable)').or(page.getByText('(pattern.invalid)')).waitFor();
      await page.getByRole('textbox', { name: 'Pattern' }).fill(pattern);
      await page.getByText('12 secrets', { exact: true }).waitFor();
      await page.getByLabel('Overwrite secrets that this push did not write').check();
      await page.getByText('Look at a dry run first.').waitFor();
      await checkAccessibility(page, 'push-new');
      await page.getByLabel('Overwrite secrets that this push did not write').uncheck();
      await page.getByLabel('Push secret parameters').uncheck();
      await button(page, 'Create and run').click();
      await page.getByText('action.nothing-included').waitFor();
      await page.getByLabel('Push secret parameters').check();
      await button(page, 'Create and run').click();
      await page.getByRole('heading', { name: 'Run of the push' }).waitFor();
      await stateIs(page, 'success');
      await page.getByText('12 created').waitFor();
      expect(secretsOf(vault)).toHaveLength(12);

      // Another value: what a dry run would do, and then a run does.
      await setSecrets(portal.service, projectId, [['KEY_10', 'w']]);
      await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'to the vault' }).click();
      await button(page, 'Dry run: to the vault').click();
      await page.getByRole('heading', { name: 'Dry run of the push' }).waitFor();
      await stateIs(page, 'success');
      await button(page, 'Update 1').waitFor();
      await page.getByText('1 step; 11 unchanged').waitFor();

      // What it would replace by what, for who asks.
      await button(page, 'Compare the values of production-shop-KEY-10').click();
      const values = page.getByRole('dialog');
      await values.getByRole('definition').getByText('v', { exact: true }).waitFor();
      await values.getByRole('definition').getByText('w', { exact: true }).waitFor();
      await values.getByText('They are not the same.').waitFor();
      await checkAccessibility(page, 'run-compare');
      await button(page, 'Close').click();
      await values.waitFor({ state: 'detached' });
      await page.clock.install();
      await button(page, 'Compare the values of production-shop-KEY-10').click();
      await values.getByText('They are not the same.').waitFor();
      await page.clock.fastForward(60_000);
      await values.waitFor({ state: 'detached' });
      await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'to the vault' }).click();
      await button(page, 'Run now: to the vault').click();
      await page.getByRole('heading', { name: 'Run of the push' }).waitFor();
      await stateIs(page, 'success');

      // The project leaves: the guard stops the run, until somebody has typed how many secrets go.
      await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'to the vault' }).click();
      await page.getByRole('link', { name: 'Edit' }).click();
      await page.getByLabel('shop', { exact: true }).uncheck();
      await somebodyElseSaves(vault, 'pushes');
      await button(page, 'Save and run').click();
      await savedNow(page).getByText('shop').waitFor();
      await button(page, 'Save mine and run').click();
      const runs = page.getByRole('table', { name: 'Runs' });
      await runs.getByText('failure').waitFor();
      await runs.getByRole('link', { name: '12 deleted' }).click();
      await page.getByText('push.confirm-deletes').waitFor();
      await button(page, 'Confirm the deletions').click();
      const dialog = page.getByRole('alertdialog');
      await dialog.getByText('production-shop-KEY-10').waitFor();
      const confirm = dialog.getByRole('button', { name: 'Run and delete' });
      await dialog.getByLabel('Type 12 to confirm').fill('11');
      expect(await confirm.getAttribute('aria-disabled')).toBe('true');
      await checkAccessibility(page, 'confirm-deletes');
      expect(secretsOf(vault)).toHaveLength(12);
      await dialog.getByLabel('Type 12 to confirm').fill('12');
      await confirm.click();
      await stateIs(page, 'success');
      await page.getByText('12 deleted').waitFor();
      expect(secretsOf(vault)).toHaveLength(0);
    },
    patience,
  );

  test(
    'a run that goes on is cancelled; what it did stays, and what it did not come to is run again',
    async () => {
      const vault = await connectVault(portal.service, 'actions-cancel');
      vault.addSecrets(Array.from({ length: 300 }, (_, index) => [`production-slow-k${index}`, 'v'] as const));
      // It takes minutes, unless the fault is taken away.
      vault.vault.faults = [{ id: 'slow', kind: 'delay', operations: ['get'], delay: 5_000 }];
      const { id } = await startPull(portal.service, vault, { name: 'slow import' });
      const page = await portal.openAs('Adam Admin', `/integrations/${vault.integrationId}/imports/${id}`);
      await page.getByRole('table', { name: 'Runs' }).getByRole('link').click();
      await stateIs(page, 'running');
      await page.getByRole('progressbar', { name: 'Progress' }).waitFor();
      await page.getByText('of 301 steps').waitFor();
      await checkAccessibility(page, 'run-running');
      await button(page, 'Cancel run').click();
      vault.vault.faults = [];
      await stateIs(page, 'failure');
      await page.getByText('task.cancelled').waitFor();

      await page.getByLabel('How it came out').selectOption('Did not succeed');
      await steps(page).getByText('step.not-applied').first().waitFor();
      await button(page, 'Retry what failed').click();
      await page.getByRole('link', { name: 'what failed in an earlier run' }).waitFor();
      await stateIs(page, 'success');
    },
    patience,
  );

  test(
    'of ten thousand steps those in sight are in the document; the others come as they are scrolled to or searched for',
    async () => {
      const { deps, organizationId } = portal.service;
      const vault = await connectVault(portal.service, 'actions-many');
      const { id: actionId } = await startPull(portal.service, vault, { name: 'large import' });
      const taskId = await insertLargeRun(deps, { organizationId, integrationId: vault.integrationId, actionId });
      const path = `/integrations/${vault.integrationId}/imports/${actionId}/tasks/${taskId}`;
      const page = await portal.openAs('Vera Viewer', path);
      await page.getByText('10000 steps; 0 unchanged').waitFor();
      expect(await button(page, 'Retry what failed').count()).toBe(0);
      expect(await steps(page).getByRole('columnheader', { name: 'Values' }).count()).toBe(0);
      expect(await steps(page).getAttribute('aria-rowcount')).toBe('10001');
      await page.getByRole('region', { name: 'Steps' }).focus();
      const last = steps(page).getByText('production-web-key-09999', { exact: true });
      while (!(await last.isVisible())) {
        await page.keyboard.press('End');
        await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
        expect(await steps(page).getByRole('row').count()).toBeLessThan(60);
      }

      await button(page, 'Failed 100').click();
      await page.getByText('100 steps; 0 unchanged').waitFor();
      await steps(page).getByText('secret.disabled').first().waitFor();
      await button(page, 'All steps').click();
      await page.getByRole('searchbox', { name: 'Part of the secret’s name' }).fill('KEY-0777');
      await page.getByText('10 steps; 0 unchanged').waitFor();
      await checkAccessibility(page, 'run-steps');
    },
    patience,
  );
});
