import { z } from 'zod';
import { auditedTenant } from '../../shared/http/audited-objects.ts';
import { refusedPage } from '../../shared/http/pages/consent-page.ts';
import { toServiceError } from '../../shared/http/problem.ts';
import {
  callbackQuerySchema,
  parseCallbackQuery,
  presentCallback,
} from '../../shared/http/resources/consent-callback.ts';
import {
  begunConsentSchema,
  consentCompleteSchema,
  consentCreateSchema,
  consentSchema,
  presentConsent,
} from '../../shared/http/resources/consents.ts';
import { presentTenant, tenantSchema } from '../../shared/http/resources/tenants.ts';
import { type Route, route } from '../../shared/http/route.ts';
import { beginConsent } from '../../shared/use-cases/consent/begin-consent.ts';
import { completeConsent } from '../../shared/use-cases/consent/complete-consent.ts';
import { readConsent } from '../../shared/use-cases/consent/read-consent.ts';
import { receiveCallback } from '../../shared/use-cases/consent/receive-callback.ts';

const collection = '/api/v1/integrations/azure/key_vault/consents/';
const oneConsent = z.object({ id: z.uuid() });

export const consentRoutes: Route[] = [
  route({
    name: 'integrations_azure_key_vault_consents_create',
    method: 'POST',
    path: collection,
    summary: 'Begin to connect a tenant: make a consent, and the address where an administrator signs in',
    auth: 'ADMIN',
    request: { body: consentCreateSchema, bodyRequired: false },
    responses: { 201: begunConsentSchema },
    async handle({ deps, principal, body, links }) {
      const { consent, authorizationUrl } = await beginConsent(deps, {
        principal,
        ...(body.return_url === undefined ? {} : { returnUrl: body.return_url }),
        adminConsent: body.admin_consent,
      });
      const presented = presentConsent(consent, links, deps.clock.now());
      return {
        status: 201,
        body: { ...presented, authorization_url: authorizationUrl },
        headers: { Location: presented.url },
      };
    },
  }),
  route({
    name: 'integrations_azure_key_vault_consents_retrieve',
    method: 'GET',
    path: `${collection}{id}/`,
    summary: 'How far a consent has come',
    auth: 'NO_SECRETS',
    request: { params: oneConsent },
    responses: { 200: consentSchema },
    async handle({ deps, principal: { organizationId }, params, links }) {
      const consent = await readConsent(deps, { organizationId, consentId: params.id });
      return { status: 200, body: presentConsent(consent, links, deps.clock.now()) };
    },
  }),
  route({
    name: 'integrations_azure_key_vault_consents_complete_create',
    method: 'POST',
    path: `${collection}{id}/complete/`,
    summary: 'Link the tenant that was signed in to; only for who began the consent',
    auth: 'ADMIN',
    request: { params: oneConsent, body: consentCompleteSchema },
    responses: { 200: z.object({ tenant: tenantSchema }).meta({ id: 'AzureKeyVaultConsentCompleted' }) },
    audit: { action: 'create', objectType: 'AzureKeyVaultTenant', after: auditedTenant },
    async handle({ deps, principal, params, body, links }) {
      const link = await completeConsent(deps, { principal, consentId: params.id, code: body.code });
      return { status: 200, body: { tenant: presentTenant(link, links) } };
    },
  }),
  route({
    name: 'integrations_azure_key_vault_callback',
    method: 'GET',
    path: '/api/v1/integrations/azure/key_vault/callback',
    summary: 'Where Entra sends the browser; answers with a page, or sends the browser on',
    auth: 'anonymous',
    request: { query: callbackQuerySchema },
    responses: { 200: null, 303: null },
    async handle({ deps, query }) {
      try {
        return presentCallback(await receiveCallback(deps, parseCallbackQuery(query)));
      } catch (error) {
        // Whoever is here looks at a browser: what went wrong is shown as a page, too.
        const problem = toServiceError(error);
        if (problem.status >= 500) deps.log.error('consent.callback', { code: problem.code, error: problem.cause });
        return refusedPage(problem);
      }
    },
  }),
];
