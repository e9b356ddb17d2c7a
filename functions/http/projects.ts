import { z } from 'zod';
import type { Project } from '../../shared/domain/configuration.ts';
import { notFound } from '../../shared/errors.ts';
import { rowTag } from '../../shared/http/entity-tag.ts';
import { compareNamed, fitsNamedFilter } from '../../shared/http/list-query.ts';
import { pageOf, pageRequest } from '../../shared/http/paging.ts';
import { optionalReference } from '../../shared/http/reference.ts';
import {
  presentProject,
  projectCreateSchema,
  projectListQuery,
  projectPageSchema,
  projectPatchSchema,
  projectSchema,
  projectUpdateSchema,
  updatedProjectSchema,
} from '../../shared/http/resources/projects.ts';
import { type Reply, type Route, type RouteContext, route } from '../../shared/http/route.ts';
import { refuseUnavailable } from '../../shared/http/unavailable.ts';
import { getProject, listProjects } from '../../shared/store/projects.ts';
import { readProjectsAndPushes } from '../../shared/store/projects-and-pushes.ts';
import { createProject } from '../../shared/use-cases/configuration/create-project.ts';
import { deleteProject } from '../../shared/use-cases/configuration/delete-project.ts';
import { updateProject } from '../../shared/use-cases/configuration/update-project.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';
import { findHintedPushes, findPushes } from '../../shared/use-cases/sync/actions/find-pushes.ts';

const collection = '/api/v1/projects/';
const oneProject = z.object({ id: z.uuid() });

type Update = RouteContext<
  z.output<typeof oneProject>,
  undefined,
  z.output<typeof projectUpdateSchema> | z.output<typeof projectPatchSchema>
>;

export const projectRoutes: Route[] = [
  route({
    name: 'projects_list',
    method: 'GET',
    path: collection,
    summary: 'The projects of the organization',
    auth: 'NO_SECRETS',
    request: { query: projectListQuery },
    responses: { 200: projectPageSchema },
    async handle({ deps, principal, query, links, url }) {
      const all = await listProjects(deps.rows, principal.organizationId);
      const found = all.filter((each) => fitsNamedFilter(each, query)).sort(compareNamed(query.ordering));
      const page = pageOf(found, pageRequest(query), url);
      const related = await relatedTo(deps, page.results, all);
      const results = page.results.map((each) => presentProject(each, related(each), principal.role, links));
      return { status: 200, body: { ...page, results } };
    },
  }),
  route({
    name: 'projects_create',
    method: 'POST',
    path: collection,
    summary: 'Add a project',
    auth: 'CONTRIB',
    request: { body: projectCreateSchema },
    responses: { 201: projectSchema },
    audit: { action: 'create', objectType: 'Project' },
    async handle({ deps, principal: { organizationId, role }, body, links }) {
      const { name, description, parameter_name_pattern: parameterNamePattern } = body;
      const dependsOnId = optionalReference(links, 'project', body.depends_on, 'depends_on');
      const made = await createProject(deps, { organizationId, name, description, dependsOnId, parameterNamePattern });
      const shown = presentProject(made, { dependents: [], pushes: [] }, role, links);
      return { status: 201, body: shown, headers: { ETag: rowTag(made), Location: shown.url } };
    },
  }),
  route({
    name: 'projects_retrieve',
    method: 'GET',
    path: `${collection}{id}/`,
    summary: 'One project',
    auth: 'NO_SECRETS',
    request: { params: oneProject },
    responses: { 200: projectSchema },
    async handle({ deps, principal, params, links }) {
      const { organizationId } = principal;
      const { projects: all, hints } = await readProjectsAndPushes(deps.rows, organizationId);
      const found = all.find(({ id }) => id === params.id);
      if (found === undefined) throw notFound('project');
      const pushes = await findHintedPushes(deps, hints, { organizationId, projectIds: new Set([params.id]) });
      const body = presentProject(found, { dependents: dependentsOf(found, all), pushes }, principal.role, links);
      return { status: 200, body, headers: { ETag: rowTag(found) } };
    },
  }),
  route({
    name: 'projects_update',
    method: 'PUT',
    path: `${collection}{id}/`,
    summary: 'Change a project',
    auth: 'CONTRIB',
    request: { params: oneProject, body: projectUpdateSchema },
    conditional: true,
    responses: { 200: updatedProjectSchema },
    audit: { action: 'update', objectType: 'Project' },
    handle: update,
  }),
  route({
    name: 'projects_partial_update',
    method: 'PATCH',
    path: `${collection}{id}/`,
    summary: 'Change some of a project',
    auth: 'CONTRIB',
    request: { params: oneProject, body: projectPatchSchema, bodyRequired: false },
    conditional: true,
    responses: { 200: updatedProjectSchema },
    audit: { action: 'update', objectType: 'Project' },
    handle: update,
  }),
  route({
    name: 'projects_destroy',
    method: 'DELETE',
    path: `${collection}{id}/`,
    summary: 'Delete a project with its parameters',
    auth: 'CONTRIB',
    request: { params: oneProject },
    conditional: true,
    responses: { 204: null },
    audit: { action: 'delete', objectType: 'Project', before: known },
    async handle({ deps, principal: { organizationId }, params: { id }, requireUnchanged }) {
      await deleteProject(deps, { organizationId, id, requireUnchanged: requireUnchanged(rowTag) });
      return { status: 204 };
    },
  }),
];

/** What the audit is told of a project that will be gone. */
async function known({ deps, principal, params }: Pick<Update, 'deps' | 'principal' | 'params'>) {
  return { name: (await getProject(deps.rows, principal.organizationId, params.id))?.name };
}

async function update({ deps, principal, params: { id }, body, links, requireUnchanged }: Update): Promise<Reply> {
  const { organizationId, role } = principal;
  refuseUnavailable('body', { access_controlled: body.access_controlled });
  const { name, description, parameter_name_pattern: parameterNamePattern } = body;
  const dependsOnId = optionalReference(links, 'project', body.depends_on, 'depends_on');
  const changes = { name, description, dependsOnId, parameterNamePattern, requireUnchanged: requireUnchanged(rowTag) };
  const project = await updateProject(deps, { organizationId, id, ...changes });
  const related = await relatedTo(deps, [project], await listProjects(deps.rows, organizationId));
  const shown = presentProject(project, related(project), role, links);
  return { status: 200, body: shown, headers: { ETag: rowTag(project) } };
}

/** What hangs on these projects, each of which may be asked for then. */
async function relatedTo(deps: Deps, projects: readonly Project[], all: readonly Project[]) {
  const [first] = projects;
  const projectIds = new Set(projects.map(({ id }) => id));
  const found = first === undefined ? [] : await findPushes(deps, { organizationId: first.organizationId, projectIds });
  return (project: Project) => ({
    dependents: dependentsOf(project, all),
    pushes: found.filter((push) => push.projectIds.includes(project.id)),
  });
}

function dependentsOf(project: Project, all: readonly Project[]): Project[] {
  return all.filter(({ dependsOnId }) => dependsOnId === project.id).sort(compareNamed());
}
