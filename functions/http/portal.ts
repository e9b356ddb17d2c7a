import { z } from 'zod';
import { answerPortalFile } from '../../shared/http/portal/answer-portal-file.ts';
import { portalConfigReply } from '../../shared/http/portal/portal-config.ts';
import { route } from '../../shared/http/route.ts';

/** The portal: files for a browser, and what they need to know of this deployment. It is no part of the API's description. */
export const portal = route({
  name: 'portal',
  method: 'GET',
  path: '/portal/{*path}',
  summary: 'The portal in the browser',
  auth: 'anonymous',
  request: { params: z.object({ path: z.string().default('') }) },
  responses: { 200: null, 304: null },
  async handle({ deps: { portal }, params: { path }, header }) {
    if (path === 'config.json') return portalConfigReply(portal.signIn);
    return answerPortalFile(portal, {
      path,
      acceptEncoding: header('accept-encoding'),
      known: header('if-none-match'),
    });
  },
});
