import { useQuery } from '@tanstack/react-query';
import { ask, useApi } from '../../../api/client.ts';
import type { Choice } from '../../../components/choice-field.tsx';

/** Users to choose from, the first thousand of them, and always the one with this id: who is gone is in the audit still. */
export function useUserChoices(chosenId: string): Choice[] {
  const api = useApi();
  const { data = [] } = useQuery({
    queryKey: ['users', 'choices'],
    queryFn: async ({ signal }) => {
      const query = { page_size: 1_000, ordering: 'name' };
      return (await ask(api.GET('/api/v1/users/', { params: { query }, signal }))).results ?? [];
    },
  });
  const choices = data.map(({ id, name }) => ({ value: id, label: name ?? id }));
  const known = chosenId === '' || choices.some(({ value }) => value === chosenId);
  return known ? choices : [...choices, { value: chosenId, label: chosenId }];
}
