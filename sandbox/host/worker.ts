/**
 * The language worker: a child process that loads one app and runs its invocations. Started by app-worker.ts with the app's
 * directory as argument and an IPC channel; ends with its host.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { createCoreModule, type Registrations, supplyCoreModule } from './core-module.ts';
import { loadApp } from './load-app.ts';
import { type HostMessage, toErrorRecord, type WorkerMessage } from './messages.ts';
import { runHooks, runInvocation } from './run-invocation.ts';
import { forwardConsole, type InvocationScope } from './worker-log.ts';

const appDirectory = process.argv[2] ?? process.cwd();
const registrations: Registrations = { functions: new Map(), hooks: new Map(), closed: false };
const scopes = new AsyncLocalStorage<InvocationScope>();

/** Resolves when the message is on its way; a host that is gone needs none. */
function send(message: WorkerMessage): Promise<void> {
  return new Promise((resolve) => {
    if (process.connected) process.send?.(message, undefined, undefined, () => resolve());
    else resolve();
  });
}

const log = (line: Extract<WorkerMessage, { type: 'log' }>['line']) => void send({ type: 'log', line });

process.on('disconnect', () => process.exit(0));
process.on('message', (message: HostMessage) => {
  if (message.type === 'invoke') void invoke(message);
  else void terminate();
});

try {
  forwardConsole(scopes, log);
  supplyCoreModule(
    createCoreModule(registrations, (level, _category, message) => log({ level, source: 'host', message })),
  );
  await loadApp(appDirectory);
  const capabilities = await registrations.model?.getCapabilities?.({});
  if (capabilities?.HttpUri)
    throw new Error('This host does not stream HTTP: leave app.setup({ enableHttpStream }) off.');
  registrations.closed = true;
  await runHooks(registrations.hooks.get('appStart'), { hookData: {}, functionAppDirectory: appDirectory });
  await send({ type: 'ready', functions: [...registrations.functions.values()].map(({ metadata }) => metadata) });
} catch (error) {
  await send({ type: 'failed', error: toErrorRecord(error) });
  process.exit(1);
}

function invoke({ invocationId, invocation }: Extract<HostMessage, { type: 'invoke' }>): Promise<void> {
  const scope = { functionName: invocation.functionName, invocationId };
  return scopes.run(scope, async () => {
    try {
      const response = await runInvocation(registrations, invocationId, invocation, (level, category, message) =>
        log({ level, source: category === 'user' ? 'function' : 'host', message, ...scope }),
      );
      await send({ type: 'returned', invocationId, response });
    } catch (error) {
      await send({ type: 'threw', invocationId, error: toErrorRecord(error) });
    }
  });
}

async function terminate(): Promise<void> {
  try {
    await runHooks(registrations.hooks.get('appTerminate'), { hookData: {} });
  } catch (error) {
    await send({ type: 'log', line: { level: 'error', source: 'host', message: `appTerminate: ${error}` } });
  }
  process.exit(0);
}
