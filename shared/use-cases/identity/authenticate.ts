import { type ApiKey, apiKeyPrefix, isSameKey } from '../../domain/api-key.ts';
import { type Principal, roles } from '../../domain/principal.ts';
import { keyOpens } from '../../domain/service-account.ts';
import { ServiceError } from '../../errors.ts';
import { RowConflict } from '../../ports/rows.ts';
import type { TokenVerifier } from '../../ports/token-verifier.ts';
import { getOrganization } from '../../store/organizations.ts';
import { getServiceAccount, replaceServiceAccount, type StoredServiceAccount } from '../../store/service-accounts.ts';
import type { Deps } from '../deps.ts';
import { lookUpKey } from './look-up-key.ts';
import { meetPerson } from './meet-person.ts';

/** How exact "last used" is, in milliseconds: more would cost a write per request. */
const lastUseGranularity = 3_600_000;

/**
 * For so many milliseconds a process takes a service account for what it was: so long a key may still open after another
 * process has revoked it.
 */
const accountMemory = 5_000;

type KeyDeps = Pick<Deps, 'rows' | 'clock' | 'usage' | 'wrongKeysPerMinute'>;

export type Credentials = { kind: 'api-key'; key: string } | { kind: 'bearer'; token: string };

/**
 * Who sends these credentials: two point lookups, whichever they are, unless the process remembers what they would find
 * of a key; two or three for a key that does not open. Rejects with `auth.invalid`, whatever it is that
 * does not fit, and with `rate.limited` for a key that would have to be looked up when many of the same remote address,
 * `from`, do not exist.
 */
export async function authenticate(
  deps: KeyDeps & { tokenVerifier?: TokenVerifier },
  credentials: Credentials,
  { from }: { from: string },
): Promise<Principal> {
  const principal =
    credentials.kind === 'api-key'
      ? await byApiKey(deps, credentials.key, from)
      : await byToken(deps, credentials.token);
  if (principal === undefined) throw new ServiceError('auth.invalid');
  return principal;
}

async function byApiKey(deps: KeyDeps, key: string, from: string): Promise<Principal | undefined> {
  const prefix = apiKeyPrefix(key);
  const stored = prefix === undefined ? undefined : await lookUpKey(deps, prefix, from);
  if (stored === undefined || !isSameKey(stored, key)) return undefined;
  const now = deps.clock.now();
  const account = await findOpenAccount(deps.rows, stored, now);
  if (account === undefined) return undefined;

  if (account.lastUsedAt === undefined || now.getTime() - account.lastUsedAt.getTime() >= lastUseGranularity) {
    await replaceServiceAccount(deps.rows, { ...account, lastUsedAt: now }).catch((error) => {
      // Another request recorded its use at the same moment: one of the two is enough.
      if (!(error instanceof RowConflict)) throw error;
    });
  }
  const { id, name, organizationId, role, createdAt } = account;
  return { kind: 'service-account', id, name, organizationId, role, createdAt };
}

/** The key's account, if the key opens it. Only that it does is taken from memory: a new key opens everywhere at once. */
async function findOpenAccount(
  rows: Deps['rows'],
  { organizationId, serviceAccountId, prefix }: ApiKey,
  now: Date,
): Promise<StoredServiceAccount | undefined> {
  for (const maxAge of [accountMemory, 0]) {
    const account = await getServiceAccount(rows, organizationId, serviceAccountId, { maxAge });
    if (account !== undefined && keyOpens(account, prefix, now)) return account;
  }
  return undefined;
}

async function byToken(
  deps: Pick<Deps, 'rows' | 'clock'> & { tokenVerifier?: TokenVerifier },
  token: string,
): Promise<Principal | undefined> {
  const identity = await deps.tokenVerifier?.verify(token);
  const role = roles.find((known) => known === identity?.role);
  if (identity === undefined || role === undefined) return undefined;
  const organization = await getOrganization(deps.rows, identity.organizationId);
  if (organization === undefined || organization.deletingSince !== undefined) return undefined;
  const seen = { id: identity.subject, name: identity.name, organizationId: organization.id, role };
  const { createdAt } = await meetPerson(deps, seen);
  return { kind: 'user', ...seen, createdAt };
}
