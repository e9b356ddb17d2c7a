import { checkMain, findHostId } from './app-directory.ts';
import { AppStartError } from './app-start-error.ts';
import { startAppWorker } from './app-worker.ts';
import { describeFunction, type FunctionInfo } from './function-info.ts';
import type { FunctionMetadata } from './function-metadata.ts';
import { type HostJson, readHostJson } from './host-json.ts';
import type { HostLog, HostLogLine } from './host-log.ts';
import { defaultTiming, type HostTiming } from './host-timing.ts';
import { startHttpFrontend } from './http-frontend.ts';
import type { Invocation } from './messages.ts';
import { sendQueueOutputs } from './queue-output.ts';
import { createRouteTable, type RouteOrder, type RouteTable } from './route-table.ts';
import { readLocalSettings } from './settings.ts';
import { type Listener, startListeners } from './start-listeners.ts';
import { startWarnings } from './start-warnings.ts';
import { type SupervisedWorker, superviseWorker } from './supervised-worker.ts';
import { timerData } from './timer-status.ts';
import type { InvocationResponse } from './typed-data.ts';

export interface FunctionsHostOptions {
  /** The folder with package.json and host.json. */
  appDirectory: string;
  /** Win over local.settings.json (or the sample) and over this process's environment. */
  settings?: Record<string, string>;
  /** More environment variables of the worker, e.g. NODE_OPTIONS. */
  environment?: Record<string, string>;
  /** Default 7071; 0: any free port. */
  port?: number;
  log?: (line: HostLogLine) => void;
  timing?: Partial<HostTiming>;
  /** Default `literal-first`. */
  routeOrder?: RouteOrder;
  /**
   * `http`: as an instance of the Flex Consumption plan that was started for requests; timers and queues have instances of
   * their own there (https://learn.microsoft.com/azure/azure-functions/flex-consumption-plan#per-function-scaling).
   * Default `all`.
   */
  serve?: 'all' | 'http';
}

export interface FunctionsHost {
  /** Without a slash at its end, e.g. `http://127.0.0.1:7071`. */
  url: string;
  port: number;
  functions: FunctionInfo[];
  /** The present worker process; undefined while it is being restarted. */
  readonly workerPid: number | undefined;
  /** Sends the worker a signal; the host starts a new one when it dies. */
  kill(signal: NodeJS.Signals): void;
  /** Runs a timer function now; rejects with FunctionFailed when its handler throws. */
  runTimer(name: string): Promise<void>;
  /** Takes nothing new, lets what runs finish (see {@link HostTiming}), ends the worker. May be called more than once. */
  stop(): Promise<void>;
}

/**
 * Runs an app as Azure Functions does: loads it in a process of its own and serves its HTTP, queue and timer triggers. Rejects
 * with {@link AppStartError} or PortInUse.
 */
export async function startFunctionsHost(options: FunctionsHostOptions): Promise<FunctionsHost> {
  const { appDirectory } = options;
  const log: HostLog = (line) => options.log?.({ time: new Date().toISOString(), ...line });
  const timing = { ...defaultTiming, ...options.timing };
  await checkMain(appDirectory);
  const hostJson = await readHostJson(appDirectory);
  const settings = await effectiveSettings(options);
  const environment = { ...settings, ...options.environment };
  const worker = await superviseWorker({
    start: () => startAppWorker({ appDirectory, environment, log }),
    log,
    backOff: timing.restartDelay,
    functionTimeout: hostJson.functionTimeout,
  });
  try {
    return await serve({ options, log, timing, hostJson, settings, worker });
  } catch (error) {
    await worker.stop(timing.stopDeadline);
    throw error;
  }
}

interface Parts {
  options: FunctionsHostOptions;
  log: HostLog;
  timing: HostTiming;
  hostJson: HostJson;
  settings: Record<string, string | undefined>;
  worker: SupervisedWorker;
}

