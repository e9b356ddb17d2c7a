import { z } from 'zod';
import { ServiceError } from '../../shared/errors.ts';
import { discoverySchema, presentDiscovery, scanSchema } from '../../shared/http/resources/scan.ts';
import { type Route, route } from '../../shared/http/route.ts';
import { scanVault } from '../../shared/use-cases/sync/actions/scan-vault.ts';

export const scanRoutes: Route[] = [
  route({
    name: 'integrations_azure_key_vault_scan_create',
    method: 'POST',
    path: '/api/v1/integrations/azure/key_vault/{id}/scan/',
    summary: 'What an import with this pattern would be about; reads names only',
    // It spends the vault's quota, and is for who writes patterns.
    auth: 'CONTRIB',
    readsOnly: true,
    request: { params: z.object({ id: z.guid() }), body: scanSchema },
    responses: { 200: discoverySchema },
    async handle({ deps, principal: { organizationId }, params, body }) {
      if (body.resource === null) throw new ServiceError('pattern.invalid', 'A scan needs a pattern in `resource`.');
      const selection = await scanVault(deps, { organizationId, integrationId: params.id }, body.resource);
      return { status: 200, body: presentDiscovery(selection) };
    },
  }),
];
