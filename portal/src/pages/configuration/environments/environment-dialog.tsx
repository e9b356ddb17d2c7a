import { ChoiceField } from '../../../components/choice-field.tsx';
import { EditDialog } from '../../../components/edit-dialog.tsx';
import { NameFields } from '../../../components/name-fields.tsx';
import { environmentChoices } from '../environment-choices.ts';
import type { Environment, EnvironmentTree } from '../environment-tree.ts';
import { useEditEnvironment } from './use-environment-changes.ts';

interface EnvironmentDialogProps {
  tree: EnvironmentTree;
  /** Absent: a new one is made. */
  environment?: Environment;
  /** Under which a new one is made. */
  parentId: string | null;
  onClose(): void;
  onSaved(id: string): void;
}

export function EnvironmentDialog({ tree, environment, parentId, onClose, onSaved }: EnvironmentDialogProps) {
  const edit = useEditEnvironment(environment?.id, parentId);
  const parents = environmentChoices(tree).filter(({ value }) => value !== environment?.id);
  return (
    <EditDialog
      title={environment === undefined ? 'New environment' : `Edit ${environment.name}`}
      action={environment === undefined ? 'Create' : 'Save'}
      edit={edit}
      fields={['name', 'description', 'parent']}
      facts={({ name, description }) => [
        ['Name', name],
        ['Description', description || 'none'],
      ]}
      onClose={onClose}
      onSaved={({ id }) => onSaved(id)}
    >
      {(form) => (
        <>
          <NameFields form={form} edit={edit} />
          <ChoiceField
            label="Under"
            hint="What has no value of its own here has the value from there."
            choices={[{ value: '', label: 'No other environment' }, ...parents]}
            value={form.parent ?? ''}
            onChange={(id) => edit.change({ parent: id || null })}
            fault={edit.fault('parent')}
          />
        </>
      )}
    </EditDialog>
  );
}
