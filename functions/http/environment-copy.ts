import { z } from 'zod';
import { rowTag } from '../../shared/http/entity-tag.ts';
import { environmentCopySchema } from '../../shared/http/resources/environment-copy.ts';
import { environmentSchema, presentEnvironment } from '../../shared/http/resources/environments.ts';
import { type Route, route } from '../../shared/http/route.ts';
import { copyEnvironment } from '../../shared/use-cases/configuration/copy-environment.ts';

export const environmentCopyRoutes: Route[] = [
  route({
    name: 'environments_copy_create',
    method: 'POST',
    path: '/api/v1/environments/{id}/copy/',
    summary: 'Copy an environment with the values that are set in it',
    auth: 'CONTRIB',
    request: { params: z.object({ id: z.uuid() }), body: environmentCopySchema },
    responses: { 201: environmentSchema },
    audit: { action: 'create', objectType: 'Environment' },
    async handle({ deps, principal: { organizationId, role }, params: { id }, body, links }) {
      const { name, description, recursive = false, child_environment_names: childNames } = body;
      const wanted = { organizationId, id, name, description, recursive, childNames: childNames ?? {} };
      const { environment, children } = await copyEnvironment(deps, wanted);
      const shown = presentEnvironment(environment, children, role, links);
      return { status: 201, body: shown, headers: { ETag: rowTag(environment), Location: shown.url } };
    },
  }),
];
