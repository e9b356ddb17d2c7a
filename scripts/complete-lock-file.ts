/**
 * Adds to package-lock.json the optional packages of other platforms that npm left out. It does so when it did not fetch
 * them (https://github.com/npm/cli/issues/4828), and then `npm ci` refuses the file. Run it after a change of dependencies.
 */
import { readFile, writeFile } from 'node:fs/promises';

interface LockedPackage {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}

const path = new URL('../package-lock.json', import.meta.url);
const lock: { packages: Record<string, LockedPackage> } = JSON.parse(await readFile(path, 'utf8'));

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64'];

/** The platform in a package's name, such as `…-linux-arm64-musl`; without it the package would be installed everywhere. */
function platformOf(name: string): Pick<LockedPackage, 'os' | 'cpu' | 'libc'> | undefined {
  const words = name.split(/[/-]/);
  const os = systems.find((system) => words.includes(system));
  const cpu = processors.find((processor) => words.includes(processor));
  if (os === undefined || cpu === undefined) return undefined;
  const libc = { musl: 'musl', gnu: 'glibc' }[words.at(-1) ?? ''];
  return { os: [os], cpu: [cpu], ...(libc === undefined || os !== 'linux' ? {} : { libc: [libc] }) };
}

const added: string[] = [];
for (const { optionalDependencies = {}, dev } of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const key = `node_modules/${name}`;
    if (lock.packages[key] !== undefined) continue;
    const platform = platformOf(name);
    if (platform === undefined) throw new Error(`${name} is missing in the lock file, and its name tells no platform`);
    lock.packages[key] = { version, ...platform, ...(dev ? { dev } : {}), optional: true };
    added.push(name);
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
await writeFile(path, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${added.length} optional packages added\n`);
