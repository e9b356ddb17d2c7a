import { buildApp } from '../../scripts/build-app.ts';

/** Once before all tests: the functions host loads the app as it is built. Runs that name other folders need no app. */
export default async function setUp(config: { testPathPatterns: { patterns: string[] } }): Promise<void> {
  const { patterns } = config.testPathPatterns;
  if (patterns.length === 0 || patterns.some((pattern) => pattern.includes('e2e') || pattern.includes('faults')))
    await buildApp();
}
