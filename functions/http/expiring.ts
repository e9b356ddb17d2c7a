import { z } from 'zod';
import { noticeEnd } from '../../shared/domain/expiry/expiry.ts';
import { notFound } from '../../shared/errors.ts';
import { pageOf, pageRequest } from '../../shared/http/paging.ts';
import { expiringPageSchema, expiringQuery, presentExpiry } from '../../shared/http/resources/expiring.ts';
import { type Route, route } from '../../shared/http/route.ts';
import { listExpiries } from '../../shared/store/expiries.ts';
import { getIntegration } from '../../shared/store/integrations.ts';

export const expiringRoutes: Route[] = [
  route({
    name: 'integrations_azure_key_vault_expiring_list',
    method: 'GET',
    path: '/api/v1/integrations/azure/key_vault/{id}/expiring/',
    summary: 'Imported secrets that are about to expire, or have expired, the soonest first',
    auth: 'NO_SECRETS',
    request: { params: z.object({ id: z.guid().toLowerCase() }), query: expiringQuery },
    responses: { 200: expiringPageSchema },
    async handle({ deps, principal, params, query, url }) {
      const integration = await getIntegration(deps.rows, principal.organizationId, params.id);
      if (integration === undefined) throw notFound('integration');
      const now = deps.clock.now();
      const all = await listExpiries(deps.rows, integration.id, noticeEnd(now, deps.expiry.noticeDays));
      const page = pageOf(all, pageRequest(query), url);
      const results = page.results.map((each) => presentExpiry(each, integration, now));
      return { status: 200, body: { ...page, results } };
    },
  }),
];
