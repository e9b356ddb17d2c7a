import type { Environment } from '../configuration.ts';

/** Every organization's root environment has this name and keeps it. */
export const rootName = 'default';

export function isRoot(environment: Pick<Environment, 'parentId'>): boolean {
  return environment.parentId === null;
}
