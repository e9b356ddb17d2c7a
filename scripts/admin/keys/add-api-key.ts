import { command } from '../command.ts';
import { operator } from '../operator.ts';
import { requireNotDeleting } from './require-not-deleting.ts';

export const addApiKeyCommand = command({
  name: 'add-api-key',
  summary: 'Give a service account one more key, which is shown this once.',
  details: `
The keys that it has go on opening: bring the new one to where the old one is used, then revoke that.`,
  options: {
    organization: { type: 'string', value: 'ID', required: true, description: 'whose account' },
    'service-account': { type: 'string', value: 'ID', required: true, description: 'which one, see list-api-keys' },
  },
  async run({ organization: organizationId, 'service-account': id }, context) {
    const { findOrganization } = await import('../../../shared/use-cases/organizations/find-organization.ts');
    const { addApiKey } = await import('../../../shared/use-cases/identity/add-api-key.ts');
    const { recordAudit } = await import('../../../shared/use-cases/audit/record-change.ts');
    const deps = await context.deps();
    requireNotDeleting(await findOrganization(deps, organizationId));
    const { account, added, key } = await addApiKey(deps, { organizationId, id });
    const object = { id, name: account.name };
    const user = operator(deps.clock.now());
    await recordAudit(deps, { organizationId, action: 'update', objectType: 'ServiceAccount', object, user });
    return { api_key: key.reveal(), prefix: added.prefix, service_account: id, name: account.name };
  },
});
