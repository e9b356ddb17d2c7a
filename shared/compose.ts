import { fileURLToPath } from 'node:url';
import { composeKeyWrapper } from './compose-keys.ts';
import { storageAccess } from './compose-storage.ts';
import { unknownSettings } from './config/unknown-settings.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import type { HttpRuntime } from './http/handle-request.ts';
import { createJsonLog, type LogLevel } from './log.ts';
import type { KeyRing } from './ports/key-ring.ts';
import type { SiteFiles } from './ports/site-files.ts';
import type { TokenVerifier } from './ports/token-verifier.ts';
import type { Vault, Vaults } from './ports/vaults.ts';
import { rememberRows } from './store/remember-rows.ts';
import type { Deps } from './use-cases/deps.ts';
import { createUsage } from './use-cases/limits/usage.ts';

export interface Composed extends HttpRuntime {
  /** Sends the telemetry that has not been sent yet. */
  stop(): Promise<void>;
}

/** Beside the folder of this module in dist/; there is no such folder in the source. */
const builtPortal = fileURLToPath(new URL('../portal-files/', import.meta.url));

/**
 * The one place that knows adapters. Each is loaded when it is first used: a request that touches no vault
 * does not wait for the vault's SDK.
 */
export async function compose(config: Config): Promise<Composed> {
  const { systemClock } = await import('./adapters/system/system-clock.ts');
  const { systemRandom } = await import('./adapters/system/system-random.ts');
  const { createOpenTelemetry } = await import('./adapters/telemetry/open-telemetry.ts');
  const { traceJobs } = await import('./adapters/telemetry/trace-jobs.ts');
  // The SDKs that collect and send are not even loaded where nothing is to be sent.
  const exported =
    config.telemetry && (await (await import('./adapters/telemetry/start-export.ts')).startExport(config.telemetry));
  const telemetry = createOpenTelemetry(exported);
  const storage = storageAccess(config);
  const rows = whenUsed<Deps['rows']>(['get', 'range', 'write'], async () => {
    const { createTableRows } = await import('./adapters/tables/table-rows.ts');
    return rememberRows(createTableRows(await storage.of('table')), { clock: systemClock });
  });
  const log = createJsonLog(writeLine, telemetry.active);
  const deps: Deps = {
    clock: systemClock,
    random: systemRandom,
    rows,
    jobs: traceJobs(
      whenUsed<Deps['jobs']>(['enqueueTask', 'enqueueChecks'], async () => {
        const { createQueueJobs } = await import('./adapters/queues/queue-jobs.ts');
        return createQueueJobs(await storage.of('queue'));
      }),
      telemetry,
    ),
    news: whenUsed<Deps['news']>(['tell', 'deliver'], async () => {
      const { createQueueNews } = await import('./adapters/queues/queue-news.ts');
      return createQueueNews(await storage.of('queue'));
    }),
    messages: whenUsed<Deps['messages']>(['putBack', 'count'], async () => {
      const { createQueueMessages } = await import('./adapters/queues/queue-messages.ts');
      return createQueueMessages(await storage.of('queue'));
    }),
    leases: whenUsed<Deps['leases']>(['acquire'], async () => {
      const { createBlobLeases } = await import('./adapters/blobs/blob-leases.ts');
      return createBlobLeases(await storage.of('blob'));
    }),
    cipher: whenUsed<Deps['cipher']>(['seal', 'open', 'digest', 'check'], async () => {
      const { createEnvelopeCipher } = await import('./adapters/crypto/envelope-cipher.ts');
      const keyWrapper = await composeKeyWrapper(config, { clock: systemClock, log, telemetry });
      return createEnvelopeCipher({ rows, keyWrapper, random: systemRandom, clock: systemClock }, config.dataKeys);
    }),
    entra: whenUsed<Deps['entra']>(['authorizationUrl', 'adminConsentUrl', 'redeem', 'verifyIdToken'], async () => {
      const { createEntra } = await import('./adapters/entra/create-entra.ts');
      return createEntra({ azure: config.azure, credential: config.credential, clock: systemClock });
    }),
    vaults: vaultsWhenUsed(async () => {
      const { createVaults } = await import('./adapters/key-vault/create-vaults.ts');
      return createVaults({
        azure: config.azure,
        credential: config.credential,
        random: systemRandom,
        clock: systemClock,
        telemetry,
      });
    }),
    receivers: whenUsed<Deps['receivers']>(['check', 'post'], async () => {
      const { createHttpsReceivers } = await import('./adapters/webhooks/https-receivers.ts');
      return createHttpsReceivers(config.receivers);
    }),
    log,
    telemetry,
    azure: config.azure,
    consent: config.consent,
    expiry: config.expiry,
    limits: config.limits,
    usage: createUsage(),
    wrongKeysPerMinute: config.wrongKeysPerMinute,
    portal: {
      signIn: config.portalSignIn,
      files: whenUsed<SiteFiles>(['read'], async () => {
        const { createBuiltFiles } = await import('./adapters/files/built-files.ts');
        return createBuiltFiles(builtPortal);
      }),
    },
    checkSchedule: config.checkSchedule,
    retention: config.retention,
  };
  const { tokenIssuer } = config;
  return {
    deps,
    publicUrl: config.publicUrl,
    allowedOrigins: config.allowedOrigins,
    stop: async () => exported?.stop(),
    ...(tokenIssuer === undefined
      ? {}
      : {
          tokenVerifier: whenUsed<TokenVerifier>(['verify'], async () => {
            const { createIssuerTokenVerifier } = await import('./adapters/jwt/issuer-token-verifier.ts');
            return createIssuerTokenVerifier(tokenIssuer, { clock: systemClock });
          }),
        }),
  };
}

