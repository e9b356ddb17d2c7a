import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** The portal as files for `/portal/`. The policy that they are served with allows no inline script and no inline style. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/portal/',
  build: {
    outDir: fileURLToPath(new URL('../dist/portal-files', import.meta.url)),
    emptyOutDir: true,
    target: 'es2023',
    manifest: 'manifest.json',
    // As data: addresses they would be part of the scripts that everybody loads.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_500,
    rolldownOptions: {
      onLog(level, log, handle) {
        // Of 'use client' in every file of Fluent, which means something to servers that render only.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
      },
    },
  },
});
