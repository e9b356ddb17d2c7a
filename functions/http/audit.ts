import { z } from 'zod';
import { noSuchPage, pageBody, pageRequest } from '../../shared/http/paging.ts';
import {
  auditFilter,
  auditPageSchema,
  auditQuery,
  auditSummarySchema,
  auditTrailSchema,
  presentEntry,
  presentSummary,
} from '../../shared/http/resources/audit.ts';
import { type Route, route } from '../../shared/http/route.ts';
import { getOrganization } from '../../shared/store/organizations.ts';
import { findAuditEntry } from '../../shared/use-cases/audit/find-audit-entry.ts';
import { listAudit } from '../../shared/use-cases/audit/list-audit.ts';
import { summarizeAudit } from '../../shared/use-cases/audit/summarize-audit.ts';

const collection = '/api/v1/audit/';

export const auditRoutes: Route[] = [
  route({
    name: 'audit_list',
    method: 'GET',
    path: collection,
    summary: 'Who changed what and when, the newest first',
    auth: 'NO_SECRETS',
    request: { query: auditQuery },
    responses: { 200: auditPageSchema },
    async handle({ deps, principal: { organizationId }, query, links, url }) {
      const { earliest, latest, ordering } = query;
      const request = pageRequest(query);
      const oldestFirst = ordering?.split(',')[0]?.trim() === 'timestamp';
      const filter = auditFilter(query);
      const asked = { organizationId, filter, earliest, latest, oldestFirst, ...request };
      const [organization, { count, entries }] = await Promise.all([
        getOrganization(deps.rows, organizationId),
        listAudit(deps, asked),
      ]);
      if (request.page > 1 && entries.length === 0) throw noSuchPage();
      const results = entries.map((entry) => presentEntry(entry, organization?.name, links));
      return { status: 200, body: pageBody(results, count, request, steady(url, query, deps.clock.now())) };
    },
  }),
  route({
    name: 'audit_summary_retrieve',
    method: 'GET',
    path: `${collection}summary/`,
    summary: 'How much the audit holds',
    auth: 'NO_SECRETS',
    request: {},
    responses: { 200: auditSummarySchema },
    async handle({ deps, principal: { organizationId } }) {
      return { status: 200, body: presentSummary(await summarizeAudit(deps, { organizationId })) };
    },
  }),
  route({
    name: 'audit_retrieve',
    method: 'GET',
    path: `${collection}{id}/`,
    summary: 'One change',
    auth: 'NO_SECRETS',
    request: { params: z.object({ id: z.uuid() }) },
    responses: { 200: auditTrailSchema },
    async handle({ deps, principal: { organizationId }, params: { id }, links }) {
      const [organization, entry] = await Promise.all([
        getOrganization(deps.rows, organizationId),
        findAuditEntry(deps, { organizationId, id }),
      ]);
      return { status: 200, body: presentEntry(entry, organization?.name, links) };
    },
  }),
];

/**
 * The address that `next` and `previous` are made of: without entries of after this reading, which would push those of
 * before on to the next page.
 */
function steady(url: URL, { latest }: z.output<typeof auditQuery>, now: Date): URL {
  if (latest !== undefined) return url;
  const until = new URL(url);
  until.searchParams.set('latest', now.toISOString());
  return until;
}
