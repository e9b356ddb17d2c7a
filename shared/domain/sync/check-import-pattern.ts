import { ServiceError } from '../../errors.ts';
import type { PullPattern } from './pattern.ts';

/** A pattern without `project` needs to be about the one project that there is: `pattern.missing-variable` otherwise. */
export function checkImportPattern(pattern: PullPattern, projectCount: number): void {
  if (pattern.variables.has('project') || projectCount === 1) return;
  throw new ServiceError(
    'pattern.missing-variable',
    `The pattern lacks the variable project, and the organization has ${projectCount === 0 ? 'no project' : 'more than one'}.`,
  );
}
