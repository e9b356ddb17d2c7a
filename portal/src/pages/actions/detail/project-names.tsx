import { idOf } from '../../../api/id-of.ts';
import { useProjects } from '../use-projects.ts';

/** The names of projects by their addresses; the id of one that is not there any more. */
export function ProjectNames({ urls }: { urls: readonly string[] }) {
  const { data: projects } = useProjects();
  if (urls.length === 0) return 'none';
  const names = new Map(projects?.map(({ id, name }) => [id, name]));
  return projects && urls.map((url) => names.get(idOf(url)) ?? idOf(url)).join(', ');
}
