import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type BicepFile, readBicep } from './read-bicep.ts';

const root = new URL('../../', import.meta.url);

export const readText = (path: string) => readFileSync(new URL(path, root), 'utf8');
export const readJson = (path: string) => JSON.parse(readText(path));

const modules = readdirSync(new URL('infra/modules/', root)).map((name) => `infra/modules/${name}`);

/** Every Bicep file by its path from the repository's root. */
export const bicepFiles: Record<string, BicepFile> = Object.fromEntries(
  ['infra/main.bicep', ...modules].map((path) => [path, readBicep(fileURLToPath(new URL(path, root)))]),
);

export function bicep(path: string): BicepFile {
  const file = bicepFiles[path];
  if (file === undefined) throw new Error(`there is no ${path}`);
  return file;
}