/** The data keys, for the operator who rotates them; no function needs them so. */
export async function composeKeyRing(config: Config, deps: Deps): Promise<KeyRing> {
  const { createKeyRing } = await import('./adapters/crypto/create-key-ring.ts');
  return createKeyRing({ ...deps, keyWrapper: await composeKeyWrapper(config, deps) });
}

/** What the functions share in one process. */
export interface Runtime {
  config: Config;
  /** Made when it is first asked for. */
  get(): Promise<HttpRuntime>;
  /** Before the process ends. */
  end(): Promise<void>;
}

/**
 * Reads the configuration, before anything runs: throws `ConfigError` when it is not valid, and says so in the log;
 * warns of variables that look like settings and are none.
 */
export function startRuntime(environment: Record<string, string | undefined>): Runtime {
  const log = createJsonLog(writeLine);
  const unknown = unknownSettings(environment);
  if (unknown.length > 0) log.warn('config.unknown-settings', { settings: unknown });
  try {
    const config = readConfig(environment);
    let composed: Promise<Composed> | undefined;
    return {
      config,
      get: () => {
        composed ??= compose(config);
        return composed;
      },
      end: async () => (await composed)?.stop(),
    };
  } catch (error) {
    if (error instanceof ConfigError) log.error('config.invalid', { faults: error.faults });
    throw error;
  }
}

function writeLine(level: LogLevel, line: string): void {
  // biome-ignore lint/suspicious/noConsole: the platform turns the console's lines into traces
  console[level](line);
}

type AsyncMethods<T> = { [Name in keyof T]: (...args: never[]) => Promise<unknown> };

/** A stand-in for an adapter that loads it at the first call. A load that failed is tried again at the next call. */
function whenUsed<T extends AsyncMethods<T>>(methods: readonly (keyof T)[], load: () => Promise<T>): T {
  const get = once(load);
  const forward = (name: keyof T) => [
    name,
    async (...args: never[]) => {
      const adapter = await get();
      return adapter[name](...args);
    },
  ];
  return Object.fromEntries(methods.map(forward)) as T;
}

function vaultsWhenUsed(load: () => Promise<Vaults>): Vaults {
  const get = once(load);
  return {
    open(address) {
      const vault = async () => (await get()).open(address);
      const standIn: Omit<Vault, 'list'> = whenUsed<Omit<Vault, 'list'>>(
        ['get', 'set', 'delete', 'recover', 'probe', 'traffic', 'occupy'],
        vault,
      );
      return {
        ...standIn,
        async *list(options) {
          yield* (await vault()).list(options);
        },
      };
    },
  };
}

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () => {
    loaded ??= load().catch((error) => {
      loaded = undefined;
      throw error;
    });
    return loaded;
  };
}
