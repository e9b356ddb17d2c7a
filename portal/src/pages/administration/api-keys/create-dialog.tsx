import { useState } from 'react';
import { faultOf } from '../../../api/fault-of.ts';
import { ChoiceField } from '../../../components/choice-field.tsx';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { roles } from '../roles.ts';
import type { ShownOnce } from '../shown-once-dialog.tsx';
import { useCreateServiceAccount } from './use-service-accounts.ts';

/** Makes an account for a machine. */
export function CreateDialog({ onIssued, onClose }: { onIssued(key: ShownOnce): void; onClose(): void }) {
  const create = useCreateServiceAccount(onIssued);
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [role, setRole] = useState('VIEWER');
  return (
    <FormDialog
      title="New service account"
      action="Create"
      busy={create.isPending}
      error={create.error}
      fields={['name', 'description', 'role']}
      onSubmit={() => create.mutate({ name, description, role }, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <TextField
        label="Name"
        required
        hint="What it is for, e.g. deploy-pipeline."
        value={name}
        onChange={setName}
        fault={faultOf(create.error, 'name')}
      />
      <TextField
        label="Description"
        multiline
        value={description}
        onChange={setDescription}
        fault={faultOf(create.error, 'description')}
      />
      <ChoiceField
        label="Role"
        hint="It cannot be changed later."
        choices={Object.entries(roles).map(([value, label]) => ({ value, label }))}
        value={role}
        onChange={setRole}
        fault={faultOf(create.error, 'role')}
      />
    </FormDialog>
  );
}
