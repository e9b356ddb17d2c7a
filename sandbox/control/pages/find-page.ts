import type { Cloud } from '../../cloud/cloud.ts';
import { ControlError } from '../control-error.ts';
import { matchPath } from '../operation.ts';
import { accessPage } from './access-page.ts';
import { faultsPage } from './faults-page.ts';
import { homePage } from './home-page.ts';
import { networkingPage } from './networking-page.ts';
import type { Page } from './page.ts';
import { secretPage } from './secret-page.ts';
import { secretsPage } from './secrets-page.ts';
import { tenantPage } from './tenant-page.ts';
import { vaultPage } from './vault-page.ts';

const pages: readonly (readonly [path: string, render: (cloud: Cloud, params: Record<string, string>) => Page])[] = [
  ['/', homePage],
  ['/tenants/{tenant}', tenantPage],
  ['/vaults/{vault}', vaultPage],
  ['/vaults/{vault}/secrets', secretsPage],
  ['/vaults/{vault}/secrets/{secret}', secretPage],
  ['/vaults/{vault}/access', accessPage],
  ['/vaults/{vault}/networking', networkingPage],
  ['/vaults/{vault}/faults', faultsPage],
];

/** The page at a path. Throws a {@link ControlError} where there is none, or not what it is about. */
export function findPage(cloud: Cloud, pathname: string): Page {
  for (const [path, render] of pages) {
    const params = matchPath(path, pathname);
    if (params !== undefined) return render(cloud, params);
  }
  throw new ControlError(404, `There is no page ${pathname}.`);
}
