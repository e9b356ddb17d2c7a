import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { useNotify } from '../../components/notifications.tsx';
import { type Address, runHref } from './address.ts';
import { useActionCalls } from './use-action-calls.ts';

interface Wish {
  actionId: string;
  dryRun?: boolean;
  confirmDeletes?: boolean;
}

/** Runs an action, and goes to where the run can be watched. */
export function useRunAction({ integrationId, kind }: Pick<Address, 'integrationId' | 'kind'>) {
  const calls = useActionCalls(kind);
  const queries = useQueryClient();
  const notify = useNotify();
  const [, navigate] = useLocation();
  return useMutation({
    mutationFn: ({ actionId, ...wish }: Wish) => calls.run({ integrationId, actionId }, wish),
    onSuccess({ id: taskId }, { actionId }) {
      navigate(runHref({ integrationId, kind, actionId, taskId }));
      return queries.invalidateQueries({ queryKey: ['actions', integrationId] });
    },
    onError: notify.failure,
  });
}
