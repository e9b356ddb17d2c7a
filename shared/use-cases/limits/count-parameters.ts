import pLimit from 'p-limit';
import type { Rows } from '../../ports/rows.ts';
import { countParametersOf } from '../../store/parameters.ts';
import { listProjects } from '../../store/projects.ts';

const readAtOnce = 16;

/**
 * How many parameters an organization has: a range of its projects, and for each of them ranges of its parameters' keys,
 * 1,000 with a request.
 */
export async function countParameters(rows: Rows, organizationId: string): Promise<number> {
  const projects = await listProjects(rows, organizationId);
  const counts = await pLimit(readAtOnce).map(projects, ({ id }) => countParametersOf(rows, organizationId, id));
  return counts.reduce((sum, count) => sum + count, 0);
}
