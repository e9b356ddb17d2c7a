import { Button, Caption1 } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { EditRegular } from '@fluentui/react-icons/svg/edit';
import { useState } from 'react';
import type { Tagged } from '../../api/tagged.ts';
import type { Integration } from '../../api/use-integration.ts';
import { useMayAdminister } from '../../api/use-may-administer.ts';
import { DeleteDialog } from './delete-dialog.tsx';
import { EditDialog } from './edit-dialog.tsx';

interface IntegrationActionsProps {
  integration: Tagged<Integration>;
  onRemoved(integration: Integration): void;
}

/** What administrators of the organization may do with an integration. */
export function IntegrationActions({ integration, onRemoved }: IntegrationActionsProps) {
  const { mayAdminister, reason } = useMayAdminister();
  const [open, setOpen] = useState<'edit' | 'delete'>();
  if (!mayAdminister) return <Caption1>{reason}</Caption1>;
  const close = () => setOpen(undefined);
  return (
    <>
      <Button icon={<EditRegular />} onClick={() => setOpen('edit')}>
        Edit
      </Button>
      <Button icon={<DeleteRegular />} onClick={() => setOpen('delete')}>
        Delete
      </Button>
      {open === 'edit' ? <EditDialog integration={integration.value} onClose={close} /> : null}
      {open === 'delete' ? (
        <DeleteDialog integration={integration.value} onClose={close} onRemoved={onRemoved} />
      ) : null}
    </>
  );
}
