import { digestApiKey, formatApiKey } from '../../domain/api-key.ts';
import type { Role } from '../../domain/principal.ts';
import type { ServiceAccount } from '../../domain/service-account.ts';
import { Secret } from '../../secret.ts';
import { deleteApiKey, insertApiKey } from '../../store/api-keys.ts';
import { insertServiceAccount, type StoredServiceAccount } from '../../store/service-accounts.ts';
import type { Deps } from '../deps.ts';

export interface NewServiceAccount {
  organizationId: string;
  name: string;
  description?: string;
  role: Role;
  ownerId?: string | null;
  expiresAt?: Date;
}

/**
 * Makes a service account with its first key. The key is given out here and never again.
 * Rejects with `object.exists` when the name is taken.
 */
export async function createServiceAccount(
  { rows, random, clock }: Pick<Deps, 'rows' | 'random' | 'clock'>,
  { organizationId, name, description = '', role, ownerId = null, expiresAt }: NewServiceAccount,
): Promise<{ account: StoredServiceAccount; key: Secret; prefix: string }> {
  const { key, prefix } = formatApiKey(random.bytes(40));
  const now = clock.now();
  const account: ServiceAccount = {
    id: random.uuid(),
    organizationId,
    name,
    description,
    role,
    ownerId,
    keys: [{ prefix, createdAt: now, ...(expiresAt === undefined ? {} : { expiresAt }) }],
    createdAt: now,
    modifiedAt: now,
  };
  // The key first: alone it opens nothing, while an account without its key would be in the way of the next attempt.
  await insertApiKey(rows, { prefix, digest: digestApiKey(key), organizationId, serviceAccountId: account.id });
  try {
    return { account: { ...account, etag: await insertServiceAccount(rows, account) }, key: new Secret(key), prefix };
  } catch (error) {
    await deleteApiKey(rows, prefix);
    throw error;
  }
}
