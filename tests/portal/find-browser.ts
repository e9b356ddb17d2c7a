import { existsSync } from 'node:fs';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser that the portal's tests use: `CHROMIUM_PATH`, or where systems have it. */
export function findBrowser(): string | undefined {
  return [process.env.CHROMIUM_PATH ?? '', ...places].find((path) => path !== '' && existsSync(path));
}

/**
 * `describe` for tests that need a browser. Where there is none they are skipped, but not in continuous integration, which has to
 * have one.
 */
export const describeInBrowser: jest.Describe =
  findBrowser() === undefined && process.env.CI === undefined ? describe.skip : describe;
