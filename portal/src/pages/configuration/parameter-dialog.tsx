import { Checkbox } from '@fluentui/react-components';
import { useState } from 'react';
import { faultOf } from '../../api/fault-of.ts';
import type { Schemas } from '../../api/schema.ts';
import { ChoiceField } from '../../components/choice-field.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { TextField } from '../../components/text-field.tsx';
import { type ParameterForm, useSaveParameter } from './use-parameter-changes.ts';
import { useTypes } from './use-types.ts';

interface ParameterDialogProps {
  projectId: string;
  /** Absent: a new one is made. */
  parameter?: Schemas['Parameter'];
  onClose(): void;
  onSaved?(parameter: Schemas['Parameter']): void;
}

export function ParameterDialog({ projectId, parameter, onClose, onSaved }: ParameterDialogProps) {
  const { data: types = [] } = useTypes();
  const save = useSaveParameter(projectId, parameter?.id);
  const [form, setForm] = useState<ParameterForm>({
    name: parameter?.name ?? '',
    description: parameter?.description ?? '',
    type: parameter?.type ?? 'string',
    secret: parameter?.secret ?? false,
  });
  const change = (changes: Partial<ParameterForm>) => setForm({ ...form, ...changes });
  const names = types.map(({ name }) => name);
  const submit = () =>
    save.mutate(form, {
      onSuccess(saved) {
        onClose();
        onSaved?.(saved);
      },
    });
  return (
    <FormDialog
      title={parameter === undefined ? 'New parameter' : `Edit ${parameter.name}`}
      action={parameter === undefined ? 'Create' : 'Save'}
      busy={save.isPending}
      error={save.error}
      fields={['name', 'description', 'type']}
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
        label="Type"
        choices={(names.includes(form.type) ? names : [form.type, ...names]).map((name) => ({
          value: name,
          label: name,
        }))}
        value={form.type}
        onChange={(type) => change({ type })}
        fault={faultOf(save.error, 'type')}
      />
      {parameter === undefined ? (
        <Checkbox
          label="It is a secret; that cannot be changed later"
          checked={form.secret}
          onChange={(_event, { checked }) => change({ secret: checked === true })}
        />
      ) : null}
    </FormDialog>
  );
}
