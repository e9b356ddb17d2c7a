import { z } from 'zod';
import { rootName } from '../../shared/domain/configuration/root-environment.ts';
import { mayReadSecrets } from '../../shared/domain/principal.ts';
import { findEnvironment } from '../../shared/http/find-environment.ts';
import {
  parameterExportQuery,
  parameterExportSchema,
  templateLookupErrorSchema,
  unfitReply,
} from '../../shared/http/resources/parameter-export.ts';
import { type Route, route } from '../../shared/http/route.ts';
import { listEnvironments } from '../../shared/store/environments.ts';
import { exportParameters } from '../../shared/use-cases/configuration/export-parameters.ts';
import { resolveMoment } from '../../shared/use-cases/configuration/resolve-moment.ts';

export const parameterExportRoutes: Route[] = [
  route({
    name: 'projects_parameter_export_list',
    method: 'GET',
    path: '/api/v1/projects/{project_pk}/parameter-export/',
    summary: 'The values of a project in one environment, as a file for docker, dotenv or a shell',
    auth: 'NO_SECRETS',
    request: { params: z.object({ project_pk: z.uuid() }), query: parameterExportQuery },
    responses: { 200: parameterExportSchema, 422: templateLookupErrorSchema },
    async handle({ deps, principal: { organizationId, role }, params, query, links }) {
      const environments = await listEnvironments(deps.rows, organizationId);
      const environment = findEnvironment(environments, query.environment ?? rootName, links);
      const asOf = await resolveMoment(deps, {
        organizationId,
        environmentId: query.environment && environment.id,
        asOf: query.as_of,
        tag: query.tag,
      });
      const result = await exportParameters(deps, {
        organizationId,
        projectId: params.project_pk,
        environments,
        environment,
        asOf,
        format: query.output,
        explicit: query.explicit_export,
        maskSecrets: query.mask_secrets || !mayReadSecrets(role),
        filter: { contains: query.contains, startsWith: query.startswith, endsWith: query.endswith },
        descending: query.ordering === '-name',
      });
      if (result.outcome === 'unfit') return unfitReply(result.parameters);
      return { status: 200, body: { body: result.text.reveal(), has_secret: result.hasSecret } };
    },
  }),
];
