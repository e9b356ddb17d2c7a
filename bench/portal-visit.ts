import type { Browser, Page } from 'playwright-core';
import type { WholeService } from '../scripts/whole-service/start-whole-service.ts';

/** A page of a browser that was never here before. */
export async function openVisit(browser: Browser): Promise<Page> {
  // The local Entra's certificate authority is known to nobody.
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  return context.newPage();
}

export async function closeVisit(page: Page): Promise<void> {
  await page.context().close();
}

/** From an address of the portal to the issuer's choice of accounts. */
export async function beginSignIn(page: Page, { host }: WholeService, path: string): Promise<void> {
  await page.goto(`${host.url}/portal${path}`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Pick an account' }).waitFor();
}

export const finishSignIn = (page: Page): Promise<void> => page.getByRole('button', { name: 'Vera Viewer' }).click();
