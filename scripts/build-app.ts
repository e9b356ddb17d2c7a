import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, stop } from 'esbuild';

/**
 * Bundles what runs on Azure into dist/. `@azure/functions` stays outside: bundled, it registers nothing.
 * SDKs are loaded on first use (dynamic imports become chunks of their own), so that a start reads little.
 */
export async function buildApp(): Promise<void> {
  const root = fileURLToPath(new URL('..', import.meta.url));
  await rm(`${root}dist`, { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: { 'functions/index': 'functions/index.ts' },
    outdir: 'dist',
    bundle: true,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    platform: 'node',
    target: 'node22',
    format: 'esm',
    sourcemap: true,
    external: ['@azure/functions', '@azure/functions-core'],
    // CommonJS packages inside an ES module still call require for Node's own modules.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'warning',
  });
  // Its helper process would live as long as this one.
  await stop();
}
