import { app } from '@azure/functions';
import { endRuntime, runtime } from '../shared/compose.ts';
import { toHttpHandler, toRouteTemplate } from '../shared/http/azure-functions.ts';
import { httpMethods } from '../shared/http/route.ts';
import { routes } from './http/routes.ts';
import { unknownAddress } from './http/unknown-address.ts';
import { poisonedTaskQueue } from './queues/poisoned-tasks.ts';
import { taskQueue } from './queues/tasks.ts';
import { watchdog } from './timers/watchdog.ts';

for (const route of [...routes, unknownAddress]) {
  app.http(route.name, {
    methods: route === unknownAddress ? [...httpMethods] : [route.method],
    route: toRouteTemplate(route),
    // Callers are authenticated by the service itself, so that it is the same on every host.
    authLevel: 'anonymous',
    handler: toHttpHandler(route, runtime),
  });
}

for (const { name, queueName, connection, handle } of [taskQueue, poisonedTaskQueue]) {
  app.storageQueue(name, {
    queueName,
    connection,
    handler: async (message, { traceContext }) =>
      handle(await runtime(), message, { invokedBy: traceContext?.traceParent }),
  });
}

app.hook.appTerminate(endRuntime);

app.timer(watchdog.name, { schedule: watchdog.schedule, handler: async () => watchdog.handle(await runtime()) });
