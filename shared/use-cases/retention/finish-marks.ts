import { listProjects } from '../../store/projects.ts';
import { finishCopies } from '../configuration/finish-copies.ts';
import { finishParameterRemovals } from '../configuration/finish-parameter-removals.ts';
import { finishRemovals } from '../configuration/finish-removals.ts';
import type { SweepPart } from './sweep.ts';

/**
 * Finishes deletions and copies of environments that were cut off. Three ranges, mostly empty, and one for each project.
 * A deletion that is under way may be met: both do the same.
 */
export const finishMarks: SweepPart = async function* (deps, organizationId, _tell, after) {
  if (after === '') {
    await finishCopies(deps, { organizationId });
    await finishRemovals(deps, { organizationId });
  }
  for (const { id: projectId } of await listProjects(deps.rows, organizationId)) {
    if (projectId <= after) continue;
    await finishParameterRemovals(deps, { organizationId, projectId });
    yield projectId;
  }
};
