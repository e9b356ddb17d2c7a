import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { AppStartError } from './app-start-error.ts';
import type { FunctionMetadata } from './function-metadata.ts';
import type { HostLog } from './host-log.ts';
import { FunctionFailed, WorkerLost } from './invocation-errors.ts';
import type { HostMessage, Invocation, WorkerMessage } from './messages.ts';
import type { InvocationResponse } from './typed-data.ts';

export interface AppWorkerOptions {
  appDirectory: string;
  /** The whole environment of the process. */
  environment: Record<string, string | undefined>;
  log: HostLog;
}

/** A child process with the app loaded. */
export interface AppWorker {
  pid: number;
  functions: FunctionMetadata[];
  /** False once the process is ending. */
  readonly connected: boolean;
  /** Rejects with {@link FunctionFailed} or {@link WorkerLost}. */
  invoke(invocation: Invocation): Promise<InvocationResponse>;
  kill(signal: NodeJS.Signals): void;
  /** Lets the app's terminate hooks run; kills it after the deadline (milliseconds). */
  terminate(deadline: number): Promise<void>;
  /** Resolves when the process is gone, with how it ended. */
  exited: Promise<string>;
}

interface Pending {
  functionName: string;
  resolve(response: InvocationResponse): void;
  reject(error: Error): void;
}

/** Rejects with {@link AppStartError} `load-failed` when the app throws while it is loaded; the process is gone then. */
export async function startAppWorker(options: AppWorkerOptions): Promise<AppWorker> {
  const child = forkWorker(options);
  const pending = new Map<string, Pending>();
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  void exited.then((how) => {
    for (const { reject } of pending.values()) reject(new WorkerLost(how));
    pending.clear();
  });
  const functions = await untilReady(child, exited, pending, options.log).catch(async (error: unknown) => {
    child.kill('SIGKILL');
    await exited;
    throw error;
  });
  const { pid } = child;
  if (pid === undefined) throw new WorkerLost('it has no process id');

  return {
    pid,
    functions,
    exited,
    get connected() {
      return child.connected;
    },
    invoke: (invocation) =>
      new Promise((resolve, reject) => {
        if (!child.connected) return reject(new WorkerLost('before the invocation'));
        const invocationId = randomUUID();
        pending.set(invocationId, { functionName: invocation.functionName, resolve, reject });
        post(child, { type: 'invoke', invocationId, invocation });
      }),
    kill: (signal) => child.kill(signal),
    async terminate(deadline) {
      post(child, { type: 'terminate' });
      const timer = setTimeout(() => child.kill('SIGKILL'), deadline);
      await exited;
      clearTimeout(timer);
    },
  };
}

function forkWorker({ appDirectory, environment, log }: AppWorkerOptions): ChildProcess {
  const child = fork(fileURLToPath(new URL('./worker.ts', import.meta.url)), [appDirectory], {
    cwd: appDirectory,
    env: environment,
    // The flags of this process (a test runner's) are not the app's. The platform takes the app's from this setting:
    // https://learn.microsoft.com/azure/azure-functions/functions-app-settings
    execArgv: (environment.languageWorkers__node__arguments ?? '').split(/\s+/).filter((argument) => argument !== ''),
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const killAtExit = () => child.kill('SIGKILL');
  process.once('exit', killAtExit);
  child.once('exit', () => process.off('exit', killAtExit));
  for (const [stream, level] of [
    [child.stdout, 'information'],
    [child.stderr, 'error'],
  ] as const) {
    if (stream) createInterface({ input: stream }).on('line', (message) => log({ level, source: 'console', message }));
  }
  return child;
}

function untilReady(
  child: ChildProcess,
  exited: Promise<string>,
  pending: Map<string, Pending>,
  log: HostLog,
): Promise<FunctionMetadata[]> {
  return new Promise((resolve, reject) => {
    child.on('message', (message: WorkerMessage) => {
      if (message.type === 'log') log(message.line);
      else if (message.type === 'ready') resolve(message.functions);
      else if (message.type === 'failed') {
        const { error } = message;
        reject(new AppStartError('load-failed', `The app could not be loaded: ${error.stack ?? error.message}`));
      } else settle(pending, message);
    });
    void exited.then((how) =>
      reject(new AppStartError('load-failed', `The app ended its process while it was loaded (${how}).`)),
    );
  });
}

function settle(pending: Map<string, Pending>, message: Extract<WorkerMessage, { type: 'returned' | 'threw' }>): void {
  const invocation = pending.get(message.invocationId);
  if (!invocation) return;
  pending.delete(message.invocationId);
  if (message.type === 'returned') invocation.resolve(message.response);
  else invocation.reject(new FunctionFailed(invocation.functionName, message.error));
}

/** A failed send needs no handling: the channel is closed then, and `exited` tells everybody who waits. */
function post(child: ChildProcess, message: HostMessage): void {
  child.send(message, undefined, undefined, () => {});
}
