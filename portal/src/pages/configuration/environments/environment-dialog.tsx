import { useState } from 'react';
import { faultOf } from '../../../api/fault-of.ts';
import { idOf } from '../../../api/id-of.ts';
import { ChoiceField } from '../../../components/choice-field.tsx';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { environmentChoices } from '../environment-choices.ts';
import type { Environment, EnvironmentTree } from '../environment-tree.ts';
import { type EnvironmentForm, useSaveEnvironment } from './use-environment-changes.ts';

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
  const save = useSaveEnvironment(environment?.id);
  const [form, setForm] = useState<EnvironmentForm>({
    name: environment?.name ?? '',
    description: environment?.description ?? '',
    parent: environment?.parent ? idOf(environment.parent) : parentId,
  });
  const change = (changes: Partial<EnvironmentForm>) => setForm({ ...form, ...changes });
  const parents = environmentChoices(tree).filter(({ value }) => value !== environment?.id);
  const submit = () =>
    save.mutate(form, {
      onSuccess({ id }) {
        onClose();
        onSaved(id);
      },
    });
  return (
    <FormDialog
      title={environment === undefined ? 'New environment' : `Edit ${environment.name}`}
      action={environment === undefined ? 'Create' : 'Save'}
      busy={save.isPending}
      error={save.error}
      fields={['name', 'description', 'parent']}
      onSubmit={submit}
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
        label="Under"
        hint="What has no value of its own here has the value from there."
        choices={[{ value: '', label: 'No other environment' }, ...parents]}
        value={form.parent ?? ''}
        onChange={(id) => change({ parent: id || null })}
        fault={faultOf(save.error, 'parent')}
      />
    </FormDialog>
  );
}
