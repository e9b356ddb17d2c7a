import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchChromium } from '../../scripts/chromium.ts';
import { freePort } from '../../scripts/free-port.ts';
import { startWholeService, type WholeService } from '../../scripts/whole-service/start-whole-service.ts';
import { watchPage } from './watch-page.ts';

/** For `beforeAll`, `afterAll` and tests: a slow machine takes its time, and nothing here depends on how long. */
export const patience = 120_000;

export interface PortalUnderTest {
  service: WholeService;
  /** Origin of the service; the portal is at `/portal/` there. */
  url: string;
  /** A page of a browser in which nobody has signed in yet. */
  open(options?: BrowserContextOptions): Promise<Page>;
  /** As {@link open}, at a path below `/portal`, signed in as a person of the organization. */
  openAs(person: Person, path: string, options?: BrowserContextOptions): Promise<Page>;
  /** The sandbox's control page at a path of it, in a tab of the browser that a page is in, or in a browser of its own. */
  openControl(path: string, beside?: Page): Promise<Page>;
  /** In this test, browsers may write this down, e.g. an answer that is a refusal. */
  expectFaults(...patterns: RegExp[]): void;
  /** Closes the pages; fails when one of them did what it must not (see {@link watchPage}). */
  closePages(): Promise<void>;
  stop(): Promise<void>;
}

/** Whom the local organization has, by their role. */
export type Person = 'Olivia Owner' | 'Adam Admin' | 'Vera Viewer' | 'Nora Nosecrets';

/** The whole service and one browser, for a file of tests. `more`: settings of the app beside the usual ones. */
export async function openPortal(more: Record<string, string> = {}): Promise<PortalUnderTest> {
  // Consents come back to the service's own address, which the app has to know before it starts.
  const port = await freePort(0);
  const settings = { PUBLIC_URL: `http://127.0.0.1:${port}`, ...more };
  const service = await startWholeService({ host: { port, settings } });
  const application = service.sandbox.cloud.model.applications.find(({ public: inBrowser }) => !inBrowser);
  application?.redirectUris.push(`${service.host.url}/api/v1/integrations/azure/key_vault/callback`);
  let browser: Browser;
  try {
    browser = await launchChromium();
  } catch (error) {
    await service.stop();
    throw error;
  }
  const { url } = service.host;
  const issuer = service.sandbox.entra.authorityHost;
  const watches: (() => string[])[] = [];
  const expected: RegExp[] = [];

  const newContext = async (options?: BrowserContextOptions) => {
    // The local Entra's certificate authority is known to nobody.
    const context = await browser.newContext({ ignoreHTTPSErrors: true, reducedMotion: 'reduce', ...options });
    context.setDefaultTimeout(patience / 2);
    return context;
  };
  const open: PortalUnderTest['open'] = async (options) => {
    const context = await newContext(options);
    const page = await context.newPage();
    watches.push(await watchPage(page, { own: url, issuer }));
    return page;
  };
  const openControl: PortalUnderTest['openControl'] = async (path, beside) => {
    const context = beside?.context() ?? (await newContext());
    const page = await context.newPage();
    const own = service.sandbox.control.url;
    watches.push(await watchPage(page, { own, issuer }));
    await page.goto(`${own}${path}`);
    return page;
  };
  return {
    service,
    url,
    open,
    openControl,
    async openAs(person, path, options) {
      const page = await open(options);
      await page.goto(`${url}/portal${path}`);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('button', { name: person }).click();
      await page.getByRole('banner').waitFor();
      return page;
    },
    expectFaults: (...patterns) => void expected.push(...patterns),
    async closePages() {
      for (const context of browser.contexts()) await context.close();
      const patterns = expected.splice(0);
      const seen = watches.splice(0).flatMap((watch) => watch());
      const faults = seen.filter((fault) => !patterns.some((pattern) => pattern.test(fault)));
      if (faults.length > 0) throw new Error(`in the browser:\n${faults.join('\n')}`);
    },
    async stop() {
      await browser.close();
      await service.stop();
    },
  };
}
