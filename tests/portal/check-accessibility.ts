import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/** Kept for people to look at; git ignores them. */
const screenshots = fileURLToPath(new URL('../../coverage/portal/', import.meta.url));

const screens = {
  desk: { width: 1280, height: 800 },
  phone: { width: 375, height: 740 },
} as const;

/**
 * Holds what the page shows against WCAG 2.2 AA, light and dark, on a desk and on a phone, where nothing may be wider than the
 * screen. `name` is for the screenshots. Throws with everything that is wrong.
 */
export async function checkAccessibility(page: Page, name: string): Promise<void> {
  await mkdir(screenshots, { recursive: true });
  const faults: string[] = [];
  for (const [screen, size] of Object.entries(screens)) {
    await page.setViewportSize(size);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.locator(`html[style*="${colorScheme}"]`).waitFor();
      const where = `${name}-${screen}-${colorScheme}`;
      await page.screenshot({ path: join(screenshots, `${where}.png`) });
      faults.push(...(await violations(page)).map((violation) => `${where}: ${violation}`));
    }
    const width = await page.evaluate<number>('document.documentElement.scrollWidth');
    if (width > size.width) faults.push(`${name}-${screen}: the page is ${width} pixels wide`);
  }
  await page.setViewportSize(screens.desk);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  if (faults.length > 0) throw new Error(faults.join('\n'));
}

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function violations(page: Page): Promise<string[]> {
  // By the debugger, which the page's policy does not bind.
  await page.evaluate(axe.source);
  const options = JSON.stringify({ runOnly: { type: 'tag', values: tags } });
  // Fluent's sentinels, which pass the focus on as soon as they get it, so that nobody is ever at one.
  const context = JSON.stringify({ exclude: ['[data-tabster-dummy]'] });
  const results = await page.evaluate<AxeResults>(`axe.run(${context}, ${options})`);
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id} (${help})\n  ${html}\n  ${failureSummary}`),
  );
}
