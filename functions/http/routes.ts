import type { Route } from '../../shared/http/route.ts';
import { consentRoutes } from './consents.ts';
import { environmentRoutes } from './environments.ts';
import { integrationRoutes } from './integrations.ts';
import { metaRoutes } from './meta.ts';
import { parameterRoutes } from './parameters.ts';
import { projectRoutes } from './projects.ts';
import { pullTaskRoutes } from './pull-tasks.ts';
import { pullRoutes } from './pulls.ts';
import { pushTaskRoutes } from './push-tasks.ts';
import { pushRoutes } from './pushes.ts';
import { scanRoutes } from './scan.ts';
import { tenantRoutes } from './tenants.ts';
import { valueRoutes } from './values.ts';

/** Every HTTP route of the service. */
export const routes: readonly Route[] = [
  ...metaRoutes(() => routes),
  ...consentRoutes,
  ...tenantRoutes,
  ...integrationRoutes,
  ...scanRoutes,
  ...pullRoutes,
  ...pullTaskRoutes,
  ...pushRoutes,
  ...pushTaskRoutes,
  ...environmentRoutes,
  ...projectRoutes,
  ...parameterRoutes,
  ...valueRoutes,
];
