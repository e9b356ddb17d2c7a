import type { Page } from 'playwright-core';
import { must } from '../../scripts/whole-service/must.ts';
import { getWebhook, replaceWebhook } from '../../shared/store/webhooks.ts';
import { startReceiver } from '../support/start-receiver.ts';
import { checkAccessibility } from './check-accessibility.ts';
import { describeInBrowser } from './find-browser.ts';
import { openPortal, type PortalUnderTest, patience } from './open-portal.ts';

describeInBrowser('the pages of the administration', () => {
  let portal: PortalUnderTest;
  beforeAll(async () => {
    portal = await openPortal({ WEBHOOK_ALLOWED_HOSTS: 'localhost' });
  }, patience);
  afterEach(() => portal.closePages(), patience);
  afterAll(() => portal?.stop(), patience);

  const dialog = (page: Page) => page.getByRole('dialog');
  /** What is said in passing; it is also in a region for the ear alone. */
  const toast = (page: Page, text: string) => page.locator('.fui-ToastTitle', { hasText: text });
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const rowOf = (page: Page, table: string, name: string | RegExp) =>
    page.getByRole('table', { name: table }).getByRole('row', { name });
  /** Presses the button of a dialog that asks, and waits until it is gone. */
  const confirm = async (page: Page, action: string) => {
    const asking = page.getByRole('alertdialog');
    await asking.getByRole('button', { name: action }).click();
    await asking.waitFor({ state: 'detached' });
  };
  /** Reads a secret that is shown once, copies it, closes the dialog, and holds the page to have forgotten it. */
  const takeSecret = async (page: Page, what: string) => {
    const asking = page.getByRole('alertdialog', { name: `Copy ${what}` });
    const secret = (await asking.locator('code').first().textContent()) ?? '';
    await asking.getByRole('button', { name: `Copy ${what}` }).click();
    expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe(secret);
    await asking.getByRole('button', { name: 'I have kept it' }).click();
    await asking.waitFor({ state: 'detached' });
    expect(await page.content()).not.toContain(secret);
    expect(await page.evaluate<string>('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])')).not.toContain(
      secret,
    );
    return secret;
  };
  /** What the API answers to a key. */
  const statusFor = async (key: string) => {
    const headers = { Authorization: `Api-Key ${key}` };
    return (await fetch(`${portal.url}/api/v1/users/current/`, { headers })).status;
  };

  test(
    'gives a service account its key, which is shown once, replaces it without an interruption, and deletes the account',
    async () => {
      const page = await portal.openAs('Adam Admin', '/api-keys');
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await rowOf(page, 'Service accounts', /^key/).waitFor();
      await press(page, 'New service account');
      await dialog(page).getByRole('textbox', { name: 'Name' }).fill('deploy');
      await dialog(page).getByRole('combobox', { name: 'Role' }).selectOption('OWNER');
      portal.expectFaults(/status of 403/);
      await press(page, 'Create');
      await dialog(page).getByText('auth.forbidden').waitFor();
      await dialog(page).getByRole('combobox', { name: 'Role' }).selectOption('CONTRIB');
      await checkAccessibility(page, 'api-keys-new');
      await press(page, 'Create');
      await page.getByRole('alertdialog').waitFor();
      // What lies over the page, here a dialog and what is said in passing, covers no more than itself.
      await toast(page, 'Created deploy').waitFor();
      const heights = "[...document.querySelectorAll('[data-portal-node]')].map((node) => node.offsetHeight)";
      expect(new Set(await page.evaluate<number[]>(heights))).toEqual(new Set([0]));
      const first = await takeSecret(page, 'the key of deploy');
      expect(await statusFor(first)).toBe(200);
      await page.getByRole('button', { name: 'Reload' }).click();
      await rowOf(page, 'Service accounts', /^deploy CONTRIB 1 valid just now/).waitFor();
      await checkAccessibility(page, 'api-keys');

      await press(page, 'Keys of deploy');
      await dialog(page)
        .getByText(`${first.split('.')[0]}.…`)
        .waitFor();
      await checkAccessibility(page, 'api-keys-of-account');
      await dialog(page).getByLabel('Last day of the new key').fill('2001-01-01');
      portal.expectFaults(/status of 400/);
      await press(page, 'Add a key');
      await dialog(page).getByText('A moment in the future.').first().waitFor();
      await dialog(page).getByLabel('Last day of the new key').fill('2099-01-01');
      await press(page, 'Add a key');
      await page.getByRole('alertdialog').waitFor();
      const second = await takeSecret(page, 'the new key of deploy');
      expect([await statusFor(first), await statusFor(second)]).toEqual([200, 200]);
      const keys = dialog(page).getByRole('listitem');
      await keys.filter({ hasText: 'expires' }).filter({ hasText: 'valid' }).waitFor();
      await press(page, `Revoke ${first.split('.')[0]}`);
      await page.getByRole('alertdialog').getByText('The other keys stay.').waitFor();
      await checkAccessibility(page, 'api-keys-revoke');
      await confirm(page, 'Revoke');
      await keys.filter({ hasText: 'revoked' }).waitFor();
      expect(await statusFor(second)).toBe(200);
      expect(await statusFor(first)).toBe(401);

      await press(page, 'Replace all keys');
      await page.getByRole('alertdialog').getByRole('button', { name: 'Replace all' }).click();
      await page.getByRole('alertdialog', { name: 'Copy the new key of deploy' }).waitFor();
      const third = await takeSecret(page, 'the new key of deploy');
      expect([await statusFor(second), await statusFor(third)]).toEqual([401, 200]);
      await press(page, `Revoke ${third.split('.')[0]}`);
      await page.getByRole('alertdialog').getByText('It is the only valid key of deploy.').waitFor();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
      await press(page, 'Close');

      await press(page, 'Delete deploy');
      await confirm(page, 'Delete');
      await rowOf(page, 'Service accounts', /^deploy/).waitFor({ state: 'detached' });
    },
    patience,
  );

  test(
    'refuses an address at its field, shows a signing secret once, and switches a webhook on again',
    async () => {
      const page = await portal.openAs('Olivia Owner', '/webhooks');
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.getByRole('heading', { name: 'No news are sent yet' }).waitFor();
      await checkAccessibility(page, 'webhooks-none');
      await press(page, 'New webhook');
      await dialog(page).getByRole('textbox', { name: 'Name' }).fill('alerts');
      const address = dialog(page).getByRole('textbox', { name: 'Address' });
      await address.fill('https://10.0.0.1/news');
      portal.expectFaults(/status of 4\d\d/);
      await press(page, 'Create');
      await page.locator('[aria-invalid="true"]').waitFor();
      expect(await address.getAttribute('aria-invalid')).toBe('true');
      await checkAccessibility(page, 'webhooks-refused');
      await address.fill('https://9.9.9.9/news?token=canary');
      await press(page, 'Create');
      await page.getByRole('alertdialog').waitFor();
      await toast(page, 'Created alerts').waitFor({ state: 'detached' });
      await checkAccessibility(page, 'webhooks-secret');
      expect(await takeSecret(page, 'the signing secret of alerts')).toMatch(/^whsec_/);
      await rowOf(page, 'Webhooks', /^alerts generic https:\/\/9\.9\.9\.9\/news\?… 3 on nothing sent yet/).waitFor();

      const { deps, organizationId } = portal.service;
      const { results } = (await portal.service.api('GET', '/api/v1/webhooks/')).body;
      const stored = await getWebhook(deps.rows, organizationId, results[0].id);
      if (stored === undefined) throw new Error('the webhook is not stored');
      const now = deps.clock.now();
      const lastError = {
        code: 'receiver.refused',
        detail: 'The receiver answered 500.',
        at: now.toISOString(),
        eventId: 'event',
        eventType: 'task_failed',
        attempt: 6,
      };
      await replaceWebhook(deps.rows, { ...stored, enabled: false, failingSince: now, lastRun: now, lastError });
      await press(page, 'Reload');
      await rowOf(page, 'Webhooks', /^alerts.* switched off The receiver answered 500\..*given up/).waitFor();
      await checkAccessibility(page, 'webhooks');
      await press(page, 'Switch alerts on');
      await rowOf(page, 'Webhooks', /^alerts.* 3 (on|failing) /).waitFor();

      await press(page, 'Edit alerts');
      await dialog(page).getByRole('textbox', { name: 'Name' }).fill('news');
      await dialog(page).getByLabel('A run finished').check();
      await dialog(page).getByLabel('Make a new signing secret').check();
      await press(page, 'Save');
      await page.getByRole('alertdialog').waitFor();
      await takeSecret(page, 'the signing secret of news');
      await rowOf(page, 'Webhooks', /^news generic https:\/\/9\.9\.9\.9\/news\?… 4 /).waitFor();

      // Somebody else saves while the form is open: what is shown of an address is not taken for another one.
      await press(page, 'Edit news');
      await dialog(page).getByRole('textbox', { name: 'Name' }).fill('mine');
      const path = `/api/v1/webhooks/${results[0].id}/`;
      const theirs = { name: 'theirs', configuration: { url: 'https://9.9.9.9/other?token=canary' } };
      must(200, await portal.service.api('PATCH', path, theirs));
      portal.expectFaults(/status of 412/);
      await press(page, 'Save');
      const savedNow = dialog(page).getByRole('region', { name: 'What is saved now' });
      await savedNow.getByText('https://9.9.9.9/other?…').waitFor();
      await checkAccessibility(page, 'webhooks-changed');
      await press(page, 'Save mine');
      await rowOf(page, 'Webhooks', /^mine generic https:\/\/9\.9\.9\.9\/other\?… 4 /).waitFor();
      await press(page, 'Delete mine');
      await confirm(page, 'Delete');
      await page.getByRole('heading', { name: 'No news are sent yet' }).waitFor();
    },
    patience,
  );

  test(
    'sends a test event to a webhook, on or off, and shows how it went',
    async () => {
      let status = 202;
      const received: string[] = [];
      const receiver = await startReceiver(portal.service.sandbox, async (request, response) => {
        for await (const chunk of request.setEncoding('utf8')) received.push(JSON.parse(chunk).type);
        response.writeHead(status).end();
      });
      try {
        const configuration = { url: `${receiver.url}/news` };
        const body = { name: 'tried', type: 'generic', event_types: [], enabled: false, configuration };
        expect((await portal.service.api('POST', '/api/v1/webhooks/', body)).status).toBe(201);
        const page = await portal.openAs('Adam Admin', '/webhooks');
        await press(page, 'Send a test event to tried');
        await dialog(page).getByText(configuration.url).waitFor();
        await press(page, 'Send a test event');
        await dialog(page)
          .getByText(/^HTTP status 202, after \d+ ms\.$/)
          .waitFor();
        await checkAccessibility(page, 'webhooks-ping-delivered');
        status = 500;
        await press(page, 'Send a test event');
        await dialog(page).getByText('The receiver answered 500.').waitFor();
        await dialog(page)
          .getByText(/receiver's log/)
          .waitFor();
        await checkAccessibility(page, 'webhooks-ping-refused');
        expect(received).toEqual(['ping', 'ping']);
        await receiver.stop();
        await press(page, 'Send a test event');
        await dialog(page)
          .getByText(/^No answer, after \d+ ms\.$/)
          .waitFor();
        await dialog(page)
          .getByText(/^receiver\.unreachable/)
          .waitFor();
        await press(page, 'Close');
        await rowOf(page, 'Webhooks', /^tried generic .* 0 off nothing sent yet/).waitFor();
      } finally {
        await receiver.stop();
      }
    },
    patience,
  );
});
