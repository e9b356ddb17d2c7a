import { useState } from 'react';
import { faultOf } from '../../../api/fault-of.ts';
import { idOf } from '../../../api/id-of.ts';
import { ChoiceField } from '../../../components/choice-field.tsx';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { type Project, useProjects } from '../use-projects.ts';
import { type ProjectForm, useSaveProject } from './use-project-list.ts';

/** Makes a project, or changes `project`. */
export function ProjectDialog({ project, onClose }: { project?: Project; onClose(): void }) {
  const { data: projects = [] } = useProjects();
  const save = useSaveProject(project?.id);
  const [form, setForm] = useState<ProjectForm>({
    name: project?.name ?? '',
    description: project?.description ?? '',
    parameter_name_pattern: project?.parameter_name_pattern ?? '',
    depends_on: project?.depends_on ? idOf(project.depends_on) : null,
  });
  const change = (changes: Partial<ProjectForm>) => setForm({ ...form, ...changes });
  const others = projects.filter(({ id }) => id !== project?.id).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <FormDialog
      title={project === undefined ? 'New project' : `Edit ${project.name}`}
      action={project === undefined ? 'Create' : 'Save'}
      busy={save.isPending}
      error={save.error}
      fields={['name', 'description', 'depends_on', 'parameter_name_pattern']}
      onSubmit={() => save.mutate(form, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <TextField
        label="Name"
        required
        value={form.name}
        onChange={(name) => change({ name })}
        fault={faultOf(save.error, 'name')}
      />
      <TextField
        label="Description"
        multiline
        value={form.description}
        onChange={(description) => change({ description })}
        fault={faultOf(save.error, 'description')}
      />
      <ChoiceField
        label="Depends on"
        hint="It sees the parameters of that project, and may set its own in their place."
        choices={[{ value: '', label: 'No other project' }, ...others]}
        value={form.depends_on ?? ''}
        onChange={(id) => change({ depends_on: id || null })}
        fault={faultOf(save.error, 'depends_on')}
      />
      <TextField
        label="Pattern for the names of parameters"
        hint="A regular expression, e.g. [a-z_]+. Empty: any name."
        value={form.parameter_name_pattern}
        onChange={(parameter_name_pattern) => change({ parameter_name_pattern })}
        fault={faultOf(save.error, 'parameter_name_pattern')}
      />
    </FormDialog>
  );
}
