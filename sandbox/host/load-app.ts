import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Imports what package.json names as `main`, which may be a glob pattern for several files
 * (https://learn.microsoft.com/azure/azure-functions/functions-reference-node#registering-a-function).
 */
export async function loadApp(appDirectory: string): Promise<void> {
  for (const file of await entryPoints(appDirectory)) await import(pathToFileURL(join(appDirectory, file)).href);
}

/** The entry points, relative to the app's directory; empty when nothing matches. Sorted, so that every start is the same. */
export async function entryPoints(appDirectory: string): Promise<string[]> {
  const main = await readMain(appDirectory);
  const files: string[] = [];
  if (main !== undefined) for await (const file of glob(main, { cwd: appDirectory })) files.push(file);
  return files.sort();
}

/** `main` of package.json; undefined when it has none. */
export async function readMain(appDirectory: string): Promise<string | undefined> {
  const parsed: unknown = JSON.parse(await readFile(join(appDirectory, 'package.json'), 'utf8'));
  const main = typeof parsed === 'object' && parsed !== null && 'main' in parsed ? parsed.main : undefined;
  return typeof main === 'string' ? main : undefined;
}
