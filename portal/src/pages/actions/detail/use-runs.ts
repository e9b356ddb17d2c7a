import { pageSize, usePages } from '../../../api/use-pages.ts';
import type { Task } from '../action.ts';
import type { Address } from '../address.ts';
import { pollEvery } from '../poll-every.ts';
import { actionKey } from '../use-action.ts';
import { useActionCalls } from '../use-action-calls.ts';

/** The runs of an action, the newest first; read again while one goes on. */
export function useRuns(address: Address) {
  const calls = useActionCalls(address.kind);
  return usePages<Task>(
    [...actionKey(address), 'runs'],
    (page, signal) => calls.tasks(address, { page, page_size: pageSize }, signal),
    { pollEvery },
  );
}
