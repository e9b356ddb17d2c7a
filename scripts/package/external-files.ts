import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, stop } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Files of node_modules that the app needs beside its bundle, relative to this repository: what `@azure/functions` and
 * the packages that it requires execute, and what says whose they are. `@azure/functions-core` is on no registry: the
 * platform's worker supplies it.
 */
export async function externalFiles(): Promise<string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    stdin: { contents: "import '@azure/functions';", resolveDir: root },
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    external: ['@azure/functions-core'],
  });
  await stop();
  const files = Object.keys(metafile.inputs).filter((path) => path.startsWith('node_modules/'));
  const packages = new Set(files.map((path) => /^node_modules\/(@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? dirname(path)));
  return [...files, ...[...packages].flatMap((path) => [join(path, 'package.json'), join(path, 'LICENSE')])].sort();
}
