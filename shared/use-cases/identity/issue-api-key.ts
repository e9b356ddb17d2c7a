import type { Role } from '../../domain/principal.ts';
import type { Secret } from '../../secret.ts';
import type { Deps } from '../deps.ts';
import { createServiceAccount } from './create-service-account.ts';

/**
 * Makes a key for a new service account of the organization. The key is given out here and never again.
 * Rejects with `object.exists` when there is a service account of this name.
 */
export async function issueApiKey(
  deps: Pick<Deps, 'rows' | 'random' | 'clock'>,
  input: { organizationId: string; name: string; role: Role; expiresAt?: Date },
): Promise<{ key: Secret; prefix: string; serviceAccountId: string }> {
  const { account, key, prefix } = await createServiceAccount(deps, input);
  return { key, prefix, serviceAccountId: account.id };
}
