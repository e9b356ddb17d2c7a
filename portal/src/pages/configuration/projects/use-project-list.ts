import { ask, useApi } from '../../../api/client.ts';
import { pageSize, usePages } from '../../../api/use-pages.ts';
import { configuration, useChange } from '../use-change.ts';
import type { Project } from '../use-projects.ts';

/** The projects whose names contain this, page by page. */
export function useProjectList(contains: string) {
  const api = useApi();
  return usePages<Project>([configuration, 'projects', contains], (page, signal) => {
    const query = { page, page_size: pageSize, ordering: 'name', name__icontains: contains || undefined };
    return ask(api.GET('/api/v1/projects/', { params: { query }, signal }));
  });
}

export interface ProjectForm {
  name: string;
  description: string;
  /** Empty: any name. */
  parameter_name_pattern: string;
  /** Id of a project. */
  depends_on: string | null;
}

/** Makes a project, or changes the one with this id. */
export function useSaveProject(id?: string) {
  return useChange(
    (api, body: ProjectForm) =>
      id === undefined
        ? ask(api.POST('/api/v1/projects/', { body }))
        : ask(api.PATCH('/api/v1/projects/{id}/', { params: { path: { id } }, body })),
    ({ name }) => (id === undefined ? `Created ${name}` : `Saved ${name}`),
  );
}

export function useDeleteProject() {
  return useChange(
    (api, { id }: Project) => ask(api.DELETE('/api/v1/projects/{id}/', { params: { path: { id } } })),
    ({ name }) => `Deleted ${name}`,
    ({ id }) => id,
  );
}
