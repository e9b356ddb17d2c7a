import { checkResourceTags } from '../../domain/integration/check-resource-tags.ts';
import { type Integration, integrationName } from '../../domain/integration/integration.ts';
import { untested } from '../../domain/integration/record-test.ts';
import { isVaultName } from '../../domain/integration/vault-name.ts';
import { ServiceError } from '../../errors.ts';
import { RowConflict } from '../../ports/rows.ts';
import { deleteIntegration, insertIntegration, type StoredIntegration } from '../../store/integrations.ts';
import { getTenantLink } from '../../store/tenants.ts';
import type { Deps } from '../deps.ts';
import { ensureMappedPull } from '../sync/save-pull.ts';
import { testAccess } from './test-access.ts';

export interface NewIntegration {
  organizationId: string;
  tenantId: string;
  vaultName: string;
  description: string;
  writable: boolean;
  resourceTags: Record<string, string>;
}

/** Connects a vault of a tenant that the organization has proven, and tests the access right away. */
export async function createIntegration(
  deps: Pick<Deps, 'rows' | 'vaults' | 'clock' | 'random' | 'azure' | 'log' | 'telemetry'>,
  input: NewIntegration,
): Promise<StoredIntegration> {
  const { rows, clock, random } = deps;
  const { organizationId, vaultName, description, writable, resourceTags } = input;
  const tenantId = input.tenantId.toLowerCase();
  if (!isVaultName(vaultName)) {
    throw new ServiceError('vault.name', undefined, {
      fields: [{ field: 'body.vault_name', code: 'vault.name', detail: 'Not a vault name.' }],
    });
  }
  const tagFaults = checkResourceTags(resourceTags, 'body.resource_tags');
  if (tagFaults.length > 0) {
    throw new ServiceError('request.invalid', 'Not valid: body.resource_tags.', { fields: tagFaults });
  }
  if ((await getTenantLink(rows, organizationId, tenantId)) === undefined) throw notLinked(tenantId);

  const now = clock.now();
  const integration: Integration = {
    id: random.uuid(),
    organizationId,
    tenantId,
    vaultName,
    description,
    writable,
    resourceTags,
    createdAt: now,
    modifiedAt: now,
    ...untested(now),
  };
  const etag = await insertIntegration(rows, integration).catch((error) => {
    if (!(error instanceof RowConflict)) throw error;
    throw new ServiceError('integration.exists', `${integrationName(integration)} is connected already.`, {
      cause: error,
    });
  });
  const stored = { ...integration, etag };
  // Whoever took the tenant away meanwhile did not see this integration.
  if ((await getTenantLink(rows, organizationId, tenantId)) === undefined) {
    await deleteIntegration(rows, stored);
    throw notLinked(tenantId);
  }
  await ensureMappedPull(deps, { organizationId, integrationId: integration.id });
  deps.log.info('integration.created', { organizationId, integrationId: integration.id });
  return testAccess(deps, stored);
}

function notLinked(tenantId: string): ServiceError {
  return new ServiceError('tenant.not-linked', `The tenant ${tenantId} is not linked to this organization.`);
}
