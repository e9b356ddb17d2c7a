import { randomUUID } from 'node:crypto';
import pLimit from 'p-limit';
import { vaultRoles } from '../sandbox/cloud/identifiers.ts';
import type { Vault } from '../sandbox/cloud/model.ts';
import { newVault } from '../sandbox/cloud/new-vault.ts';
import type { WholeService } from '../scripts/whole-service/start-whole-service.ts';
import { insertCheck } from '../shared/store/checks.ts';
import { insertIntegration } from '../shared/store/integrations.ts';
import { putTenantLink } from '../shared/store/tenants.ts';
import { newCheck } from '../shared/use-cases/integrations/know-access.ts';

const writesAtOnce = 24;
const hour = 3_600_000;

export interface Filled {
  answering: Vault[];
  /** Ids of the integrations whose vaults never answer. */
  silent: ReadonlySet<string>;
}

/**
 * Integrations that were connected at a test an hour ago: so many for a tenant, and an organization for each tenant. Written
 * past the service, past what counts its requests, and into the local Azure.
 */
export async function fillIntegrations(
  { sandbox, deps }: Pick<WholeService, 'sandbox' | 'deps'>,
  {
    count,
    perTenant,
    silentEvery = Number.POSITIVE_INFINITY,
  }: { count: number; perTenant: number; silentEvery?: number },
): Promise<Filled> {
  const { model } = sandbox.cloud;
  const tested = new Date(Date.now() - hour);
  const silent = new Set<string>();
  const answering: Vault[] = [];
  const numbers = Array.from({ length: count }, (_, number) => number);
  const tenants = Array.from({ length: Math.ceil(count / perTenant) }, (_, number) => addTenant(number));
  await pLimit(writesAtOnce).map(tenants, ({ organizationId, tenantId }) => {
    const link = { name: 'customer', linkedById: 'a', linkedByName: 'A', signedInObjectId: 'b', linkedAt: tested };
    return putTenantLink(deps.rows, { organizationId, tenantId, ...link });
  });
  await pLimit(writesAtOnce).map(numbers, async (number) => {
    const tenant = tenants[Math.floor(number / perTenant)];
    if (tenant === undefined) throw new Error('there is no tenant');
    const { organizationId, tenantId, principalId } = tenant;
    const vaultName = `health-${number}`;
    const vault = newVault(vaultName, tenantId, 'rbac', randomUUID());
    const roleId = vaultRoles['Key Vault Secrets Officer'] ?? '';
    vault.roleAssignments.push({ id: randomUUID(), principalId, roleId, effective: 0 });
    model.vaults.push(vault);
    const id = randomUUID();
    if (number % silentEvery === silentEvery - 1) {
      silent.add(id);
      vault.faults.push({ id: 'silent', kind: 'delay', delay: 24 * hour });
    } else answering.push(vault);
    const rest = { description: '', writable: true, resourceTags: {}, createdAt: tested, modifiedAt: tested };
    const integration = { id, organizationId, tenantId, vaultName, ...rest };
    const times = { statusSince: tested, lastCheckedAt: tested, conclusiveAt: tested, acceptedAt: tested };
    const known = { status: 'connected' as const, statusDetail: 'It can be read and written.', nextCheckAt: null };
    await insertCheck(deps.rows, { ...newCheck(integration), ...known, ...times, permissions: everything });
    await insertIntegration(deps.rows, integration);
  });
  return { answering, silent };

  function addTenant(number: number) {
    const [tenantId, principalId] = [randomUUID(), randomUUID()];
    const name = `customer-${number}`;
    model.tenants.push({ id: tenantId, name, domain: `${name}.onmicrosoft.localhost`, userConsent: true });
    const clientId = sandbox.settings.ENTRA_CLIENT_ID ?? '';
    model.servicePrincipals.push({ id: principalId, tenantId, clientId, enabled: true, created: 0, effective: 0 });
    return { organizationId: randomUUID(), tenantId, principalId };
  }
}

const everything = { list: 'allowed', get: 'allowed', set: 'allowed', delete: 'allowed', recover: 'allowed' } as const;
