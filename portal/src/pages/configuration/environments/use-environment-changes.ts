import { ask } from '../../../api/client.ts';
import type { Environment } from '../environment-tree.ts';
import { useChange } from '../use-change.ts';

export interface EnvironmentForm {
  name: string;
  description: string;
  /** Id of an environment. */
  parent: string | null;
}

/** Makes an environment, or changes the one with this id. */
export function useSaveEnvironment(id?: string) {
  return useChange(
    (api, body: EnvironmentForm): Promise<{ id: string }> =>
      id === undefined
        ? ask(api.POST('/api/v1/environments/', { body }))
        : ask(api.PATCH('/api/v1/environments/{id}/', { params: { path: { id } }, body })),
    ({ name }) => (id === undefined ? `Created ${name}` : `Saved ${name}`),
  );
}

export interface CopyForm {
  name: string;
  description: string;
  /** The environments below are copied, too. */
  recursive: boolean;
  /** The names of their copies by their own names. */
  child_environment_names: Record<string, string>;
}

export function useCopyEnvironment(id: string) {
  return useChange(
    (api, body: CopyForm) => ask(api.POST('/api/v1/environments/{id}/copy/', { params: { path: { id } }, body })),
    ({ name }) => `Created ${name}`,
  );
}

export function useDeleteEnvironment() {
  return useChange(
    (api, { id }: Environment) => ask(api.DELETE('/api/v1/environments/{id}/', { params: { path: { id } } })),
    ({ name }) => `Deleted ${name}`,
    ({ id }) => id,
  );
}
