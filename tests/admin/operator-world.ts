import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Azurite, startAzurite } from '../../sandbox/azurite/start-azurite.ts';
import { createBlobLeases } from '../../shared/adapters/blobs/blob-leases.ts';
import { createKeyFile } from '../../shared/adapters/crypto/create-key-file.ts';
import { createEnvelopeCipher } from '../../shared/adapters/crypto/envelope-cipher.ts';
import { createKeyFileWrapper } from '../../shared/adapters/crypto/key-file-wrapper.ts';
import { systemClock } from '../../shared/adapters/system/system-clock.ts';
import { systemRandom } from '../../shared/adapters/system/system-random.ts';
import { createTableRows } from '../../shared/adapters/tables/table-rows.ts';
import { createTableScan } from '../../shared/adapters/tables/table-scan.ts';
import { createSyncWorld, type SyncWorld } from '../sync/world.ts';

export interface Ran {
  code: number;
  stdout: string;
  stderr: string;
  // biome-ignore lint/suspicious/noExplicitAny: what tests look into
  json: any;
}

/** A service on real storage, and the operator's command line beside it, as a process of its own. */
export interface OperatorWorld {
  azurite: Azurite;
  folder: string;
  settings: Record<string, string>;
  tables: ReturnType<typeof createTableScan>;
  /** A service with a connected vault, on this storage; two organizations, of which the first one has it. */
  startService(): Promise<SyncWorld>;
  /** Runs a command with `--json`; `json` is what it printed on standard output, or else on standard error. */
  admin(...args: string[]): Promise<Ran>;
  stop(): Promise<void>;
}

export async function createOperatorWorld(): Promise<OperatorWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'operator with a blank '));
  const azurite = await startAzurite();
  const { connectionString } = azurite;
  const keyFile = join(folder, 'key');
  await createKeyFile(keyFile);
  const sample = JSON.parse(await readFile('local.settings.sample.json', 'utf8')).Values;
  const settings = { ...sample, AzureWebJobsStorage: connectionString, KEY_FILE: keyFile };

  return {
    azurite,
    folder,
    settings,
    tables: createTableScan({ connectionString }),
    startService() {
      const rows = createTableRows({ connectionString });
      const stored = { rows, random: systemRandom, clock: systemClock };
      const keyWrapper = createKeyFileWrapper(keyFile);
      const cipher = createEnvelopeCipher({ ...stored, keyWrapper }, { fresh: 3_600_000, stale: 0 });
      return createSyncWorld({ deps: { ...stored, cipher, leases: createBlobLeases({ connectionString }) } });
    },
    admin: (...args) => runAdmin(['--json', ...args], settings),
    async stop() {
      await azurite.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The command line as a process; the command itself comes first. */
export function runAdmin(args: string[], settings: Record<string, string>): Promise<Ran> {
  const ordered = [...args.filter((arg) => arg !== '--json'), ...args.filter((arg) => arg === '--json')];
  return new Promise((resolve) => {
    const env = { ...process.env, ...settings };
    execFile(process.execPath, ['scripts/admin.ts', ...ordered], { env, maxBuffer: 1e8 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : Number(error.code);
      resolve({ code, stdout, stderr, json: parseJson(stdout) ?? parseJson(stderr) });
    });
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
