import { z } from 'zod';
import { statusPeriods } from '../../shared/domain/integration/status-period.ts';
import { summarizeAccess } from '../../shared/domain/integration/summarize-access.ts';
import { pageOf, pageRequest } from '../../shared/http/paging.ts';
import {
  integrationSummarySchema,
  orderPeriods,
  presentAvailability,
  presentIntegrationSummary,
  presentPeriod,
  statusHistoryPageSchema,
  statusHistoryQuery,
} from '../../shared/http/resources/integration-health.ts';
import { type Route, route } from '../../shared/http/route.ts';
import { listKnownIntegrations } from '../../shared/use-cases/integrations/know-access.ts';
import { readStatusHistory } from '../../shared/use-cases/integrations/read-status-history.ts';

const collection = '/api/v1/integrations/azure/key_vault/';

export const integrationHealthRoutes: Route[] = [
  route({
    name: 'integrations_azure_key_vault_summary_retrieve',
    method: 'GET',
    path: `${collection}summary/`,
    summary: 'How many vaults are connected and why others are not, the oldest and the slowest test',
    auth: 'NO_SECRETS',
    request: {},
    responses: { 200: integrationSummarySchema },
    async handle({ deps, principal, links }) {
      const all = await listKnownIntegrations(deps, principal);
      return { status: 200, body: presentIntegrationSummary(summarizeAccess(all), links) };
    },
  }),
  route({
    name: 'integrations_azure_key_vault_status_history_list',
    method: 'GET',
    path: `${collection}{id}/status_history/`,
    summary: 'How the status of a connected vault changed, the newest first, and how available it was',
    auth: 'NO_SECRETS',
    request: { params: z.object({ id: z.guid().toLowerCase() }), query: statusHistoryQuery },
    responses: { 200: statusHistoryPageSchema },
    async handle({ deps, principal: { organizationId }, params: { id }, query, url }) {
      const { integration, changes } = await readStatusHistory(deps, { organizationId, id });
      const now = deps.clock.now();
      const periods = orderPeriods(statusPeriods(changes, now), query.ordering);
      const page = pageOf(periods.map(presentPeriod), pageRequest(query), url);
      return { status: 200, body: { ...page, ...presentAvailability(changes, integration, now) } };
    },
  }),
];
