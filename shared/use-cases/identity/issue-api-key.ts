import { digestApiKey, formatApiKey } from '../../domain/api-key.ts';
import type { Role } from '../../domain/principal.ts';
import { Secret } from '../../secret.ts';
import { insertApiKey } from '../../store/api-keys.ts';
import type { Deps } from '../deps.ts';

/** Makes a key for a new service account of the organization. The key is given out here and never again. */
export async function issueApiKey(
  deps: Pick<Deps, 'rows' | 'random' | 'clock'>,
  input: { organizationId: string; name: string; role: Role; expiresAt?: Date },
): Promise<{ key: Secret; prefix: string; serviceAccountId: string }> {
  const { key, prefix } = formatApiKey(deps.random.bytes(40));
  const serviceAccountId = deps.random.uuid();
  await insertApiKey(deps.rows, {
    prefix,
    digest: digestApiKey(key),
    organizationId: input.organizationId,
    serviceAccountId,
    name: input.name,
    role: input.role,
    createdAt: deps.clock.now(),
    expiresAt: input.expiresAt,
  });
  return { key: new Secret(key), prefix, serviceAccountId };
}
