import { findChromium } from '../../scripts/chromium.ts';

/**
 * `describe` for tests that need a browser. Where there is none they are skipped, but not in continuous integration, which has to
 * have one.
 */
export const describeInBrowser: jest.Describe =
  findChromium() === undefined && process.env.CI === undefined ? describe.skip : describe;
