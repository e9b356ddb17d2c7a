import { pageSize, usePages } from '../../../api/use-pages.ts';
import type { Action, Kind } from '../action.ts';
import { pollEvery } from '../poll-every.ts';
import { useActionCalls } from '../use-action-calls.ts';

/** The imports or pushes of an integration, read again while one of them runs. */
export function useActions(integrationId: string, kind: Kind) {
  const calls = useActionCalls(kind);
  return usePages<Action>(
    ['actions', integrationId, kind, 'list'],
    (page, signal) => calls.list({ integrationId }, { page, page_size: pageSize }, signal),
    {
      pollEvery: (actions, times) =>
        pollEvery(
          actions.map(({ latest_task: task }) => task),
          times,
        ),
    },
  );
}
