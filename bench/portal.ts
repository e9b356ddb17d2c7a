import { buildApp } from '../scripts/build-app.ts';
import { buildPortal } from '../scripts/build-portal.ts';
import { findChromium, launchChromium } from '../scripts/chromium.ts';
import { readPortalFiles } from '../scripts/portal-files.ts';
import { connectVault } from '../scripts/whole-service/connect-vault.ts';
import { insertIntegrations } from '../scripts/whole-service/insert-integrations.ts';
import { startWholeService } from '../scripts/whole-service/start-whole-service.ts';
import type { Figure } from './figure.ts';
import { portalLoad } from './portal-load.ts';
import { portalScroll } from './portal-scroll.ts';

/** The portal in a real browser: how much it loads, until when something is there, how smoothly long lists are scrolled. */
export async function benchPortal({ small }: { small: boolean }): Promise<Figure[]> {
  if (findChromium() === undefined) {
    process.stderr.write(
      'Nothing is measured: there is no Chromium (Debian: apt-get install chromium; or CHROMIUM_PATH).\n',
    );
    return [];
  }
  await buildApp();
  await buildPortal();
  const service = await startWholeService();
  try {
    const vault = await connectVault(service, 'bench-steps');
    await insertIntegrations(service, 999);
    const browser = await launchChromium();
    try {
      return [
        ...(await compressed()),
        ...(await portalLoad({ browser, service, rounds: small ? 3 : 11 })),
        ...(await portalScroll({ browser, service, vault, seconds: small ? 2 : 8 })),
      ];
    } finally {
      await browser.close();
    }
  } finally {
    await service.stop();
  }
}

async function compressed(): Promise<Figure[]> {
  const { pages, firstLoad } = await readPortalFiles();
  const sizes = await Promise.all(pages.map(firstLoad));
  const ofList = await firstLoad('src/pages/integrations/integrations-page.tsx');
  const most = { unit: 'KiB', bound: 350, target: 1 } as const;
  return [
    { case: 'first load, compressed JavaScript: list of integrations', value: ofList, ...most },
    { case: 'first load, compressed JavaScript: the largest page', value: Math.max(...sizes), ...most },
  ];
}
