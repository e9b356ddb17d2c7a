import type { Page } from 'playwright-core';

export interface WatchedOrigins {
  /** Of the portal, or of the sandbox's control page. */
  own: string;
  issuer: string;
}

/**
 * Notes what no page of the portal may do: errors, also those that are only written to the console, breaches of the
 * Content-Security-Policy, requests to other origins than its own and the issuer's, and tokens that outlive the page. Returns what
 * was noted.
 */
export async function watchPage(page: Page, { own, issuer }: WatchedOrigins): Promise<() => string[]> {
  const faults: string[] = [];
  // Violations are on the console too; by the event they come with what was blocked.
  await page.exposeFunction('noteFault', (fault: string) => faults.push(fault));
  await page.addInitScript(`
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile }) =>
      noteFault('blocked by the policy: ' + [effectiveDirective, blockedURI, sourceFile].join(' ')));
    addEventListener('pagehide', () => {
      const kept = JSON.stringify([{ ...localStorage }, { ...sessionStorage }]);
      if (/eyJ[\\w-]+\\.eyJ/.test(kept)) noteFault('a token is kept: ' + kept);
    });
  `);
  page.on('pageerror', (error) => faults.push(`thrown: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    // The issuer's own pages answer refusals with statuses that browsers write down.
    if (!page.url().startsWith(issuer) && ['error', 'warning'].includes(message.type())) {
      faults.push(`${message.type()}: ${message.text()} ${message.location().url}`);
    }
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith('data:') && ![own, issuer].includes(new URL(url).origin))
      faults.push(`asked elsewhere: ${url}`);
  });
  return () => faults;
}
