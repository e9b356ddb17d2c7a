import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { type Tenant, useUnlink } from './use-tenants.ts';

/** Asks before a tenant is taken away, tells what remains at Azure, and stays with the reason when it is refused. */
export function UnlinkDialog({ tenant, onClose }: { tenant: Tenant; onClose(): void }) {
  const unlink = useUnlink();
  return (
    <ConfirmDialog
      open
      title={`Unlink ${tenant.name}?`}
      action="Unlink"
      busy={unlink.isPending}
      onCancel={onClose}
      onConfirm={() => unlink.mutate(tenant, { onSuccess: onClose })}
    >
      {unlink.error === null ? null : <ProblemMessage error={unlink.error} />}
      <p>No vault of the tenant can be connected until an administrator of it consents anew.</p>
      <p>
        At Azure nothing changes by this. To end the consent there as well, an administrator of the tenant opens
        Enterprise applications in Entra, chooses this service’s application, Properties, Delete.
      </p>
    </ConfirmDialog>
  );
}
