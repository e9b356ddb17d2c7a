import type { AppWorker } from './app-worker.ts';
import type { FunctionMetadata } from './function-metadata.ts';
import type { HostLog } from './host-log.ts';
import { WorkerLost } from './invocation-errors.ts';
import type { Invocation } from './messages.ts';
import { sleep } from './sleep.ts';
import type { InvocationResponse } from './typed-data.ts';

const LONGEST_BACK_OFF = 10_000;

export interface SupervisedWorkerOptions {
  start: () => Promise<AppWorker>;
  log: HostLog;
  /** Milliseconds before the first restart; doubled with every start that fails. */
  backOff: number;
  /** Milliseconds an invocation may take; then the worker is ended, as on the platform. Undefined: no limit. */
  functionTimeout?: number;
}

/** One worker after another: whenever one dies, the next is started. */
export interface SupervisedWorker {
  functions: FunctionMetadata[];
  /** The present process; undefined while a new one starts. */
  readonly pid: number | undefined;
  /** Waits for a worker if there is none just now. Rejects with FunctionFailed or {@link WorkerLost}. */
  invoke(invocation: Invocation): Promise<InvocationResponse>;
  kill(signal: NodeJS.Signals): void;
  /** Ends the worker for good; milliseconds until it is killed. */
  stop(deadline: number): Promise<void>;
}

/** Resolves when the first worker runs; rejects if that one cannot be started. */
export async function superviseWorker(options: SupervisedWorkerOptions): Promise<SupervisedWorker> {
  const { log } = options;
  const stopping = new AbortController();
  const first = await options.start();
  let running: AppWorker | undefined = first;
  let next: Promise<AppWorker> = Promise.resolve(first);
  watch(first);

  function watch(worker: AppWorker): void {
    void worker.exited.then((how) => {
      running = undefined;
      if (stopping.signal.aborted) return;
      log({
        level: 'error',
        source: 'host',
        message: `The worker process ${worker.pid} ended (${how}); restarting it.`,
      });
      next = restart();
      // Those who wait for the next worker see the rejection; with nobody waiting it is no news.
      next.catch(() => {});
    });
  }

  async function restart(): Promise<AppWorker> {
    for (let delay = options.backOff; ; delay = Math.min(delay * 2, LONGEST_BACK_OFF)) {
      await sleep(delay, stopping.signal);
      if (stopping.signal.aborted) throw new WorkerLost('the host is stopping');
      try {
        const worker = await options.start();
        running = worker;
        watch(worker);
        if (stopping.signal.aborted) worker.kill('SIGKILL');
        return worker;
      } catch (error) {
        log({ level: 'error', source: 'host', message: `The worker could not be restarted: ${error}` });
      }
    }
  }

  return {
    functions: first.functions,
    get pid() {
      return running?.pid;
    },
    async invoke(invocation) {
      let worker = await next;
      while (!worker.connected && !stopping.signal.aborted) {
        await worker.exited;
        worker = await next;
      }
      return withTimeout(worker.invoke(invocation), options.functionTimeout, () => {
        const message = `${invocation.functionName} exceeded the function timeout; the worker is ended.`;
        log({ level: 'error', source: 'host', message, functionName: invocation.functionName });
        worker.kill('SIGKILL');
      });
    },
    kill: (signal) => running?.kill(signal),
    async stop(deadline) {
      stopping.abort();
      const starting = next.catch(() => undefined);
      const worker = running ?? (await starting);
      await worker?.terminate(deadline);
    },
  };
}

async function withTimeout<T>(promise: Promise<T>, timeout: number | undefined, expired: () => void): Promise<T> {
  if (timeout === undefined) return promise;
  const timer = setTimeout(expired, timeout);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
  }
}
