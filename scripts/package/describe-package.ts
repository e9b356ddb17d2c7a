import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Metafile } from 'esbuild';
import { filesAtStart, partsOf } from './parts.ts';

const mostParts = 12;

/** What is in the folder that is deployed, for a person to read. Compressed: each file by itself, as in a zip. */
export async function describePackage(folder: string, metafile: Metafile): Promise<string> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const contents = await Promise.all(
    files.filter((file) => file.isFile()).map((file) => readFile(join(file.parentPath, file.name))),
  );
  const total = sum(contents.map(({ byteLength }) => byteLength));
  const compressed = sum(contents.map((content) => gzipSync(content).byteLength));
  const atStart = filesAtStart(metafile);
  const lines = [
    `${kilobytes(total)} in ${contents.length} files, ${kilobytes(compressed)} compressed`,
    `${kilobytes(sum(atStart.map((path) => metafile.outputs[path]?.bytes ?? 0)))} are read at every start`,
    'The biggest parts of the bundle:',
    ...partsOf(metafile)
      .slice(0, mostParts)
      .map(([name, bytes]) => `  ${kilobytes(bytes).padStart(8)}  ${name}`),
  ];
  return `${lines.join('\n')}\n`;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const kilobytes = (bytes: number) => `${Math.ceil(bytes / 1_000)} KB`;
