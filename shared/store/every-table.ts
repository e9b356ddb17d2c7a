import { actionsTable } from './actions-table.ts';
import { auditTable } from './audit.ts';
import { checksTable } from './checks-table.ts';
import { configurationTable } from './configuration-table.ts';
import { parametersTable } from './parameters-table.ts';
import { usersTable } from './users-table.ts';

/**
 * All tables, in the order in which a backup copies them while they change: what refers to something before that which it
 * refers to. Since the service writes the other way round, first what is referred to, all that a copied row refers to is
 * there when its table's turn comes, unless it was deleted meanwhile. Data keys, which nothing deletes before its
 * organization, come last: no value is copied without the key that opens it.
 */
export const everyTable: readonly string[] = [
  'organizations',
  usersTable,
  'apiKeys',
  'keyedRequests',
  'webhooks',
  'tasks',
  'openTasks',
  'steps',
  actionsTable,
  'expiries',
  'observations',
  parametersTable,
  configurationTable,
  'integrations',
  checksTable,
  'consents',
  'tenants',
  auditTable,
  'dataKeys',
];
