import { app } from '@azure/functions';
import { runtime } from '../shared/compose.ts';
import { toHttpHandler, toRouteTemplate } from '../shared/http/azure-functions.ts';
import { httpMethods } from '../shared/http/route.ts';
import { routes } from './http/routes.ts';
import { unknownAddress } from './http/unknown-address.ts';
import { taskQueue } from './queues/tasks.ts';

for (const route of [...routes, unknownAddress]) {
  app.http(route.name, {
    methods: route === unknownAddress ? [...httpMethods] : [route.method],
    route: toRouteTemplate(route),
    // Callers are authenticated by the service itself, so that it is the same on every host.
    authLevel: 'anonymous',
    handler: toHttpHandler(route, runtime),
  });
}

app.storageQueue(taskQueue.name, {
  queueName: taskQueue.queueName,
  connection: taskQueue.connection,
  handler: async (message) => taskQueue.handle(await runtime(), message),
});
