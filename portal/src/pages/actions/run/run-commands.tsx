import { Button } from '@fluentui/react-components';
import { ArrowRepeatAllRegular } from '@fluentui/react-icons/svg/arrow-repeat-all';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { StopRegular } from '@fluentui/react-icons/svg/stop';
import { useState } from 'react';
import { useMayChange } from '../../../api/use-may-change.ts';
import { isFinished, type Task } from '../action.ts';
import type { Address } from '../address.ts';
import { useRunAction } from '../use-run-action.ts';
import { ConfirmDeletes } from './confirm-deletes.tsx';
import type { RunCommands as Commands } from './use-run.ts';

interface RunCommandsProps {
  address: Address;
  task: Task;
  commands: Commands;
}

/** What can be done with a run beside applying its plan; nothing is offered to who may not. */
export function RunCommands({ address, task, commands: { cancel, retry } }: RunCommandsProps) {
  if (!useMayChange().mayChange) return null;
  if (!isFinished(task)) {
    const ending = cancel.isPending || task.cancel_requested;
    return (
      <Button icon={<StopRegular />} disabledFocusable={ending} onClick={() => cancel.mutate()}>
        {ending ? 'Cancelling …' : 'Cancel run'}
      </Button>
    );
  }
  if (task.error_code === 'push.confirm-deletes') return <RunWithDeletes address={address} task={task} />;
  if (task.state !== 'failure' && task.counts.failed === 0) return null;
  return (
    <Button icon={<ArrowRepeatAllRegular />} disabledFocusable={retry.isPending} onClick={() => retry.mutate()}>
      Retry what failed
    </Button>
  );
}

/** Runs a push again that was stopped since it would delete many secrets, when that is confirmed. */
function RunWithDeletes({ address, task }: { address: Address; task: Task }) {
  const [asking, setAsking] = useState(false);
  const run = useRunAction(address);
  return (
    <>
      <Button icon={<DeleteRegular />} onClick={() => setAsking(true)}>
        Confirm the deletions
      </Button>
      <ConfirmDeletes
        address={address}
        open={asking}
        reason={`${task.error_detail} It is planned anew: what has left the push by then is deleted.`}
        action="Run and delete"
        busy={run.isPending}
        onConfirm={() => run.mutate({ actionId: address.actionId, dryRun: false, confirmDeletes: true })}
        onCancel={() => setAsking(false)}
      />
    </>
  );
}
