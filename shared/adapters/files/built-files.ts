import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { type Encoding, encodings, type SiteFiles } from '../../ports/site-files.ts';

const endings: Record<Encoding, string> = { br: '.br', gzip: '.gz' };

/**
 * Files in a folder, with their packed forms beside them (`index.html.br`, `index.html.gz`). The folder is listed once, and
 * only what is on that list is read: a path from a request never becomes one of the file system. No folder, no files.
 */
export function createBuiltFiles(directory: string): SiteFiles {
  let listed: Promise<ReadonlySet<string>> | undefined;
  return {
    async read(path, accepted) {
      listed ??= list(directory);
      const names = await listed;
      if (!names.has(path)) return undefined;
      const encoding = encodings.find((each) => accepted.includes(each) && names.has(path + endings[each]));
      const bytes = await readFile(join(directory, path + (encoding === undefined ? '' : endings[encoding])));
      const version = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
      return { bytes, version, ...(encoding === undefined ? {} : { encoding }) };
    },
  };
}

async function list(directory: string): Promise<ReadonlySet<string>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const files = entries.filter((entry) => entry.isFile());
  return new Set(
    files.map(({ parentPath, name }) => join(parentPath, name).slice(join(directory, sep).length).replaceAll(sep, '/')),
  );
}
