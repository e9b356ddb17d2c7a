import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { type Api, useApi } from '../../api/client.ts';
import { useNotify } from '../../components/notifications.tsx';

/**
 * A change, after which `list` is read anew. `said`: what is told when it is done. Nothing of it outlives what shows it, since
 * what was sent may have been a secret.
 */
export function useChange<Input, Answer>(
  list: QueryKey,
  change: (api: Api, input: Input) => Promise<Answer>,
  said: (input: Input) => string,
) {
  const api = useApi();
  const queries = useQueryClient();
  const notify = useNotify();
  return useMutation({
    gcTime: 0,
    mutationFn: (input: Input) => change(api, input),
    onSuccess(_answer, input) {
      notify.success(said(input));
      return queries.invalidateQueries({ queryKey: list });
    },
  });
}
