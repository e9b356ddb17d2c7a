import { Checkbox } from '@fluentui/react-components';
import type { Schemas } from '../../api/schema.ts';
import { ChoiceField } from '../../components/choice-field.tsx';
import { EditDialog } from '../../components/edit-dialog.tsx';
import { NameFields } from '../../components/name-fields.tsx';
import { useEditParameter } from './use-parameter-changes.ts';
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
  const edit = useEditParameter(projectId, parameter?.id);
  const names = types.map(({ name }) => name);
  return (
    <EditDialog
      title={parameter === undefined ? 'New parameter' : `Edit ${parameter.name}`}
      action={parameter === undefined ? 'Create' : 'Save'}
      edit={edit}
      fields={['name', 'description', 'type']}
      facts={({ name, description, type }) => [
        ['Name', name],
        ['Description', description || 'none'],
        ['Type', type],
      ]}
      onClose={onClose}
      onSaved={onSaved}
    >
      {(form) => (
        <>
          <NameFields form={form} edit={edit} />
          <ChoiceField
            label="Type"
            choices={(names.includes(form.type) ? names : [form.type, ...names]).map((name) => ({
              value: name,
              label: name,
            }))}
            value={form.type}
            onChange={(type) => edit.change({ type })}
            fault={edit.fault('type')}
          />
          {parameter === undefined ? (
            <Checkbox
              label="It is a secret; that cannot be changed later"
              checked={form.secret}
              onChange={(_event, { checked }) => edit.change({ secret: checked === true })}
            />
          ) : null}
        </>
      )}
    </EditDialog>
  );
}
