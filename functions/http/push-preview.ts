import { z } from 'zod';
import {
  presentPushPreview,
  pushPreviewRequestSchema,
  pushPreviewSchema,
} from '../../shared/http/resources/push-preview.ts';
import { newPush } from '../../shared/http/resources/pushes.ts';
import { type Route, route } from '../../shared/http/route.ts';
import { previewPush } from '../../shared/use-cases/sync/actions/preview-push.ts';

export const pushPreviewRoutes: Route[] = [
  route({
    name: 'integrations_azure_key_vault_pushes_preview_create',
    method: 'POST',
    path: '/api/v1/integrations/azure/key_vault/{akvintegration_pk}/pushes/preview/',
    summary: 'Which secrets a push with these fields would be about; neither values nor the vault are read',
    auth: 'CONTRIB',
    readsOnly: true,
    request: { params: z.object({ akvintegration_pk: z.guid() }), body: pushPreviewRequestSchema },
    responses: { 200: pushPreviewSchema },
    async handle({ deps, principal: { organizationId }, params, body, links }) {
      const path = { organizationId, integrationId: params.akvintegration_pk };
      const preview = await previewPush(deps, path, newPush(body, links), body.push);
      return { status: 200, body: presentPushPreview(preview) };
    },
  }),
];
