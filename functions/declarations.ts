import { toRouteTemplate } from '../shared/http/azure-functions.ts';
import type { HttpRuntime } from '../shared/http/handle-request.ts';
import { type HttpMethod, httpMethods, type Route } from '../shared/http/route.ts';
import { portal } from './http/portal.ts';
import { routes } from './http/routes.ts';
import { unknownAddress } from './http/unknown-address.ts';
import { checkQueue } from './queues/checks.ts';
import { deliveryQueue, newsQueue } from './queues/news.ts';
import { poisonedCheckQueue } from './queues/poisoned-checks.ts';
import { poisonedTaskQueue } from './queues/poisoned-tasks.ts';
import { taskQueue } from './queues/tasks.ts';

/** What the platform is told of a function, and how its code is loaded. */
export interface Declaration<Code> {
  name: string;
  load(): Promise<Code>;
}

export interface RouteDeclaration extends Declaration<Route> {
  methods: (HttpMethod | 'OPTIONS')[];
  /** The platform's route template. */
  template: string;
}

export interface Queue {
  name: string;
  queueName: string;
  /** The setting that names the storage account. */
  connection: string;
  handle(runtime: HttpRuntime, message: unknown, invocation: { invokedBy?: string }): Promise<void>;
}

export type QueueDeclaration = Declaration<Queue> & Pick<Queue, 'queueName' | 'connection'>;

/*
 * In the bundle this module is replaced by what it comes to, with functions that are loaded when they are first invoked
 * (scripts/lazy-functions.ts): the platform is told of all of them in every start, which need not load any for that.
 */

export const routeDeclarations: readonly RouteDeclaration[] = [...routes, portal, unknownAddress].map((route) => ({
  name: route.name,
  // Also what browsers ask before a page of another origin sends something.
  methods: route === unknownAddress ? [...httpMethods, 'OPTIONS'] : [route.method],
  template: toRouteTemplate(route),
  load: async () => route,
}));

const queues: Queue[] = [taskQueue, poisonedTaskQueue, checkQueue, poisonedCheckQueue, newsQueue, deliveryQueue];

export const queueDeclarations: readonly QueueDeclaration[] = queues.map((queue) => ({
  name: queue.name,
  queueName: queue.queueName,
  connection: queue.connection,
  load: async () => queue,
}));
