import { apiKeyIsValid, apiKeyPrefix } from '../../domain/api-key.ts';
import { type Principal, roles } from '../../domain/principal.ts';
import { ServiceError } from '../../errors.ts';
import { RowConflict } from '../../ports/rows.ts';
import type { TokenVerifier } from '../../ports/token-verifier.ts';
import { getApiKey, replaceApiKey } from '../../store/api-keys.ts';
import { getOrganization } from '../../store/organizations.ts';
import type { Deps } from '../deps.ts';

/** How exact "last used" is, in milliseconds: more would cost a write per request. */
const lastUseGranularity = 3_600_000;

export type Credentials = { kind: 'api-key'; key: string } | { kind: 'bearer'; token: string };

/** Who sends these credentials. Rejects with `auth.invalid`, whatever it is that does not fit. */
export async function authenticate(
  deps: Pick<Deps, 'rows' | 'clock'> & { tokenVerifier?: TokenVerifier },
  credentials: Credentials,
): Promise<Principal> {
  const principal =
    credentials.kind === 'api-key' ? await byApiKey(deps, credentials.key) : await byToken(deps, credentials.token);
  if (principal === undefined) throw new ServiceError('auth.invalid');
  return principal;
}

async function byApiKey(deps: Pick<Deps, 'rows' | 'clock'>, key: string): Promise<Principal | undefined> {
  const prefix = apiKeyPrefix(key);
  const stored = prefix === undefined ? undefined : await getApiKey(deps.rows, prefix);
  const now = deps.clock.now();
  if (stored === undefined || !apiKeyIsValid(stored, key, now)) return undefined;

  if (stored.lastUsedAt === undefined || now.getTime() - stored.lastUsedAt.getTime() >= lastUseGranularity) {
    const { etag, ...rest } = stored;
    await replaceApiKey(deps.rows, { ...rest, lastUsedAt: now }, etag).catch((error) => {
      // Another request recorded its use at the same moment: one of the two is enough.
      if (!(error instanceof RowConflict)) throw error;
    });
  }
  return {
    kind: 'service-account',
    id: stored.serviceAccountId,
    name: stored.name,
    organizationId: stored.organizationId,
    role: stored.role,
  };
}

async function byToken(
  deps: Pick<Deps, 'rows'> & { tokenVerifier?: TokenVerifier },
  token: string,
): Promise<Principal | undefined> {
  const identity = await deps.tokenVerifier?.verify(token);
  const role = roles.find((known) => known === identity?.role);
  if (identity === undefined || role === undefined) return undefined;
  const organization = await getOrganization(deps.rows, identity.organizationId);
  if (organization === undefined) return undefined;
  return { kind: 'user', id: identity.subject, name: identity.name, organizationId: organization.id, role };
}
