import { hasExpired, type ServiceAccountKey } from '../../../shared/domain/service-account.ts';
import { command } from '../command.ts';

export const listApiKeysCommand = command({
  name: 'list-api-keys',
  summary: "List a customer's API keys by their prefixes, with what became of them.",
  options: { organization: { type: 'string', value: 'ID', required: true, description: 'whose keys' } },
  async run({ organization }, context) {
    const { findOrganization } = await import('../../../shared/use-cases/organizations/find-organization.ts');
    const { listServiceAccounts } = await import('../../../shared/store/service-accounts.ts');
    const deps = await context.deps();
    await findOrganization(deps, organization);
    const accounts = await listServiceAccounts(deps.rows, organization);
    const now = deps.clock.now();
    const keys = accounts.flatMap(({ id, name, role, lastUsedAt, keys: own }) =>
      own.map((key) => ({
        prefix: key.prefix,
        state: stateOf(key, now),
        service_account: id,
        name,
        role,
        created_at: key.createdAt,
        expires_at: key.expiresAt ?? null,
        revoked_at: key.revokedAt ?? null,
        account_last_used_at: lastUsedAt ?? null,
      })),
    );
    return { organization, api_keys: keys };
  },
});

function stateOf(key: ServiceAccountKey, now: Date): 'open' | 'revoked' | 'expired' {
  if (key.revokedAt !== undefined) return 'revoked';
  return hasExpired(key, now) ? 'expired' : 'open';
}
