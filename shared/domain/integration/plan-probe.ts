import type { Cause } from './cause.ts';
import { isDenial } from './cause-of-fault.ts';
import type { Access } from './integration.ts';

/** How long after a vault dealt with our token its tenant need not be asked again, in milliseconds. */
const tenantIsKnown = 24 * 3_600_000;

export interface ProbePlan {
  /** The vault is known to belong to the integration's tenant: its challenge can be left out. */
  tenantKnown: boolean;
  /** A denial that is no news, and for which no new token is needed. */
  expected?: Cause;
}

/** How to test by the timer what has been tested before: with the fewest requests to the vault and to Entra. */
export function planProbe({ acceptedAt, cause }: Pick<Access, 'acceptedAt' | 'cause'>, now: Date): ProbePlan {
  const tenantKnown = acceptedAt !== null && now.getTime() - acceptedAt.getTime() < tenantIsKnown;
  return { tenantKnown, ...(cause !== null && isDenial(cause) ? { expected: cause } : {}) };
}
