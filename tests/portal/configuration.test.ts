import type { Page } from 'playwright-core';
import { fillProject } from '../../scripts/whole-service/fill-project.ts';
import { must } from '../../scripts/whole-service/must.ts';
import { checkAccessibility } from './check-accessibility.ts';
import { describeInBrowser } from './find-browser.ts';
import { openPortal, type PortalUnderTest, patience } from './open-portal.ts';

describeInBrowser('the pages of the configuration', () => {
  let portal: PortalUnderTest;
  beforeAll(async () => {
    portal = await openPortal();
  }, patience);
  afterEach(() => portal.closePages(), patience);
  afterAll(() => portal?.stop(), patience);

  const dialog = (page: Page) => page.getByRole('dialog');
  const field = (page: Page, name: string) => dialog(page).getByRole('textbox', { name, exact: true });
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  /** Sends the form and waits until it is gone. */
  const send = async (page: Page, action: string) => {
    await dialog(page).getByRole('button', { name: action, exact: true }).click();
    await dialog(page).waitFor({ state: 'detached' });
  };
  const createProject = async (page: Page, name: string, dependsOn?: string) => {
    await press(page, 'New project');
    await field(page, 'Name').fill(name);
    if (dependsOn !== undefined) await dialog(page).getByLabel('Depends on').selectOption(dependsOn);
    await send(page, 'Create');
  };
  const setValue = async (page: Page, environment: string, text: string) => {
    await press(page, `Set the value in ${environment}`);
    await field(page, 'Value').fill(text);
    await send(page, 'Set');
  };
  const rowOf = (page: Page, table: string, name: string | RegExp) =>
    page.getByRole('table', { name: table }).getByRole('row', { name });

  test(
    'projects are made, depend on each other, are changed and deleted, and say why they cannot be',
    async () => {
      const page = await portal.openAs('Adam Admin', '/projects');
      await page.getByRole('heading', { name: 'There is no project yet' }).waitFor();
      await checkAccessibility(page, 'projects-none');
      await createProject(page, 'base');
      await createProject(page, 'shop', 'base');
      await rowOf(page, 'Projects', /^shop.*base/).waitFor();
      await checkAccessibility(page, 'projects');

      await press(page, 'New project');
      await field(page, 'Name').fill('shop');
      portal.expectFaults(/status of 409/);
      await dialog(page).getByRole('button', { name: 'Create' }).click();
      await dialog(page).getByText('object.exists').waitFor();
      await checkAccessibility(page, 'project-refused');
      await press(page, 'Cancel');

      await press(page, 'Edit shop');
      await field(page, 'Description').fill('sells');
      await send(page, 'Save');
      await rowOf(page, 'Projects', /^shop.*sells/).waitFor();
      await press(page, 'Delete base');
      await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
      await page.getByRole('alertdialog').getByText('project.has-dependents').waitFor();
      await press(page, 'Cancel');
    },
    patience,
  );

  test(
    'environments are a tree, in which one is made under another, edited, copied and deleted',
    async () => {
      const page = await portal.openAs('Adam Admin', '/environments');
      const tree = page.getByRole('tree', { name: 'Environments' });
      await tree.getByRole('treeitem', { name: 'production', exact: true }).click();
      await page.getByRole('heading', { name: 'production', exact: true }).waitFor();
      await press(page, 'Add below');
      await field(page, 'Name').fill('europe');
      await send(page, 'Create');
      const europe = tree.getByRole('treeitem', { name: 'europe', exact: true });
      await europe.waitFor();
      expect(await europe.getAttribute('aria-level')).toBe('3');
      await page.getByRole('heading', { name: 'europe', exact: true }).waitFor();
      await checkAccessibility(page, 'environments');

      // By keyboard: back to the one above, which is closed and opened again.
      await europe.focus();
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('ArrowLeft');
      await europe.waitFor({ state: 'detached' });
      await page.keyboard.press('ArrowRight');
      await europe.waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'production', exact: true }).waitFor();

      await press(page, 'Copy');
      await dialog(page).getByLabel('Copy the environments below it, too').check();
      await field(page, 'Name of the copy').fill('rehearsal');
      await field(page, 'Name of the copy of europe').fill('rehearsal-europe');
      await send(page, 'Copy');
      await tree.getByRole('treeitem', { name: 'rehearsal-europe' }).click();
      await press(page, 'Edit');
      await field(page, 'Name').fill('practice');
      await send(page, 'Save');
      await tree.getByRole('treeitem', { name: 'practice' }).waitFor();
      await press(page, 'Delete');
      await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
      await tree.getByRole('treeitem', { name: 'practice' }).waitFor({ state: 'detached' });
    },
    patience,
  );

  test(
    'a parameter has values in two environments, which others inherit, and a tag keeps how they were',
    async () => {
      const page = await portal.openAs('Adam Admin', '/projects');
      await createProject(page, 'web');
      await page.getByRole('link', { name: 'web', exact: true }).click();
      await page.getByRole('heading', { name: 'The project sees no parameter yet' }).waitFor();
      await press(page, 'New parameter');
      await field(page, 'Name').fill('color');
      await send(page, 'Create');
      await page.getByRole('heading', { name: 'color' }).waitFor();
      await setValue(page, 'default', 'red');
      await rowOf(page, 'Values', /production red inherited from default/).waitFor();
      await setValue(page, 'production', 'green');
      await rowOf(page, 'Values', /^production green set here/).waitFor();
      await rowOf(page, 'Values', /staging red inherited from default/).waitFor();

      await page.goto(`${portal.url}/portal/environments`);
      await page.getByRole('treeitem', { name: 'production', exact: true }).click();
      await press(page, 'New tag');
      await field(page, 'Name').fill('spring');
      await send(page, 'Create');
      await rowOf(page, 'Tags', /^spring/).waitFor();
      await checkAccessibility(page, 'environment-tags');

      await page.getByRole('link', { name: 'Projects' }).click();
      await page.getByRole('link', { name: 'web', exact: true }).click();
      await page.getByRole('link', { name: 'color' }).click();
      await press(page, 'Replace the value in production');
      await field(page, 'Value').fill('blue');
      await send(page, 'Replace');
      await rowOf(page, 'Values', /^production blue/).waitFor();
      await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'web' }).click();
      await page.getByLabel('Environment').selectOption({ label: '\u00a0\u00a0production' });
      await rowOf(page, 'Parameters', /^color blue set here plain string/).waitFor();
      await page.getByLabel('As of').selectOption('Tag spring');
      await rowOf(page, 'Parameters', /^color green/).waitFor();
      await checkAccessibility(page, 'parameters-as-of-tag');
      await page.getByRole('link', { name: 'color' }).click();
      await page.getByText('These are the values as of the tag spring.').waitFor();
      await rowOf(page, 'Values', /^production green/).waitFor();
      await press(page, 'Show now');
      await rowOf(page, 'Values', /^production blue/).waitFor();

      await press(page, 'Remove the value in production');
      await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
      await rowOf(page, 'Values', /production red inherited from default/).waitFor();
      await press(page, 'Set the value in production');
      await dialog(page).getByLabel('No value at all').check();
      await send(page, 'Set');
      await rowOf(page, 'Values', /^production null set here/).waitFor();

      // The history of the environment that was looked at, and what was so at one of its times.
      const past = page.getByRole('table', { name: 'History' });
      await past.getByRole('row', { name: /null/ }).waitFor();
      await past.getByRole('row', { name: /no value here/ }).waitFor();
      await checkAccessibility(page, 'parameter-history');
      await past
        .getByRole('row', { name: /a value/ })
        .first()
        .getByRole('button')
        .click();
      await page.getByText('These are the values of').waitFor();
      await rowOf(page, 'Values', /^production blue/).waitFor();
      await press(page, 'Show now');
      await rowOf(page, 'Values', /^production null/).waitFor();
      await press(page, 'Edit');
      await field(page, 'Name').fill('colour');
      await send(page, 'Save');
      await page.getByRole('heading', { name: 'colour' }).waitFor();
      await press(page, 'Delete');
      await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
      await page.getByRole('heading', { name: 'The project sees no parameter yet' }).waitFor();
    },
    patience,
  );

  test(
    'a secret is in the document only from being revealed to being hidden, and what breaks a rule is refused at its field',
    async () => {
      const secret = 'hunter2-the-secret';
      const page = await portal.openAs('Vera Viewer', '/projects');
      await page.getByRole('heading', { name: 'Projects' }).waitFor();
      expect(await page.getByRole('button', { name: 'New project' }).count()).toBe(0);
      const projectId = await fillProject(portal.service, 'vaulted', [['token', secret]]);

      const hasSecret = async (shown: Page) => (await shown.content()).includes(secret);
      const nora = await portal.openAs('Nora Nosecrets', `/projects/${projectId}`);
      await rowOf(nora, 'Parameters', /^token/).waitFor();
      await nora.getByRole('link', { name: 'token' }).click();
      await rowOf(nora, 'Values', /^production hidden/).waitFor();
      expect(await nora.getByRole('button', { name: /Reveal|Replace|Edit/ }).count()).toBe(0);
      expect(await hasSecret(nora)).toBe(false);

      const adam = await portal.openAs('Adam Admin', `/projects/${projectId}`);
      await adam.getByRole('link', { name: 'token' }).click();
      await rowOf(adam, 'Values', /^production hidden/).waitFor();
      expect(await hasSecret(adam)).toBe(false);
      await adam.clock.install();
      await press(adam, 'Reveal the value in production');
      await adam.getByText(secret).waitFor();
      await press(adam, 'Hide the value in production');
      await adam.getByText(secret).waitFor({ state: 'detached' });
      expect(await hasSecret(adam)).toBe(false);
      await press(adam, 'Reveal the value in production');
      await adam.getByText(secret).waitFor();
      await adam.clock.fastForward(60_000);
      await adam.getByText(secret).waitFor({ state: 'detached' });
      expect(await hasSecret(adam)).toBe(false);
      await press(adam, 'Reveal the value in production');
      await adam.getByText(secret).waitFor();
      await checkAccessibility(adam, 'parameter-revealed');
      await adam.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'vaulted' }).click();
      await rowOf(adam, 'Parameters', /^token not set/).waitFor();
      expect(await hasSecret(adam)).toBe(false);

      await adam.getByRole('link', { name: 'token' }).click();
      portal.expectFaults(/status of 400/, /status of 409/);
      await press(adam, 'New rule');
      await dialog(adam).getByLabel('Rule').selectOption('max_len');
      await field(adam, 'Limit').fill('few');
      await dialog(adam).getByRole('button', { name: 'Add', exact: true }).click();
      await adam.locator('[role=dialog] input[aria-invalid=true]').waitFor();
      await checkAccessibility(adam, 'rule-refused');
      await field(adam, 'Limit').fill('3');
      await dialog(adam).getByRole('button', { name: 'Add', exact: true }).click();
      await dialog(adam).getByText('rule.violated').waitFor();
      await field(adam, 'Limit').fill('20');
      await send(adam, 'Add');
      await adam.getByRole('listitem').filter({ hasText: 'max_len20' }).waitFor();
      await press(adam, 'Replace the value in production');
      await field(adam, 'Value').fill('a value of more than twenty characters');
      await dialog(adam).getByRole('button', { name: 'Replace', exact: true }).click();
      await adam.locator('[role=dialog] textarea[aria-invalid=true]').waitFor();
    },
    patience,
  );

  test(
    'types are made over others, with rules, and are deleted while nothing uses them',
    async () => {
      const page = await portal.openAs('Adam Admin', '/types');
      await press(page, 'New type');
      await field(page, 'Name').fill('port');
      await dialog(page).getByLabel('Rests on').selectOption('integer');
      await send(page, 'Create');
      const card = page.getByRole('group', { name: 'port' });
      await card.getByRole('button', { name: 'New rule' }).click();
      await dialog(page).getByLabel('Rule').selectOption('max');
      await field(page, 'Limit').fill('65535');
      await send(page, 'Add');
      await card.getByText('65535').waitFor();
      await checkAccessibility(page, 'types');
      await press(page, 'Delete port');
      await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
      await card.waitFor({ state: 'detached' });
    },
    patience,
  );

  test(
    'what somebody else has saved while a form was open is shown before it is overwritten, in every form',
    async () => {
      const { api } = portal.service;
      const make = async (path: string, body: object) => must(201, await api('POST', path, body));
      const description = 'as it was';
      const project = await make('/api/v1/projects/', { name: 'contested', description });
      const environment = await make('/api/v1/environments/', { name: 'arena', description });
      const tag = await make(`${environment.url}tags/`, { name: 'begin', description });
      const text = must(200, await api('GET', '/api/v1/types/')).results.find(
        ({ name }: { name: string }) => name === 'string',
      );
      const type = await make('/api/v1/types/', { name: 'word', parent: text.url, description });
      const rule = await make(`${type.url}rules/`, { type: 'max_len', constraint: '10' });
      const parameter = await make(`${project.url}parameters/`, { name: 'plain', description });
      const secret = await make(`${project.url}parameters/`, { name: 'masked', secret: true });
      const place = { environment: environment.url, internal_value: 'as it was' };
      const value = await make(`${parameter.url}values/`, place);
      const secretValue = await make(`${secret.url}values/`, place);

      const page = await portal.openAs('Adam Admin', '/projects');
      portal.expectFaults(/status of 412/);
      const savedNow = dialog(page).getByRole('region', { name: 'What is saved now' });
      /** Enters something, while somebody else saves something else, and tries to save. */
      const meet = async (name: string, mine: string, other: { url: string }, theirs: object, action = 'Save') => {
        await field(page, name).fill(mine);
        must(200, await api('PATCH', other.url, theirs));
        await dialog(page).getByRole('button', { name: action, exact: true }).click();
        await dialog(page).getByText('object.changed').waitFor();
      };
      const now = async ({ url }: { url: string }) => must(200, await api('GET', url));
      const theirs = { description: 'theirs' };

      await press(page, 'Edit contested');
      await meet('Description', 'mine', project, theirs);
      await savedNow.getByText('theirs').waitFor();
      await checkAccessibility(page, 'project-changed');
      // Once more, before the person has decided.
      await api('PATCH', project.url, { description: 'theirs again' });
      await press(page, 'Save mine');
      await savedNow.getByText('theirs again').waitFor();
      expect((await now(project)).description).toBe('theirs again');
      await send(page, 'Save mine');
      expect((await now(project)).description).toBe('mine');

      await page.getByRole('link', { name: 'Environments' }).click();
      await page.getByRole('treeitem', { name: 'arena', exact: true }).click();
      await press(page, 'Edit');
      await meet('Description', 'mine', environment, theirs);
      await savedNow.getByText('theirs').waitFor();
      await press(page, 'Take this instead of mine');
      await savedNow.waitFor({ state: 'detached' });
      expect(await field(page, 'Description').inputValue()).toBe('theirs');
      await field(page, 'Description').fill('both');
      await send(page, 'Save');
      expect((await now(environment)).description).toBe('both');
      await press(page, 'Edit begin');
      await meet('Description', 'mine', tag, theirs);
      await savedNow.getByText('theirs').waitFor();
      await send(page, 'Save mine');
      expect(await now(tag)).toMatchObject({ description: 'mine', timestamp: tag.timestamp });

      await page.getByRole('link', { name: 'Types' }).click();
      await press(page, 'Edit word');
      await meet('Description', 'mine', type, theirs);
      await savedNow.getByText('theirs').waitFor();
      await send(page, 'Save mine');
      expect((await now(type)).description).toBe('mine');
      await press(page, 'Edit the rule max_len');
      await meet('Limit', '30', rule, { constraint: '20' });
      await savedNow.getByText('20').waitFor();
      await send(page, 'Save mine');
      expect((await now(rule)).constraint).toBe('30');

      await page.getByRole('link', { name: 'Projects' }).click();
      await page.getByRole('link', { name: 'contested', exact: true }).click();
      await page.getByRole('link', { name: 'plain', exact: true }).click();
      await press(page, 'Edit');
      await meet('Description', 'mine', parameter, theirs);
      await savedNow.getByText('theirs').waitFor();
      await send(page, 'Save mine');
      expect((await now(parameter)).description).toBe('mine');
      await press(page, 'Replace the value in arena');
      await meet('Value', 'mine', value, { internal_value: 'theirs' }, 'Replace');
      await savedNow.getByText('theirs').waitFor();
      await send(page, 'Save mine');
      expect((await now(value)).value).toBe('mine');

      await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'contested' }).click();
      await page.getByRole('link', { name: 'masked', exact: true }).click();
      await press(page, 'Replace the value in arena');
      await meet('Value', 'mine', secretValue, { internal_value: 'theirs-in-secret' }, 'Replace');
      await savedNow.getByRole('img', { name: 'hidden' }).waitFor();
      expect(await page.content()).not.toContain('theirs-in-secret');
      await press(page, 'Take this instead of mine');
      await dialog(page).waitFor({ state: 'detached' });
      expect((await now(secretValue)).value).toBe('theirs-in-secret');
    },
    patience,
  );

  test(
    'of ten thousand parameters only those in sight are in the document',
    async () => {
      const values = Array.from(
        { length: 10_000 },
        (_, number) => [`p${String(number).padStart(5, '0')}`, 'x'] as const,
      );
      const projectId = await fillProject(portal.service, 'large', values);
      const page = await portal.openAs('Vera Viewer', `/projects/${projectId}`);
      await page.getByText('10000 parameters').waitFor();
      const table = page.getByRole('table', { name: 'Parameters' });
      await table.getByText('p00000').waitFor();
      expect(await table.getAttribute('aria-rowcount')).toBe('10001');
      expect(await table.getByRole('row').count()).toBeLessThan(60);
      await page.getByRole('region', { name: 'Parameters' }).focus();
      const later = table.getByText('p00350');
      while (!(await later.isVisible())) {
        await page.keyboard.press('PageDown');
        await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
      }
      expect(await table.getByRole('row').count()).toBeLessThan(60);

      await page.getByRole('searchbox', { name: 'Search by name' }).fill('P09999');
      await page.getByText('1 parameter', { exact: true }).waitFor();
      await table.getByText('p09999').waitFor();
    },
    patience,
  );
});
