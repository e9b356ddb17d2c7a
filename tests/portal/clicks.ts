import type { Page } from 'playwright-core';

export const press = (page: Page, button: string): Promise<void> =>
  page.getByRole('button', { name: button, exact: true }).click();

export const follow = (page: Page, link: string): Promise<void> =>
  page.getByRole('link', { name: link, exact: true }).click();

/** Begins a consent in the portal, picks an account at Entra, and answers what Entra asks, if it asks. */
export async function consent(page: Page, person: string, answer?: string): Promise<void> {
  await press(page, 'I am an administrator: sign in');
  await page.getByRole('heading', { name: 'Pick an account' }).waitFor();
  await pickAccount(page, person);
  if (answer !== undefined) await press(page, answer);
}

/** Its button says the account and the tenant, too. */
export const pickAccount = (page: Page, person: string): Promise<void> =>
  page.getByRole('button', { name: person }).click();
