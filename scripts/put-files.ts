import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';

export interface NewFile {
  /** Absolute. */
  path: string;
  contents: Uint8Array;
}

/**
 * Makes a folder hold these files and nothing else, but for what is under `kept`. Each takes the place of the one before it
 * in one moment: whoever reads the folder meanwhile, such as a host that runs from it, misses none.
 */
export async function putFiles(
  folder: string,
  files: readonly NewFile[],
  { kept }: { kept?: string } = {},
): Promise<void> {
  for (const { path, contents } of files) {
    await mkdir(dirname(path), { recursive: true });
    const beside = `${path}.${process.pid}.new`;
    await writeFile(beside, contents);
    await rename(beside, path);
  }
  const wanted = new Set(files.map(({ path }) => path));
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const isKept = kept !== undefined && relative(folder, path).startsWith(`${kept}${sep}`);
    // What another build is about to put in its place is its own.
    if (!wanted.has(path) && !isKept && !path.endsWith('.new')) await rm(path, { force: true });
  }
}
