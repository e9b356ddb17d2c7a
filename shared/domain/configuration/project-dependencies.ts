import type { Project } from '../configuration.ts';

type Dependency = Pick<Project, 'id' | 'dependsOnId'>;

/** Whether the project would come to depend on itself, directly or through others. */
export function wouldBeCycle(projects: readonly Dependency[], projectId: string, dependsOnId: string | null): boolean {
  const dependsOn = new Map(projects.map((project) => [project.id, project.dependsOnId]));
  const seen = new Set<string>();
  let id = dependsOnId;
  while (id !== null && !seen.has(id)) {
    if (id === projectId) return true;
    seen.add(id);
    id = dependsOn.get(id) ?? null;
  }
  return false;
}
