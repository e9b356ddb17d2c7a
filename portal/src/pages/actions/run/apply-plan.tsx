import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
} from '@fluentui/react-components';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { useState } from 'react';
import { useMayChange } from '../../../api/use-may-change.ts';
import type { Task } from '../action.ts';
import type { Address } from '../address.ts';
import { ConfirmDeletes } from './confirm-deletes.tsx';
import type { RunCommands } from './use-run.ts';

const useStyles = makeStyles({ line: { display: 'block', whiteSpace: 'normal' } });

/** Offers to carry out the plan that a dry run made, and says what becomes of what has changed since. */
export function ApplyPlan({ address, task, commands }: { address: Address; task: Task; commands: RunCommands }) {
  const styles = useStyles();
  const [asking, setAsking] = useState(false);
  const { mayChange, reason } = useMayChange();
  if (!task.dry_run || task.state !== 'success') return null;
  const { apply } = commands;
  const { confirmation } = task;
  return (
    <>
      <MessageBar intent={confirmation === null ? 'info' : 'warning'} layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>This is a plan; nothing was changed</MessageBarTitle>
          <span className={styles.line}>
            Applied, it is carried out exactly as it is shown. What has changed since it was made, in the vault or in
            the configuration, is left as it is: its step fails with the code step.changed, and the others go on.
          </span>
          {confirmation === null ? null : <span className={styles.line}>{confirmation}</span>}
          {mayChange ? null : <span className={styles.line}>{reason}</span>}
        </MessageBarBody>
        {mayChange ? (
          <MessageBarActions>
            <Button
              appearance="primary"
              icon={<CheckmarkRegular />}
              disabledFocusable={apply.isPending}
              onClick={() => (confirmation === null ? apply.mutate(false) : setAsking(true))}
            >
              Apply that plan
            </Button>
          </MessageBarActions>
        ) : null}
      </MessageBar>
      <ConfirmDeletes
        address={address}
        open={asking}
        reason={confirmation ?? ''}
        action="Apply and delete"
        busy={apply.isPending}
        onConfirm={() => apply.mutate(true, { onSettled: () => setAsking(false) })}
        onCancel={() => setAsking(false)}
      />
    </>
  );
}
