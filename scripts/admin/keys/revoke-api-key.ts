import { command } from '../command.ts';
import { operator } from '../operator.ts';

export const revokeApiKeyCommand = command({
  name: 'revoke-api-key',
  summary: 'Revoke one API key, at once.',
  details: `
It opens nothing from then on, in processes that run after five seconds at the latest. Its service
account stays; PATCH or DELETE service-accounts/{id}/ deals with that.`,
  options: {
    organization: { type: 'string', value: 'ID', required: true, description: 'whose key' },
    prefix: { type: 'string', value: 'PREFIX', required: true, description: 'which one, as list-api-keys shows it' },
  },
  async run({ organization: organizationId, prefix }, context) {
    const { findOrganization } = await import('../../../shared/use-cases/organizations/find-organization.ts');
    const { revokeApiKey } = await import('../../../shared/use-cases/identity/revoke-api-key.ts');
    const { recordAudit } = await import('../../../shared/use-cases/audit/record-change.ts');
    const deps = await context.deps();
    await findOrganization(deps, organizationId);
    const { id, name } = await revokeApiKey(deps, { organizationId, prefix });
    const user = operator(deps.clock.now());
    const change = { action: 'update', objectType: 'ServiceAccount', object: { id, name } } as const;
    await recordAudit(deps, { organizationId, ...change, user });
    return { revoked: prefix, service_account: id, name };
  },
});
