import type { Route } from '../../shared/http/route.ts';
import { auditRoutes } from './audit.ts';
import { consentRoutes } from './consents.ts';
import { emptyListRoutes } from './empty-lists.ts';
import { environmentCopyRoutes } from './environment-copy.ts';
import { environmentTagRoutes } from './environment-tags.ts';
import { environmentRoutes } from './environments.ts';
import { expiringRoutes } from './expiring.ts';
import { integrationHealthRoutes } from './integration-health.ts';
import { integrationRoutes } from './integrations.ts';
import { metaRoutes } from './meta.ts';
import { parameterExportRoutes } from './parameter-export.ts';
import { parameterRoutes } from './parameters.ts';
import { projectRoutes } from './projects.ts';
import { pullTaskRoutes } from './pull-tasks.ts';
import { pullRoutes } from './pulls.ts';
import { pushListRoutes } from './push-lists.ts';
import { pushPreviewRoutes } from './push-preview.ts';
import { pushTaskRoutes } from './push-tasks.ts';
import { pushRoutes } from './pushes.ts';
import { ruleRoutes } from './rules.ts';
import { scanRoutes } from './scan.ts';
import { serviceAccountKeyRoutes } from './service-account-keys.ts';
import { serviceAccountRoutes } from './service-accounts.ts';
import { tenantRoutes } from './tenants.ts';
import { typeRoutes } from './types.ts';
import { userRoutes } from './users.ts';
import { valueHistoryRoutes } from './value-history.ts';
import { valueRoutes } from './values.ts';
import { webhookPingRoutes } from './webhook-pings.ts';
import { webhookRoutes } from './webhooks.ts';

/** Every HTTP route of the service. */
export const routes: readonly Route[] = [
  ...metaRoutes,
  ...consentRoutes,
  ...tenantRoutes,
  ...integrationRoutes,
  ...expiringRoutes,
  ...integrationHealthRoutes,
  ...scanRoutes,
  ...pullRoutes,
  ...pullTaskRoutes,
  ...pushRoutes,
  ...pushPreviewRoutes,
  ...pushTaskRoutes,
  ...pushListRoutes,
  ...environmentRoutes,
  ...environmentTagRoutes,
  ...environmentCopyRoutes,
  ...projectRoutes,
  ...parameterRoutes,
  ...parameterExportRoutes,
  ...valueRoutes,
  ...valueHistoryRoutes,
  ...typeRoutes,
  ...ruleRoutes,
  ...userRoutes,
  ...serviceAccountRoutes,
  ...serviceAccountKeyRoutes,
  ...webhookRoutes,
  ...webhookPingRoutes,
  ...auditRoutes,
  ...emptyListRoutes,
];
