import type { Page } from 'playwright-core';
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
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  /** Sends the form and waits until it is gone. */
  const send = async (page: Page, action: string) => {
    await dialog(page).getByRole('button', { name: action, exact: true }).click();
    await dialog(page).waitFor({ state: 'detached' });
  };
  const createProject = async (page: Page, name: string, dependsOn?: string) => {
    await press(page, 'New project');
    await dialog(page).getByLabel('Name', { exact: true }).fill(name);
    if (dependsOn !== undefined) await dialog(page).getByLabel('Depends on').selectOption(dependsOn);
    await send(page, 'Create');
  };
  const setValue = async (page: Page, environment: string, text: string) => {
    await press(page, `Set the value in ${environment}`);
    await dialog(page).getByLabel('Value').fill(text);
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
      await dialog(page).getByLabel('Name', { exact: true }).fill('shop');
      portal.expectFaults(/status of 409/);
      await dialog(page).getByRole('button', { name: 'Create' }).click();
      await dialog(page).getByText('object.exists').waitFor();
      await checkAccessibility(page, 'project-refused');
      await press(page, 'Cancel');

      await press(page, 'Edit shop');
      await dialog(page).getByLabel('Description').fill('sells');
      await send(page, 'Save');
      await rowOf(page, 'Projects', /^shop.*sells/).waitFor();
      await press(page, 'Delete base');
      await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
      await page.getByRole('alertdialog').getByText('object.in-use').waitFor();
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
      await dialog(page).getByLabel('Name').fill('europe');
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
      await dialog(page).getByLabel('Name of the copy', { exact: true }).fill('rehearsal');
      await dialog(page).getByLabel('Name of the copy of europe').fill('rehearsal-europe');
      await send(page, 'Copy');
      await tree.getByRole('treeitem', { name: 'rehearsal-europe' }).click();
      await press(page, 'Edit');
      await dialog(page).getByLabel('Name').fill('practice');
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
      await dialog(page).getByLabel('Name').fill('color');
      await send(page, 'Create');
      await page.getByRole('heading', { name: 'color' }).waitFor();
      await setValue(page, 'default', 'red');
      await rowOf(page, 'Values', /production red inherited from default/).waitFor();
      await setValue(page, 'production', 'green');
      await rowOf(page, 'Values', /^production green set here/).waitFor();
      await rowOf(page, 'Values', /staging red inherited from default/).waitFor();
      await checkAccessibility(page, 'parameter');

      await page.goto(`${portal.url}/portal/environments`);
      await page.getByRole('treeitem', { name: 'production', exact: true }).click();
      await press(page, 'New tag');
      await dialog(page).getByLabel('Name').fill('spring');
      await send(page, 'Create');
      await rowOf(page, 'Tags', /^spring/).waitFor();
      await checkAccessibility(page, 'environment-tags');

      await page.getByRole('link', { name: 'Projects' }).click();
      await page.getByRole('link', { name: 'web', exact: true }).click();
      await page.getByRole('link', { name: 'color' }).click();
      await press(page, 'Replace the value in production');
      await dialog(page).getByLabel('Value').fill('blue');
      await send(page, 'Replace');
      await rowOf(page, 'Values', /^production blue/).waitFor();
      await page.getByRole('link', { name: 'All parameters of web' }).click();
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
      await press(page, 'Edit');
      await dialog(page).getByLabel('Name').fill('colour');
      await send(page, 'Save');
      await page.getByRole('heading', { name: 'colour' }).waitFor();
    },
    patience,
  );
});
