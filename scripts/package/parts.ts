import type { Metafile } from 'esbuild';

/** The app's own sources among the parts. */
export const own = 'the app itself';

/** The bundle's files that are loaded when the app starts: the entry and what it imports, but not what it imports later. */
export function filesAtStart({ outputs }: Metafile): string[] {
  const loaded = new Set(Object.keys(outputs).filter((path) => path.endsWith('functions/index.js')));
  for (const path of loaded) {
    for (const { path: imported, kind } of outputs[path]?.imports ?? []) {
      if (kind === 'import-statement' && outputs[imported] !== undefined) loaded.add(imported);
    }
  }
  return [...loaded].sort();
}

/** How many bytes of these files each npm package has, and the app itself; the most first. */
export function partsOf({ outputs }: Metafile, files: readonly string[] = Object.keys(outputs)): [string, number][] {
  const parts = new Map<string, number>();
  for (const file of files) {
    for (const [source, { bytesInOutput }] of Object.entries(outputs[file]?.inputs ?? {})) {
      const part = packageOf(source);
      parts.set(part, (parts.get(part) ?? 0) + bytesInOutput);
    }
  }
  return [...parts].sort(([, one], [, other]) => other - one);
}

/** The innermost package: one that another one brings along for itself alone counts as itself. */
function packageOf(source: string): string {
  const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source) ?? [];
  return name ?? own;
}
