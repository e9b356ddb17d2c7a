/** What package-lock.json says of a package, as far as it matters here. */
export interface LockedPackage {
  version?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

/**
 * The entries of a lock file (by their paths, `node_modules/…`) that some packages need at run time, themselves included.
 * Throws where a needed one is missing.
 */
export function lockedClosure<T extends LockedPackage>(
  packages: Record<string, T>,
  roots: string[],
): Record<string, T> {
  const found: Record<string, T> = {};
  const open = roots.map((name) => ({ from: '', name, optional: false }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const path = locate(packages, next.from, next.name);
    if (path === undefined) {
      if (next.optional) continue;
      throw new Error(`${next.name} is needed and not in the lock file`);
    }
    const locked = packages[path];
    if (found[path] !== undefined || locked === undefined) continue;
    found[path] = locked;
    for (const name of Object.keys(locked.dependencies ?? {})) open.push({ from: path, name, optional: false });
    for (const name of Object.keys(locked.optionalDependencies ?? {})) open.push({ from: path, name, optional: true });
  }
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => a.localeCompare(b, 'en')));
}

/** As Node looks a package up: in the node_modules of whoever needs it, and of each folder above. */
function locate(packages: Record<string, unknown>, from: string, name: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))) {
    const path = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (path in packages) return path;
    if (folder === '') return undefined;
  }
}
