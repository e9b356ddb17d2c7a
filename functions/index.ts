import { app } from '@azure/functions';
import { startRuntime } from '../shared/compose.ts';
import { queueDeclarations, routeDeclarations } from './declarations.ts';
import { checkTimer } from './timers/check-timer.ts';
import { expiryTimer } from './timers/expiry.ts';
import { putAsideTimer } from './timers/put-aside.ts';
import { retentionTimer } from './timers/retention.ts';
import { watchdog } from './timers/watchdog.ts';

const runtime = startRuntime(process.env);

for (const { name, methods, template, load } of routeDeclarations) {
  app.http(name, {
    methods,
    route: template,
    // Callers are authenticated by the service itself, so that it is the same on every host.
    authLevel: 'anonymous',
    async handler(request, context) {
      const loading = [import('../shared/http/azure-functions.ts'), load(), runtime.get()] as const;
      const [{ toHttpHandler }, route] = await Promise.all(loading);
      return toHttpHandler(route, runtime.get)(request, context);
    },
  });
}

for (const { name, queueName, connection, load } of queueDeclarations) {
  app.storageQueue(name, {
    queueName,
    connection,
    async handler(message, { traceContext }) {
      const { handle } = await load();
      await handle(await runtime.get(), message, { invokedBy: traceContext?.traceParent });
    },
  });
}

for (const { name, schedule, handle } of [watchdog, checkTimer, expiryTimer, retentionTimer, putAsideTimer]) {
  app.timer(name, { schedule: schedule(runtime.config), handler: async () => handle(await runtime.get()) });
}

app.hook.appTerminate(runtime.end);
