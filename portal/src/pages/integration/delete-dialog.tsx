import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import type { Integration } from '../../api/use-integration.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useActions } from './use-actions.ts';
import { useDeleteIntegration } from './use-change-integration.ts';

interface DeleteDialogProps {
  integration: Integration;
  onClose(): void;
  onRemoved(integration: Integration): void;
}

const count = (total: number, one: string, many: string) => (total === 1 ? `1 ${one}` : `${total} ${many}`);

/** Says what goes and what stays, and has the vault's name typed. */
export function DeleteDialog({ integration, onClose, onRemoved }: DeleteDialogProps) {
  const { id, vault_name } = integration;
  const [typed, setTyped] = useState('');
  const remove = useDeleteIntegration(id);
  const pulls = useActions(id, 'pulls');
  const pushes = useActions(id, 'pushes');
  return (
    <ConfirmDialog
      open
      title={`Delete ${vault_name}?`}
      action="Delete"
      busy={remove.isPending}
      ready={typed.toLowerCase() === vault_name.toLowerCase()}
      onConfirm={() => remove.mutate(undefined, { onSuccess: () => onRemoved(integration) })}
      onCancel={onClose}
    >
      {remove.error === null ? null : <ProblemMessage error={remove.error} />}
      <ul>
        <li>
          Removed here: the integration with {count(pulls.total, 'import', 'imports')},{' '}
          {count(pushes.total, 'push', 'pushes')}, their runs, and its history.
        </li>
        <li>Parameters that were imported stay as they are.</li>
        <li>Nothing is changed in Azure. What remains to be done there is shown afterwards.</li>
      </ul>
      <Field label={`Type ${vault_name} to confirm`}>
        <Input value={typed} autoComplete="off" onChange={(_event, { value }) => setTyped(value)} />
      </Field>
    </ConfirmDialog>
  );
}
