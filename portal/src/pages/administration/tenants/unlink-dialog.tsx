import { type Tenant, useUnlinkTenant } from '../../../api/use-tenants.ts';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { useNotify } from '../../../components/notifications.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';

/** Asks before a tenant is taken away, tells what remains at Azure, and stays with the reason when it is refused. */
export function UnlinkDialog({ tenant, onClose }: { tenant: Tenant; onClose(): void }) {
  const unlink = useUnlinkTenant();
  const notify = useNotify();
  const confirm = () =>
    unlink.mutate(tenant.tenant_id, {
      onSuccess() {
        notify.success(`Unlinked ${tenant.name}`);
        onClose();
      },
    });
  return (
    <ConfirmDialog
      open
      title={`Unlink ${tenant.name}?`}
      action="Unlink"
      busy={unlink.isPending}
      onCancel={onClose}
      onConfirm={confirm}
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
