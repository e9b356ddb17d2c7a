import { diagnose } from '../../domain/integration/diagnose.ts';
import { recordTest } from '../../domain/integration/record-test.ts';
import { notFound, ServiceError } from '../../errors.ts';
import { RowConflict } from '../../ports/rows.ts';
import { type ProbeAnswers, VaultFault } from '../../ports/vaults.ts';
import { getIntegration, replaceIntegration, type StoredIntegration } from '../../store/integrations.ts';
import { getTenantLink } from '../../store/tenants.ts';
import type { Deps } from '../deps.ts';

/** How often a result is put on an integration that others change at the same time. */
const attempts = 10;

/**
 * Tests what our application may do in the vault and stores the result. Edits and other tests that happen meanwhile
 * are kept; of several tests the one that began last stays. A vault of a tenant that the organization has not proven
 * (any more) is not touched.
 */
export async function testAccess(
  deps: Pick<Deps, 'rows' | 'vaults' | 'clock' | 'azure' | 'log'>,
  { organizationId, id, tenantId, vaultName }: StoredIntegration,
): Promise<StoredIntegration> {
  const { rows, vaults, clock, azure, log } = deps;
  const testedAt = clock.now();
  const link = await getTenantLink(rows, organizationId, tenantId);
  const answers: ProbeAnswers =
    link === undefined
      ? { list: new VaultFault('consent.missing') }
      : await vaults.open({ tenantId, vaultName }).probe();

  for (let attempt = 1; ; attempt += 1) {
    const current = await getIntegration(rows, organizationId, id);
    if (current === undefined) throw notFound('integration');
    if (current.lastCheckedAt !== null && current.lastCheckedAt > testedAt) return current;
    const diagnosis = diagnose(answers, {
      tenantId,
      vaultName,
      writable: current.writable,
      applicationName: azure.applicationName,
      testedAt,
      linkedAt: link?.linkedAt,
      before: {
        status: current.status,
        cause: current.cause,
        knownSince: current.conclusiveAt ?? current.createdAt,
      },
    });
    const { etag: read, ...tested } = recordTest(current, diagnosis, testedAt);
    try {
      const etag = await replaceIntegration(rows, tested, read);
      const { status, cause } = tested;
      log.info('integration.tested', { organizationId, integrationId: id, status, cause, before: current.status });
      return { ...tested, etag };
    } catch (error) {
      if (!(error instanceof RowConflict)) throw error;
      if (error.reason === 'missing') throw notFound('integration');
      if (attempt === attempts) throw new ServiceError('object.changed', undefined, { cause: error });
    }
  }
}
