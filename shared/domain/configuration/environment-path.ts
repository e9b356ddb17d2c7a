import type { Environment } from '../configuration.ts';

/**
 * The ids of an environment and of all above it up to the root, nearest first: the order in which values are looked up.
 * Ends early where an environment is not among the given ones.
 */
export function environmentPath(
  environments: ReadonlyMap<string, Pick<Environment, 'parentId'>>,
  environmentId: string,
): string[] {
  const path: string[] = [];
  let id: string | null = environmentId;
  while (id !== null && !path.includes(id)) {
    const environment = environments.get(id);
    if (environment === undefined) break;
    path.push(id);
    id = environment.parentId;
  }
  return path;
}
