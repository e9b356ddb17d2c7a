import { Button } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { useNotify } from '../../../components/notifications.tsx';
import { type Action, words } from '../action.ts';
import { type Address, actionsHref } from '../address.ts';
import { actionKey } from '../use-action.ts';
import { useActionCalls } from '../use-action-calls.ts';

const stays = {
  pull: 'What it imported stays in your projects.',
  push: 'The secrets that it wrote stay in the vault.',
} as const;

/** Deletes an action after a question, and goes to those that are left. */
export function DeleteButton({ address, action: { name } }: { address: Address; action: Action }) {
  const [asking, setAsking] = useState(false);
  const calls = useActionCalls(address.kind);
  const queries = useQueryClient();
  const notify = useNotify();
  const [, navigate] = useLocation();
  const remove = useMutation({
    mutationFn: () => calls.remove(address),
    onSuccess() {
      notify.success(`${name} is deleted`);
      navigate(actionsHref(address));
      queries.removeQueries({ queryKey: actionKey(address) });
    },
    onError: notify.failure,
    onSettled: () => setAsking(false),
  });
  const { one } = words[address.kind];
  return (
    <>
      <Button icon={<DeleteRegular />} onClick={() => setAsking(true)}>
        Delete
      </Button>
      <ConfirmDialog
        open={asking}
        title={`Delete the ${one} ${name}?`}
        action="Delete"
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
        onCancel={() => setAsking(false)}
      >
        It is deleted with all of its runs. {stays[address.kind]}
      </ConfirmDialog>
    </>
  );
}
