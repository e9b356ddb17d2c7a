import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Names of the packages that the sources in a folder import, types too. */
export async function importedPackages(folder: string): Promise<Set<string>> {
  const files = (await readdir(folder, { recursive: true })).filter((file) => /\.tsx?$/.test(file));
  const sources = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  const specifiers = sources.flatMap((source) => [...source.matchAll(/\b(?:from|import)\s*\(?\s*'([^.'][^']*)'/g)]);
  // What stands between two texts that end with these words is no name; neither is one of Node's own modules.
  const packages = specifiers.flatMap(
    ([, specifier = '']) => /^(@[\w.-]+\/)?[\w.-]+(?=\/|$)/.exec(specifier)?.[0] ?? [],
  );
  return new Set(packages);
}
