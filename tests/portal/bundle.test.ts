import { type PortalFiles, readPortalFiles } from '../../scripts/portal-files.ts';

describe('what a browser loads of the portal', () => {
  let files: PortalFiles;
  beforeAll(async () => {
    files = await readPortalFiles();
  });

  test('every page is a chunk of its own, loaded when somebody goes there', () => {
    const { pages, manifest, start } = files;
    expect(pages).toContain('src/pages/integrations/integrations-page.tsx');
    for (const page of pages) {
      expect([page, manifest[page]?.isDynamicEntry, start.has(page)]).toEqual([page, true, false]);
    }
  });

  test('the first load is at most 350 KB of compressed JavaScript, whichever page it is', async () => {
    for (const page of files.pages) expect(await files.firstLoad(page)).toBeLessThanOrEqual(350);
  });
});
