import { buildApp } from '../../scripts/build-app.ts';
import { buildPortal } from '../../scripts/build-portal.ts';

/** Once before all tests: the functions host loads the app as it is built. Runs that name other folders need no app, or no portal. */
export default async function setUp(config: { testPathPatterns: { patterns: string[] } }): Promise<void> {
  const { patterns } = config.testPathPatterns;
  const wanted = (...folders: string[]) =>
    patterns.length === 0 || patterns.some((pattern) => folders.some((folder) => pattern.includes(folder)));
  if (wanted('e2e', 'faults', 'portal')) await buildApp();
  if (wanted('portal')) await buildPortal();
}
