import type { Route } from '../../shared/http/route.ts';
import { taskRoutes } from './task-routes.ts';

export const pushTaskRoutes: Route[] = taskRoutes('push');
