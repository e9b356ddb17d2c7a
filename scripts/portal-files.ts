import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { portalDirectory } from './build-portal.ts';

interface Chunk {
  file: string;
  isEntry?: boolean;
  isDynamicEntry?: boolean;
  /** Keys of chunks that are loaded with it. */
  imports?: string[];
  dynamicImports?: string[];
}

/** Vite's list of chunks, by their sources: https://vite.dev/guide/backend-integration */
type Manifest = Record<string, Chunk>;

export interface PortalFiles {
  manifest: Manifest;
  /** Keys of the pages. */
  pages: string[];
  /** Keys of what is loaded before any page. */
  start: ReadonlySet<string>;
  /** KiB of compressed JavaScript until this page is there. */
  firstLoad(page: string): Promise<number>;
}

/** What the built portal consists of. */
export async function readPortalFiles(): Promise<PortalFiles> {
  const manifest: Manifest = JSON.parse(await readFile(join(portalDirectory, 'manifest.json'), 'utf8'));
  const start = withImports(manifest, 'index.html');
  return {
    manifest,
    pages: Object.keys(manifest).filter((key) => key.startsWith('src/pages/')),
    start,
    async firstLoad(page) {
      const keys = withImports(manifest, page, new Set(start));
      const files = [...keys].map((key) => readFile(join(portalDirectory, manifest[key]?.file ?? '')));
      const sizes = (await Promise.all(files)).map((bytes) => gzipSync(bytes, { level: 9 }).byteLength);
      return sizes.reduce((sum, size) => sum + size, 0) / 1024;
    },
  };
}

/** What `import` brings along, itself included. */
function withImports(manifest: Manifest, key: string, seen = new Set<string>()): Set<string> {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const each of manifest[key]?.imports ?? []) withImports(manifest, each, seen);
  return seen;
}
