import { roles } from '../../../shared/domain/principal.ts';
import { command } from '../command.ts';
import { operator } from '../operator.ts';
import { requireNotDeleting } from './require-not-deleting.ts';

export const createApiKeyCommand = command({
  name: 'create-api-key',
  summary: 'Make a service account with a key, which is shown this once.',
  options: {
    organization: { type: 'string', value: 'ID', required: true, description: 'whose account' },
    name: { type: 'string', value: 'NAME', required: true, description: "the account's name" },
    role: { type: 'string', value: 'ROLE', choices: roles, default: 'ADMIN', description: 'what it may do' },
  },
  async run({ organization, name, role }, context) {
    const { findOrganization } = await import('../../../shared/use-cases/organizations/find-organization.ts');
    const { issueApiKey } = await import('../../../shared/use-cases/identity/issue-api-key.ts');
    const { recordAudit } = await import('../../../shared/use-cases/audit/record-change.ts');
    const deps = await context.deps();
    const found = await findOrganization(deps, organization);
    requireNotDeleting(found);
    const organizationId = found.id;
    const issued = await issueApiKey(deps, { organizationId, name, role });
    const object = { id: issued.serviceAccountId, name };
    const user = operator(deps.clock.now());
    await recordAudit(deps, { organizationId, action: 'create', objectType: 'ServiceAccount', object, user });
    return { api_key: issued.key.reveal(), prefix: issued.prefix, service_account: issued.serviceAccountId };
  },
});
