import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { isGone } from '../../../api/problem.ts';
import { useNotify } from '../../../components/notifications.tsx';
import type { Task } from '../action.ts';
import { type Address, runHref } from '../address.ts';
import { pollEvery } from '../poll-every.ts';
import { actionKey } from '../use-action.ts';
import { useActionCalls } from '../use-action-calls.ts';

export function runKey(address: Address) {
  return [...actionKey(address), 'runs', address.taskId];
}

/** One run, asked for again while it goes on; not while the page is hidden. */
export function useRun(address: Address) {
  const calls = useActionCalls(address.kind);
  return useQuery({
    queryKey: [...runKey(address), 'itself'],
    queryFn: ({ signal }) => calls.task(address, signal),
    refetchInterval: ({ state: { data, dataUpdateCount, error } }) =>
      !isGone(error) && pollEvery(data === undefined ? [] : [data], dataUpdateCount),
  });
}

/** What a person can do with a run. Each shows what the run is then; a retry is a run of its own, which is gone to. */
export function useRunCommands(address: Address) {
  const calls = useActionCalls(address.kind);
  const queries = useQueryClient();
  const notify = useNotify();
  const [, navigate] = useLocation();
  const show = (task: Task) => queries.setQueryData([...runKey(address), 'itself'], task);
  return {
    apply: useMutation({
      mutationFn: (confirmDeletes: boolean) => calls.apply(address, { confirm_deletes: confirmDeletes }),
      onSuccess: show,
      onError: notify.failure,
    }),
    cancel: useMutation({ mutationFn: () => calls.cancel(address), onSuccess: show, onError: notify.failure }),
    retry: useMutation({
      mutationFn: () => calls.retry(address),
      onSuccess: ({ id: taskId }) => navigate(runHref({ ...address, taskId })),
      onError: notify.failure,
    }),
  };
}

export type RunCommands = ReturnType<typeof useRunCommands>;
