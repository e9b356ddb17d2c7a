import { app } from '@azure/functions';
import { startRuntime } from '../shared/compose.ts';
import { toHttpHandler, toRouteTemplate } from '../shared/http/azure-functions.ts';
import { httpMethods } from '../shared/http/route.ts';
import { portal } from './http/portal.ts';
import { routes } from './http/routes.ts';
import { unknownAddress } from './http/unknown-address.ts';
import { checkQueue } from './queues/checks.ts';
import { deliveryQueue, newsQueue } from './queues/news.ts';
import { poisonedCheckQueue } from './queues/poisoned-checks.ts';
import { poisonedTaskQueue } from './queues/poisoned-tasks.ts';
import { taskQueue } from './queues/tasks.ts';
import { checkTimer } from './timers/check-timer.ts';
import { expiryTimer } from './timers/expiry.ts';
import { soonCheckTimer } from './timers/soon-check-timer.ts';
import { watchdog } from './timers/watchdog.ts';

const runtime = startRuntime(process.env);

for (const route of [...routes, portal, unknownAddress]) {
  app.http(route.name, {
    methods: route === unknownAddress ? [...httpMethods] : [route.method],
    route: toRouteTemplate(route),
    // Callers are authenticated by the service itself, so that it is the same on every host.
    authLevel: 'anonymous',
    handler: toHttpHandler(route, runtime.get),
  });
}

const queues = [taskQueue, poisonedTaskQueue, checkQueue, poisonedCheckQueue, newsQueue, deliveryQueue];
for (const { name, queueName, connection, handle } of queues) {
  app.storageQueue(name, {
    queueName,
    connection,
    handler: async (message, { traceContext }) =>
      handle(await runtime.get(), message, { invokedBy: traceContext?.traceParent }),
  });
}

for (const { name, schedule, handle } of [watchdog, checkTimer, soonCheckTimer, expiryTimer]) {
  app.timer(name, { schedule: schedule(runtime.config), handler: async () => handle(await runtime.get()) });
}

app.hook.appTerminate(runtime.end);
