import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PortInUse } from '../host/port-in-use.ts';
import { type AzuriteUrls, portInUse, readUrls } from './azurite-output.ts';

/**
 * Every storage emulator has this account and key; they are published and protect nothing.
 * https://learn.microsoft.com/azure/storage/common/storage-use-azurite#well-known-storage-account-and-key
 */
const ACCOUNT = 'devstoreaccount1';
const ACCOUNT_KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

const START_DEADLINE = 30_000;
const STOP_DEADLINE = 5_000;

/** Azurite ends in good order when the process that started it is gone, however that one ended (even by SIGKILL). */
const END_WITH_PARENT = `data:text/javascript,${encodeURIComponent("process.once('disconnect', () => process.emit('SIGTERM'));")}`;

export interface AzuriteOptions {
  /** Where the data is kept; absent: in memory, gone when Azurite stops. */
  directory?: string;
  /** Absent or 0: any free port. */
  ports?: { blob?: number; queue?: number; table?: number };
  /**
   * Serves by TLS, as `localhost`, with this key and certificate (PEM), and takes tokens of Entra beside the account's key. Of a
   * token it checks audience, issuer and validity, neither signature nor roles.
   */
  tls?: { key: string; cert: string };
}

/** A running Azurite; each URL ends with the account's name, without a slash. */
export interface Azurite extends AzuriteUrls {
  connectionString: string;
  pid: number;
  /** Resolves when the process is gone. May be called more than once. */
  stop(): Promise<void>;
}

/**
 * Starts the storage emulator as a child process on 127.0.0.1 and resolves when blobs, queues and tables are served.
 * Rejects with {@link PortInUse}, or with an Error that shows what Azurite printed.
 */
export async function startAzurite(options: AzuriteOptions = {}): Promise<Azurite> {
  if (options.directory) await mkdir(options.directory, { recursive: true });
  const tlsFiles = options.tls && (await writeTlsFiles(options.tls));
  const child = spawnAzurite(options, tlsFiles?.flags ?? []);
  const stop = () => stopChild(child);
  const killAtExit = () => child.kill('SIGKILL');
  process.once('exit', killAtExit);
  child.once('exit', () => process.off('exit', killAtExit));
  try {
    const listening = await untilListening(child);
    // The certificate is for the name.
    const urls = options.tls ? byName(listening) : listening;
    if (child.pid === undefined) throw new Error('Azurite has no process id.');
    return { ...urls, connectionString: connectionString(urls), pid: child.pid, stop };
  } catch (error) {
    await stop();
    throw error;
  } finally {
    await tlsFiles?.remove();
  }
}

/** Azurite reads them once, when it starts. */
async function writeTlsFiles({ key, cert }: { key: string; cert: string }) {
  const directory = await mkdtemp(join(tmpdir(), 'azurite-tls-'));
  const file = async (name: string, content: string) => {
    const path = join(directory, name);
    await writeFile(path, content, { mode: 0o600 });
    return path;
  };
  return {
    flags: ['--cert', await file('cert.pem', cert), '--key', await file('key.pem', key), '--oauth', 'basic'],
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}

function byName(urls: AzuriteUrls): AzuriteUrls {
  const named = (url: string) => url.replace('//127.0.0.1:', '//localhost:');
  return { blobUrl: named(urls.blobUrl), queueUrl: named(urls.queueUrl), tableUrl: named(urls.tableUrl) };
}

function spawnAzurite({ directory, ports = {} }: AzuriteOptions, tlsFlags: readonly string[]): ChildProcess {
  const script = createRequire(import.meta.url).resolve('azurite/dist/src/azurite.js');
  const services = (['blob', 'queue', 'table'] as const).flatMap((service) => [
    `--${service}Host`,
    '127.0.0.1',
    `--${service}Port`,
    String(ports[service] ?? 0),
  ]);
  const persistence = directory ? ['--location', directory] : ['--inMemoryPersistence'];
  const flags = ['--silent', '--disableTelemetry', '--skipApiVersionCheck', ...tlsFlags];
  // The parent's NODE_OPTIONS (a test runner's, a debugger's) are not meant for the emulator.
  const { NODE_OPTIONS: _, ...env } = process.env;
  return spawn(process.execPath, ['--import', END_WITH_PARENT, script, ...flags, ...services, ...persistence], {
    cwd: directory ?? tmpdir(),
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
}

function untilListening(child: ChildProcess): Promise<AzuriteUrls> {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (what: string) => reject(new Error(`Azurite ${what}. It printed:\n${output.trim() || '(nothing)'}`));
    const deadline = setTimeout(() => fail(`was not ready after ${START_DEADLINE / 1000} s`), START_DEADLINE);
    const listen = (text: string) => {
      // Reading goes on for the whole life of the process, or a full pipe would stop it; keeping ends with the start.
      if (deadline.hasRef()) output += text;
      const urls = readUrls(output, ACCOUNT);
      if (urls) {
        clearTimeout(deadline);
        resolve(urls);
      }
    };
    child.stdout?.setEncoding('utf8').on('data', listen);
    child.stderr?.setEncoding('utf8').on('data', listen);
    child.once('error', (error) => {
      clearTimeout(deadline);
      reject(new Error('Azurite could not be started.', { cause: error }));
    });
    // `close`, not `exit`: only then has all its output been read.
    child.once('close', (code, signal) => {
      clearTimeout(deadline);
      const port = portInUse(output);
      if (port !== undefined) reject(new PortInUse(port, { cause: new Error(output.trim()) }));
      else fail(`ended while starting (${signal ?? `exit code ${code}`})`);
    });
  });
}

function connectionString(urls: AzuriteUrls): string {
  return [
    `DefaultEndpointsProtocol=${new URL(urls.blobUrl).protocol.slice(0, -1)}`,
    `AccountName=${ACCOUNT}`,
    `AccountKey=${ACCOUNT_KEY}`,
    `BlobEndpoint=${urls.blobUrl}`,
    `QueueEndpoint=${urls.queueUrl}`,
    `TableEndpoint=${urls.tableUrl}`,
    '',
  ].join(';');
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const deadline = setTimeout(() => child.kill('SIGKILL'), STOP_DEADLINE);
  // Without the channel nothing keeps Azurite's event loop alive once its servers are closed.
  if (child.connected) child.disconnect();
  await gone;
  clearTimeout(deadline);
}
