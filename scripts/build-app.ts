import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, type Metafile, type Plugin, stop } from 'esbuild';
import { lazyFunctions } from './lazy-functions.ts';
import { putFiles } from './put-files.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Bundles what runs on Azure into a folder, by default dist/, which then holds nothing else but the portal; what is in it is
 * told. The same sources make the same files, wherever they are. `@azure/functions` stays outside: bundled, it registers
 * nothing. SDKs are loaded on first use (dynamic imports become chunks of their own), so that a start reads little.
 */
export async function buildApp(outdir = `${root}dist`): Promise<Metafile> {
  const { metafile, outputFiles } = await build({
    write: false,
    absWorkingDir: root,
    entryPoints: { 'functions/index': 'functions/index.ts' },
    outdir,
    bundle: true,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    platform: 'node',
    target: 'node22',
    format: 'esm',
    // Every start compiles what it reads. Names stay, for stacks to be read without the maps.
    minifySyntax: true,
    minifyWhitespace: true,
    sourcemap: true,
    sourcesContent: false,
    metafile: true,
    external: ['@azure/functions', '@azure/functions-core'],
    // CommonJS packages inside an ES module still call require for Node's own modules.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    plugins: [lazyFunctions, withoutLocales, zodByName],
    logLevel: 'warning',
  });
  await putFiles(outdir, outputFiles, { kept: 'portal-files' });
  // Its helper process would live as long as this one.
  await stop();
  return metafile;
}

/** zod's messages in some fifty languages, which nothing here asks for, were a fifth of what every start reads. */
const withoutLocales: Plugin = {
  name: 'without-locales',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({ contents: 'export {};' }));
  },
};

/**
 * What nobody uses of zod is left out only where it is imported as a namespace; `z` by its name is an object that has
 * everything. Both are the same to the code.
 */
const zodByName: Plugin = {
  name: 'zod-by-name',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/](shared|functions)[\\/][^.]*\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace("import { z } from 'zod';", "import * as z from 'zod';"),
      loader: 'ts',
    }));
  },
};
