import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type LockedPackage, lockedClosure } from '../locked-closure.ts';
import { importedPackages } from './imported-packages.ts';
import { type BillOfMaterials, keepComponents } from './keep-components.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * What the deployed app and its portal are made of, from the lock file. `npm sbom --omit=dev` cannot be asked for it: it leaves out what a
 * development tool needs as well.
 */
export async function billOfMaterials(): Promise<BillOfMaterials> {
  const { dependencies, name } = JSON.parse(await readFile(`${root}package.json`, 'utf8'));
  const { packages }: { packages: Record<string, LockedPackage> } = JSON.parse(
    await readFile(`${root}package-lock.json`, 'utf8'),
  );
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
  const { stdout } = await promisify(execFile)('npm', args, { cwd: root, maxBuffer: 64 * 1024 * 1024 });
  // The portal's packages are bundled, and so among the tools in package.json.
  const bundled = await importedPackages(`${root}portal/src`);
  const closure = Object.entries(lockedClosure(packages, [...Object.keys(dependencies), ...bundled]));
  const kept = closure.map(([path, { version }]) => `${path.split('node_modules/').at(-1)}@${version}`);
  const bill = keepComponents<BillOfMaterials>(JSON.parse(stdout), new Set(kept));
  // npm takes the name of the folder.
  return { ...bill, metadata: { ...bill.metadata, component: { ...bill.metadata.component, name } } };
}
