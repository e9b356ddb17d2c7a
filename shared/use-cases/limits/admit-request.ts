import type { Admission } from '../../domain/request-window.ts';
import type { Deps } from '../deps.ts';
import { limitsOf } from './limits-of.ts';

/** Counts a request of the organization, unless it has had as many in this process within the last minute as it may. */
export async function admitRequest(
  deps: Pick<Deps, 'rows' | 'limits' | 'usage' | 'clock'>,
  organizationId: string,
): Promise<Admission> {
  const { requestsPerMinute } = await limitsOf(deps, organizationId);
  return deps.usage.requests(organizationId).take(requestsPerMinute, deps.clock.now().getTime());
}
