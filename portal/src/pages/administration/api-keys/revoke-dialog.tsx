import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { type Key, keyState } from './key-state.ts';
import { type ServiceAccount, useRevokeKey } from './use-service-accounts.ts';

interface RevokeDialogProps {
  account: ServiceAccount;
  /** The one that is about to be revoked. */
  revoked: Key;
  onClose(): void;
}

/** Asks before a key is revoked. */
export function RevokeDialog({ account, revoked: { prefix }, onClose }: RevokeDialogProps) {
  const revoke = useRevokeKey();
  const hasOther = account.keys.some((key) => key.prefix !== prefix && keyState(key) === 'valid');
  return (
    <ConfirmDialog
      open
      title={`Revoke ${prefix}?`}
      action="Revoke"
      busy={revoke.isPending}
      onConfirm={() => revoke.mutate({ account, prefix }, { onSuccess: onClose })}
      onCancel={onClose}
    >
      {revoke.error === null ? null : <ProblemMessage error={revoke.error} />}
      It opens nothing any more, after five seconds at the latest, and cannot be taken back: what still uses it stops
      working. {hasOther ? 'The other keys stay.' : `It is the only valid key of ${account.user.name}.`}
    </ConfirmDialog>
  );
}
