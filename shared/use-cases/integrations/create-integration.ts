import { checkResourceTags } from '../../domain/integration/check-resource-tags.ts';
import { type Integration, integrationName } from '../../domain/integration/integration.ts';
import { isVaultName } from '../../domain/integration/vault-name.ts';
import { ServiceError } from '../../errors.ts';
import { RowConflict } from '../../ports/rows.ts';
import { insertCheck } from '../../store/checks.ts';
import { deleteIntegration, insertIntegration, listIntegrations } from '../../store/integrations.ts';
import { getTenantLink } from '../../store/tenants.ts';
import type { Deps } from '../deps.ts';
import { requireRoom } from '../limits/require-room.ts';
import { ensureMappedPull } from '../sync/actions/save-pull.ts';
import { forgetCheck } from './forget-check.ts';
import { type KnownIntegration, newCheck } from './know-access.ts';
import { testAccess } from './test-access.ts';

export interface NewIntegration {
  organizationId: string;
  tenantId: string;
  vaultName: string;
  description: string;
  writable: boolean;
  resourceTags: Record<string, string>;
}

/**
 * Connects a vault of a tenant that the organization has proven, and tests the access right away. Rejects with `vault.name`,
 * `request.invalid`, `tenant.not-linked`, `limit.integrations`, `integration.exists`.
 */
export async function createIntegration(
  deps: Pick<Deps, 'rows' | 'vaults' | 'news' | 'clock' | 'random' | 'azure' | 'log' | 'limits' | 'telemetry'>,
  input: NewIntegration,
): Promise<KnownIntegration> {
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
  await requireRoom(deps, organizationId, 'integrations', (await listIntegrations(rows, organizationId)).length);

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
  };
  // First: what is cut off here leaves a check of nothing, which goes by itself, and never a vault that nobody tests.
  await insertCheck(rows, newCheck(integration));
  const etag = await insertIntegration(rows, integration).catch(async (error) => {
    await forgetCheck(deps, { organizationId, integrationId: integration.id });
    if (!(error instanceof RowConflict)) throw error;
    throw new ServiceError('integration.exists', `${integrationName(integration)} is connected already.`, {
      cause: error,
    });
  });
  const stored = { ...integration, etag };
  // Whoever took the tenant away meanwhile did not see this integration.
  if ((await getTenantLink(rows, organizationId, tenantId)) === undefined) {
    await deleteIntegration(rows, stored);
    await forgetCheck(deps, { organizationId, integrationId: integration.id });
    throw notLinked(tenantId);
  }
  await ensureMappedPull(deps, { organizationId, integrationId: integration.id });
  deps.log.info('integration.created', { organizationId, integrationId: integration.id });
  return testAccess(deps, stored);
}

function notLinked(tenantId: string): ServiceError {
  return new ServiceError('tenant.not-linked', `The tenant ${tenantId} is not linked to this organization.`);
}
