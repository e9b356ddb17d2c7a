import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { useNotify } from '../components/notifications.tsx';
import { type Api, useApi } from './client.ts';

/**
 * A change, after which all queries under `stale` are read anew: what a change touches elsewhere is the API's to know. `said`:
 * what is told when it is done. `gone`: the id of what the change deletes, about which nothing is asked any more. Nothing of
 * the change itself is kept, since it may have carried a secret.
 */
export function useChange<Input, Answer>(
  stale: QueryKey,
  change: (api: Api, input: Input) => Promise<Answer>,
  said: (input: Input) => string,
  gone?: (input: Input) => string,
) {
  const api = useApi();
  const queries = useQueryClient();
  const notify = useNotify();
  return useMutation({
    gcTime: 0,
    mutationFn: (input: Input) => change(api, input),
    onSuccess(_answer, input) {
      notify.success(said(input));
      const id = gone?.(input);
      return queries.invalidateQueries({
        queryKey: stale,
        predicate: ({ queryKey }) => id === undefined || !queryKey.includes(id),
      });
    },
  });
}
