import { useState } from 'react';
import { faultOf } from '../../../api/fault-of.ts';
import { idOf } from '../../../api/id-of.ts';
import { ChoiceField } from '../../../components/choice-field.tsx';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { TextField } from '../../../components/text-field.tsx';
import type { ParameterType } from '../use-types.ts';
import { type TypeForm, useSaveType } from './use-type-changes.ts';

interface TypeDialogProps {
  types: readonly ParameterType[];
  /** Absent: a new one is made. */
  type?: ParameterType;
  onClose(): void;
}

export function TypeDialog({ types, type, onClose }: TypeDialogProps) {
  const save = useSaveType(type?.id);
  const parents = types.filter(({ id }) => id !== type?.id).map(({ id, name }) => ({ value: id, label: name }));
  const [form, setForm] = useState<TypeForm>({
    name: type?.name ?? '',
    description: type?.description ?? '',
    parent: type?.parent ? idOf(type.parent) : (types.find(({ name }) => name === 'string')?.id ?? ''),
  });
  const change = (changes: Partial<TypeForm>) => setForm({ ...form, ...changes });
  return (
    <FormDialog
      title={type === undefined ? 'New type' : `Edit ${type.name}`}
      action={type === undefined ? 'Create' : 'Save'}
      busy={save.isPending}
      error={save.error}
      fields={['name', 'description', 'parent']}
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
        label="Rests on"
        hint="The rules of that type hold for this one, too."
        choices={parents}
        value={form.parent}
        onChange={(parent) => change({ parent })}
        fault={faultOf(save.error, 'parent')}
      />
    </FormDialog>
  );
}
