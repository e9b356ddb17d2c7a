import { app } from '@azure/functions';
import { runtime } from '../shared/compose.ts';
import { toHttpHandler, toRouteTemplate } from '../shared/http/azure-functions.ts';
import { httpMethods } from '../shared/http/route.ts';
import { routes } from './http/routes.ts';
import { unknownAddress } from './http/unknown-address.ts';
import { deliveryQueue, newsQueue } from './queues/news.ts';
import { poisonedTaskQueue } from './queues/poisoned-tasks.ts';
import { taskQueue } from './queues/tasks.ts';
import { expiryTimer } from './timers/expiry.ts';
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

for (const { name, queueName, connection, handle } of [taskQueue, poisonedTaskQueue, newsQueue, deliveryQueue]) {
  app.storageQueue(name, { queueName, connection, handler: async (message) => handle(await runtime(), message) });
}

for (const { name, schedule, handle } of [watchdog, expiryTimer]) {
  app.timer(name, { schedule, handler: async () => handle(await runtime()) });
}
