import { idOf } from '../../../api/id-of.ts';
import { ChoiceField } from '../../../components/choice-field.tsx';
import { EditDialog } from '../../../components/edit-dialog.tsx';
import { NameFields } from '../../../components/name-fields.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { type Project, useProjects } from '../use-projects.ts';
import { useEditProject } from './use-project-list.ts';

/** Makes a project, or changes `project`. */
export function ProjectDialog({ project, onClose }: { project?: Project; onClose(): void }) {
  const { data: projects = [] } = useProjects();
  const edit = useEditProject(project?.id);
  const others = projects.filter(({ id }) => id !== project?.id).map(({ id, name }) => ({ value: id, label: name }));
  const nameOf = (url: string) => projects.find(({ id }) => id === idOf(url))?.name;
  return (
    <EditDialog
      title={project === undefined ? 'New project' : `Edit ${project.name}`}
      action={project === undefined ? 'Create' : 'Save'}
      edit={edit}
      fields={['name', 'description', 'depends_on', 'parameter_name_pattern']}
      facts={({ name, description, depends_on, parameter_name_pattern }) => [
        ['Name', name],
        ['Description', description || 'none'],
        ['Depends on', depends_on ? nameOf(depends_on) : 'no other project'],
        ['Pattern for the names of parameters', parameter_name_pattern || 'any name'],
      ]}
      onClose={onClose}
    >
      {(form) => (
        <>
          <NameFields form={form} edit={edit} />
          <ChoiceField
            label="Depends on"
            hint="It sees the parameters of that project, and may set its own in their place."
            choices={[{ value: '', label: 'No other project' }, ...others]}
            value={form.depends_on ?? ''}
            onChange={(id) => edit.change({ depends_on: id || null })}
            fault={edit.fault('depends_on')}
          />
          <TextField
            label="Pattern for the names of parameters"
            hint="A regular expression, e.g. [a-z_]+. Empty: any name."
            value={form.parameter_name_pattern}
            onChange={(parameter_name_pattern) => edit.change({ parameter_name_pattern })}
            fault={edit.fault('parameter_name_pattern')}
          />
        </>
      )}
    </EditDialog>
  );
}
