import type { CountedKind } from '../../domain/limits.ts';
import { ServiceError } from '../../errors.ts';
import type { Deps } from '../deps.ts';
import { limitsOf } from './limits-of.ts';

/**
 * Rejects with `limit.<kind>` when the organization has as many as it may, or would have more with `more` of them. `used`:
 * how many there are. Nothing is locked: those who ask at the same moment may all be let through.
 */
export async function requireRoom(
  deps: Pick<Deps, 'rows' | 'limits'>,
  organizationId: string,
  kind: CountedKind,
  used: number,
  more = 1,
): Promise<void> {
  const { [kind]: limit } = await limitsOf(deps, organizationId);
  if (used + more > limit) throw noRoom(kind, limit, used, more);
}

export function noRoom(kind: CountedKind, limit: number, used: number, more = 1): ServiceError {
  const wish = more === 1 ? '' : `, and this would make ${more} more`;
  const noun = kind === 'actions' ? 'imports and pushes' : kind;
  return new ServiceError(`limit.${kind}`, `The organization may have ${limit} ${noun} and has ${used}${wish}.`);
}
