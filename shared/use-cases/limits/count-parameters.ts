import pLimit from 'p-limit';
import type { Rows } from '../../ports/rows.ts';
import { getParameterCount, putParameterCount, readChainState } from '../../store/parameter-counts.ts';
import { countParametersOf } from '../../store/parameters.ts';
import { listProjects } from '../../store/projects.ts';

const readAtOnce = 16;

/**
 * How many parameters an organization has: a range of its projects, two lookups for each of them, and where parameters
 * have changed since somebody counted them a range of their keys.
 */
export async function countParameters(rows: Rows, organizationId: string): Promise<number> {
  const projects = await listProjects(rows, organizationId);
  const counts = await pLimit(readAtOnce).map(projects, ({ id }) => countOfProject(rows, organizationId, id));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function countOfProject(rows: Rows, organizationId: string, projectId: string): Promise<number> {
  const project = { organizationId, projectId };
  const [state, known] = await Promise.all([
    readChainState(rows, organizationId, [projectId]),
    getParameterCount(rows, project, 'own'),
  ]);
  if (known?.state === state) return known.count;
  const count = await countParametersOf(rows, organizationId, projectId);
  await putParameterCount(rows, project, 'own', { state, count });
  return count;
}
