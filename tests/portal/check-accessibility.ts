import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { cutOff } from './cut-off.ts';

/** Kept for people to look at; git ignores them. */
const screenshots = fileURLToPath(new URL('../../coverage/portal/', import.meta.url));

/** Each size and each colour scheme once: what is wrong with a colour is so at any size. */
const screens = [
  { screen: 'desk', colorScheme: 'light', size: { width: 1280, height: 800 } },
  { screen: 'phone', colorScheme: 'dark', size: { width: 375, height: 740 } },
] as const;

/**
 * Holds what the page shows against WCAG 2.2 AA, light on a desk and dark on a phone, where everything has to be seen to
 * its end. `name` is for the screenshots. Throws with everything that is wrong. The portal turns light and dark by script, which is
 * waited for; pages that do so by their stylesheet are `without` one.
 */
export async function checkAccessibility(
  page: Page,
  name: string,
  script: 'script' | 'without' = 'script',
): Promise<void> {
  await mkdir(screenshots, { recursive: true });
  const faults: string[] = [];
  for (const { screen, colorScheme, size } of screens) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    if (script === 'script') await page.locator(`html[style*="${colorScheme}"]`).waitFor();
    const where = `${name}-${screen}-${colorScheme}`;
    await page.screenshot({ path: join(screenshots, `${where}.png`) });
    faults.push(...(await violations(page)).map((violation) => `${where}: ${violation}`));
    const width = await page.evaluate<number>('document.documentElement.scrollWidth');
    if (width > size.width) faults.push(`${where}: the page is ${width} pixels wide`);
    faults.push(...(await cutOff(page)).map((fault) => `${where}: ${fault}`));
  }
  await page.setViewportSize(screens[0].size);
  await page.emulateMedia({ colorScheme: screens[0].colorScheme, reducedMotion: 'reduce' });
  if (faults.length > 0) throw new Error(faults.join('\n'));
}

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function violations(page: Page): Promise<string[]> {
  // By the debugger, which the page's policy does not bind.
  await page.evaluate(axe.source);
  const options = JSON.stringify({ runOnly: { type: 'tag', values: tags } });
  // Fluent's guards around parts like toasts hand the focus on at once; nobody ever stays on one.
  const context = JSON.stringify({ exclude: [['[data-tabster-dummy]']] });
  const results = await page.evaluate<AxeResults>(`axe.run(${context}, ${options})`);
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id} (${help})\n  ${html}\n  ${failureSummary}`),
  );
}
