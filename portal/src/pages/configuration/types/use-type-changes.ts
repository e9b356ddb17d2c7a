import { ask } from '../../../api/client.ts';
import { useChange } from '../use-change.ts';
import type { ParameterType } from '../use-types.ts';

export interface TypeForm {
  name: string;
  description: string;
  /** Id of the type that it rests on. */
  parent: string;
}

/** Makes a type, or changes the one with this id. */
export function useSaveType(id?: string) {
  return useChange(
    (api, body: TypeForm): Promise<unknown> =>
      id === undefined
        ? ask(api.POST('/api/v1/types/', { body }))
        : ask(api.PATCH('/api/v1/types/{id}/', { params: { path: { id } }, body })),
    ({ name }) => (id === undefined ? `Created ${name}` : `Saved ${name}`),
  );
}

export function useDeleteType() {
  return useChange(
    (api, { id }: ParameterType) => ask(api.DELETE('/api/v1/types/{id}/', { params: { path: { id } } })),
    ({ name }) => `Deleted ${name}`,
  );
}
