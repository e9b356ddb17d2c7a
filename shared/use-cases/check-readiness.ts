import { ServiceError } from '../errors.ts';
import type { KeyState } from '../ports/cipher.ts';
import { Secret } from '../secret.ts';
import { getOrganization } from '../store/organizations.ts';
import type { Deps } from './deps.ts';

/** No organization has this id: what the check reads and seals belongs to nobody. */
const nobody = '00000000-0000-0000-0000-000000000000';

/**
 * Reads from storage and seals and opens a value; rejects with `storage.unavailable` or a cipher's code. With keys that
 * are `stale` the service still serves, and somebody has to see to the wrapping key.
 */
export async function checkReadiness(deps: Pick<Deps, 'rows' | 'cipher'>): Promise<{ storage: 'ok'; keys: KeyState }> {
  await getOrganization(deps.rows, nobody).catch((cause) => {
    throw new ServiceError('storage.unavailable', undefined, { cause, retryAfter: 10 });
  });
  const context = { organizationId: nobody, binding: ['readiness'] };
  await deps.cipher.open(await deps.cipher.seal(new Secret('readiness'), context), context);
  return { storage: 'ok', keys: await deps.cipher.check(nobody) };
}
