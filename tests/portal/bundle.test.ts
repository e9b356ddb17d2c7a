import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { portalDirectory } from '../../scripts/build-portal.ts';

interface Chunk {
  file: string;
  isEntry?: boolean;
  isDynamicEntry?: boolean;
  /** Keys of chunks that are loaded with it. */
  imports?: string[];
  dynamicImports?: string[];
}

/** What `import` brings along, itself included. */
function withImports(manifest: Record<string, Chunk>, key: string, seen = new Set<string>()): Set<string> {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const each of manifest[key]?.imports ?? []) withImports(manifest, each, seen);
  return seen;
}

describe('what a browser loads of the portal', () => {
  let manifest: Record<string, Chunk>;
  let pages: string[];
  beforeAll(async () => {
    manifest = JSON.parse(await readFile(join(portalDirectory, 'manifest.json'), 'utf8'));
    pages = Object.keys(manifest).filter((key) => key.startsWith('src/pages/'));
  });
  const kilobytes = async (keys: Iterable<string>) => {
    const files = [...keys].map((key) => readFile(join(portalDirectory, manifest[key]?.file ?? '')));
    return (await Promise.all(files)).reduce((sum, bytes) => sum + gzipSync(bytes, { level: 9 }).byteLength, 0) / 1024;
  };

  test('every page is a chunk of its own, loaded when somebody goes there', () => {
    expect(pages).toContain('src/pages/integrations/integrations-page.tsx');
    const first = withImports(manifest, 'index.html');
    for (const page of pages) {
      expect([page, manifest[page]?.isDynamicEntry, first.has(page)]).toEqual([page, true, false]);
    }
  });

  test('the first load is at most 350 KB of compressed JavaScript, whichever page it is', async () => {
    for (const page of pages) {
      const loaded = withImports(manifest, page, withImports(manifest, 'index.html'));
      expect(await kilobytes(loaded)).toBeLessThanOrEqual(350);
    }
  });
});