async function serve({ options, log, timing, hostJson, settings, worker }: Parts): Promise<FunctionsHost> {
  const metadata = new Map(worker.functions.map((registered) => [registered.name.toLowerCase(), registered]));
  const functions = worker.functions.map((registered) => describeFunction(registered, settings, hostJson.routePrefix));
  if (functions.length === 0) throw new AppStartError('no-functions', 'The app registers no functions.');
  const routes = createRoutes(functions, options.routeOrder);
  for (const message of startWarnings(functions, routes)) log({ level: 'warning', source: 'host', message });

  const invoke = async (invocation: Invocation): Promise<InvocationResponse> => {
    const response = await worker.invoke(invocation);
    const registered = metadata.get(invocation.functionName.toLowerCase());
    if (registered) await sendQueueOutputs(registered, response, settings, hostJson.queues.messageEncoding);
    return response;
  };
  const byHand = (name: string) => functions.find((info) => info.name.toLowerCase() === name.toLowerCase());
  const runTimer = async (name: string) => {
    const info = byHand(name);
    if (info?.trigger !== 'timer') throw new Error(`There is no timer function "${name}".`);
    await invoke({ functionName: info.name, data: timerData(undefined, false) });
  };

  const frontend = await startHttpFrontend({
    routes,
    port: options.port ?? 7071,
    responseLimit: timing.responseLimit,
    log,
    invoke: (functionName, request) => invoke({ functionName, data: { http: request } }),
    httpOutputs: (name) => httpOutputs(metadata.get(name.toLowerCase())),
    runByHand(name, input) {
      const info = byHand(name);
      if (!info || info.trigger === 'http') return false;
      const run =
        info.trigger === 'timer' ? runTimer(info.name) : invoke({ functionName: info.name, data: { string: input } });
      run.catch((error: unknown) =>
        log({ level: 'error', source: 'host', message: `${error}`, functionName: info.name }),
      );
      return true;
    },
  });

  let listeners: Listener[];
  try {
    const hostId = await findHostId(options.appDirectory, settings);
    listeners =
      options.serve === 'http'
        ? []
        : await startListeners({ functions, settings, hostJson, hostId, timing, invoke, log });
  } catch (error) {
    await frontend.stop(0);
    throw error;
  }
  log({
    level: 'information',
    source: 'host',
    message: `Serving ${functions.length} functions on port ${frontend.port}.`,
  });

  const stopAll = async () => {
    const drained = Promise.all([frontend.stop(timing.stopDeadline), ...listeners.map((listener) => listener.stop())]);
    const cutOff = setTimeout(() => void worker.stop(0), timing.stopDeadline);
    await drained;
    clearTimeout(cutOff);
    await worker.stop(timing.stopDeadline);
  };
  let stopped: Promise<void> | undefined;
  return {
    url: `http://127.0.0.1:${frontend.port}`,
    port: frontend.port,
    functions,
    get workerPid() {
      return worker.pid;
    },
    kill: (signal) => worker.kill(signal),
    runTimer,
    stop() {
      stopped ??= stopAll();
      return stopped;
    },
  };
}

/** The app's settings are environment variables; what a shell has set wins over the settings file, as with Core Tools. */
async function effectiveSettings({ appDirectory, settings }: FunctionsHostOptions) {
  // NODE_OPTIONS of this process (a test runner's, a debugger's) are not meant for the app.
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  return { ...(await readLocalSettings(appDirectory)), ...inherited, ...settings };
}

function createRoutes(functions: readonly FunctionInfo[], order?: RouteOrder): RouteTable {
  const routes = functions.flatMap((info) =>
    info.trigger === 'http' ? [{ functionName: info.name, template: info.route, methods: info.methods }] : [],
  );
  return createRouteTable(routes, order);
}

function httpOutputs(metadata: FunctionMetadata | undefined): string[] {
  return Object.entries(metadata?.bindings ?? {}).flatMap(([name, { direction, type }]) =>
    direction === 'out' && type.toLowerCase() === 'http' ? [name] : [],
  );
}
