import { ServiceError } from '../../errors.ts';
import type { Push } from './action.ts';
import { parsePushPattern } from './parse-pattern.ts';
import { type Covered, checkVariables } from './preflight.ts';

type Checked = Pick<Push, 'includeParameters' | 'includeSecrets' | 'coerceParameters' | 'tags'> & {
  resource: string | null;
};

/**
 * Whether a push makes sense as it is described; returns its pattern. Rejects with `action.nothing-included`,
 * `action.coerce`, `pattern.invalid` or `pattern.missing-variable`.
 */
export function checkPush(push: Checked, covered: Covered): string {
  if (!push.includeParameters && !push.includeSecrets) throw new ServiceError('action.nothing-included');
  if (push.includeParameters && !push.coerceParameters) throw new ServiceError('action.coerce');
  if (push.resource === null) throw new ServiceError('pattern.invalid', 'A push needs a pattern in `resource`.');
  const pattern = parsePushPattern(push.resource);
  if (pattern.variables.has('tag') && push.tags.length === 0) {
    throw new ServiceError('pattern.invalid', 'The pattern uses the variable tag, but the push names no tags.');
  }
  const [problem] = checkVariables(pattern, covered);
  if (problem !== undefined) throw new ServiceError('pattern.missing-variable', problem.detail);
  return push.resource;
}
