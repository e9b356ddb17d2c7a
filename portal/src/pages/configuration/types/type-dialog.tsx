import { idOf } from '../../../api/id-of.ts';
import { ChoiceField } from '../../../components/choice-field.tsx';
import { EditDialog } from '../../../components/edit-dialog.tsx';
import { NameFields } from '../../../components/name-fields.tsx';
import type { ParameterType } from '../use-types.ts';
import { useEditType } from './use-type-changes.ts';

interface TypeDialogProps {
  types: readonly ParameterType[];
  /** Absent: a new one is made. */
  type?: ParameterType;
  onClose(): void;
}

export function TypeDialog({ types, type, onClose }: TypeDialogProps) {
  const edit = useEditType(type?.id, types.find(({ name }) => name === 'string')?.id ?? '');
  const parents = types.filter(({ id }) => id !== type?.id).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <EditDialog
      title={type === undefined ? 'New type' : `Edit ${type.name}`}
      action={type === undefined ? 'Create' : 'Save'}
      edit={edit}
      fields={['name', 'description', 'parent']}
      facts={({ name, description, parent }) => [
        ['Name', name],
        ['Description', description || 'none'],
        ['Rests on', parent ? types.find(({ id }) => id === idOf(parent))?.name : undefined],
      ]}
      onClose={onClose}
    >
      {(form) => (
        <>
          <NameFields form={form} edit={edit} />
          <ChoiceField
            label="Rests on"
            hint="The rules of that type hold for this one, too."
            choices={parents}
            value={form.parent}
            onChange={(parent) => edit.change({ parent })}
            fault={edit.fault('parent')}
          />
        </>
      )}
    </EditDialog>
  );
}
