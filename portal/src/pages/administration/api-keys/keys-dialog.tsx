import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { faultOf } from '../../../api/fault-of.ts';
import { useMayAdminister } from '../../../api/use-may-administer.ts';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { DialogFrame } from '../../../components/dialog-frame.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { endOf } from '../day.ts';
import type { ShownOnce } from '../shown-once-dialog.tsx';
import { KeyList } from './key-list.tsx';
import type { Key } from './key-state.ts';
import { RevokeDialog } from './revoke-dialog.tsx';
import { type ServiceAccount, useAddKey, useReplaceKeys } from './use-service-accounts.ts';

interface KeysDialogProps {
  account: ServiceAccount;
  onIssued(key: ShownOnce): void;
  onClose(): void;
}

/** The keys of an account, of which only prefixes are known: one more, one less, or one in the place of all. */
export function KeysDialog({ account, onIssued, onClose }: KeysDialogProps) {
  const { mayAdminister } = useMayAdminister();
  const add = useAddKey(onIssued);
  const replace = useReplaceKeys(onIssued);
  const [day, setDay] = useState('');
  const [revoked, setRevoked] = useState<Key>();
  const [replacing, setReplacing] = useState(false);
  const error = add.error ?? replace.error;
  const newKey = { account, expiresAt: endOf(day) || null };
  if (revoked !== undefined) {
    return <RevokeDialog account={account} revoked={revoked} onClose={() => setRevoked(undefined)} />;
  }
  if (replacing) {
    return (
      <ConfirmDialog
        open
        title={`Replace all keys of ${account.user.name}?`}
        action="Replace all"
        busy={replace.isPending}
        onConfirm={() => {
          add.reset();
          replace.mutate(newKey, { onSettled: () => setReplacing(false) });
        }}
        onCancel={() => setReplacing(false)}
      >
        All present keys open nothing any more, after five seconds at the latest; what uses them stops working until it
        has the new one. This is for a key that has leaked.
      </ConfirmDialog>
    );
  }
  return (
    <DialogFrame
      title={`Keys of ${account.user.name}`}
      actions={
        <>
          {mayAdminister ? (
            <Button disabledFocusable={add.isPending} onClick={() => setReplacing(true)}>
              Replace all keys
            </Button>
          ) : null}
          <Button onClick={onClose}>Close</Button>
          {mayAdminister ? (
            <Button
              appearance="primary"
              disabledFocusable={add.isPending}
              onClick={() => {
                replace.reset();
                add.mutate(newKey);
              }}
            >
              Add a key
            </Button>
          ) : null}
        </>
      }
      onClose={onClose}
    >
      {error === null ? null : <ProblemMessage error={error} />}
      <KeyList keys={account.keys} onRevoke={mayAdminister ? setRevoked : undefined} />
      {mayAdminister ? (
        <>
          <p>
            To replace a key without an interruption: add one, bring it to wherever the old one is used, then revoke the
            old one.
          </p>
          <TextField
            label="Last day of the new key"
            hint="Empty: it does not expire."
            type="date"
            value={day}
            onChange={setDay}
            fault={faultOf(error, 'expire_at')}
          />
        </>
      ) : null}
    </DialogFrame>
  );
}
