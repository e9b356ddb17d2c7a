import { ChoiceField } from '../../../components/choice-field.tsx';
import { EditDialog } from '../../../components/edit-dialog.tsx';
import { NameFields } from '../../../components/name-fields.tsx';
import { roles } from '../roles.ts';
import type { ShownOnce } from '../shown-once-dialog.tsx';
import { useNewServiceAccount } from './use-service-accounts.ts';

/** Makes an account for a machine. */
export function CreateDialog({ onIssued, onClose }: { onIssued(key: ShownOnce): void; onClose(): void }) {
  const edit = useNewServiceAccount(onIssued);
  return (
    <EditDialog
      title="New service account"
      action="Create"
      edit={edit}
      fields={['name', 'description', 'role']}
      onClose={onClose}
    >
      {(form) => (
        <>
          <NameFields form={form} edit={edit} nameHint="What it is for, e.g. deploy-pipeline." />
          <ChoiceField
            label="Role"
            hint="It cannot be changed later."
            choices={Object.entries(roles).map(([value, label]) => ({ value, label }))}
            value={form.role}
            onChange={(role) => edit.change({ role })}
            fault={edit.fault('role')}
          />
        </>
      )}
    </EditDialog>
  );
}
