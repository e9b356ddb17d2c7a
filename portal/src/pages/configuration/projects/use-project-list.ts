import { ask, useApi } from '../../../api/client.ts';
import { idOf } from '../../../api/id-of.ts';
import { askTagged, ifMatch } from '../../../api/tagged.ts';
import { type Edited, useEdit } from '../../../api/use-edit.ts';
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

const one = '/api/v1/projects/{id}/';

/** Makes a project, or changes the one with this id. */
export function useEditProject(id?: string) {
  return useEdit({
    read: id === undefined ? undefined : (api, signal) => askTagged(api.GET(one, { params: { path: { id } }, signal })),
    formOf: (project?: Project): ProjectForm => ({
      name: project?.name ?? '',
      description: project?.description ?? '',
      parameter_name_pattern: project?.parameter_name_pattern ?? '',
      depends_on: project?.depends_on ? idOf(project.depends_on) : null,
    }),
    save: useChange(
      (api, { form: body, etag }: Edited<ProjectForm>): Promise<unknown> =>
        id === undefined
          ? ask(api.POST('/api/v1/projects/', { body }))
          : ask(api.PATCH(one, { params: { path: { id }, header: ifMatch(etag) }, body })),
      ({ form }) => `${id === undefined ? 'Created' : 'Saved'} ${form.name}`,
    ),
  });
}

export function useDeleteProject() {
  return useChange(
    (api, { id }: Project) => ask(api.DELETE(one, { params: { path: { id } } })),
    ({ name }) => `Deleted ${name}`,
    ({ id }) => id,
  );
}
