import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useState } from 'react';
import { faultOf } from '../../../api/fault-of.ts';
import { useMayAdminister } from '../../../api/use-may-administer.ts';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { endOf } from '../day.ts';
import type { ShownOnce } from '../shown-once-dialog.tsx';
import { KeyList } from './key-list.tsx';
import { type ServiceAccount, useReplaceKeys } from './use-service-accounts.ts';

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

interface KeysDialogProps {
  account: ServiceAccount;
  onIssued(key: ShownOnce): void;
  onClose(): void;
}

/** The keys of an account, of which only prefixes are known, and a new one in their place. */
export function KeysDialog({ account, onIssued, onClose }: KeysDialogProps) {
  const styles = useStyles();
  const { mayAdminister } = useMayAdminister();
  const replace = useReplaceKeys(onIssued);
  const [day, setDay] = useState('');
  return (
    <Dialog open onOpenChange={(_event, data) => data.open || onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>Keys of {account.user.name}</DialogTitle>
          <DialogContent className={styles.content}>
            {replace.error === null ? null : <ProblemMessage error={replace.error} />}
            <KeyList keys={account.keys} />
            {mayAdminister ? (
              <TextField
                label="Last day of the new key"
                hint="Empty: it does not expire. The keys above open nothing any more once there is a new one."
                type="date"
                value={day}
                onChange={setDay}
                fault={faultOf(replace.error, 'expire_at')}
              />
            ) : null}
          </DialogContent>
          <DialogActions fluid>
            {mayAdminister ? (
              <Button
                disabledFocusable={replace.isPending}
                onClick={() => replace.mutate({ account, expiresAt: endOf(day) || null })}
              >
                Replace by a new key
              </Button>
            ) : null}
            <Button appearance="primary" onClick={onClose}>
              Close
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
