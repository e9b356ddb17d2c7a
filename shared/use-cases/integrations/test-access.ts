import { diagnose } from '../../domain/integration/diagnose.ts';
import { recordTest } from '../../domain/integration/record-test.ts';
import { notFound } from '../../errors.ts';
import { type ProbeAnswers, VaultFault } from '../../ports/vaults.ts';
import { getIntegration, replaceIntegration, type StoredIntegration } from '../../store/integrations.ts';
import { getTenantLink } from '../../store/tenants.ts';
import { untilUncontended } from '../configuration/until-uncontended.ts';
import type { Deps } from '../deps.ts';
import { measureAge, observeTest } from '../telemetry/observe-test.ts';

/**
 * Tests what our application may do in the vault and stores the result. Edits and other tests that happen meanwhile
 * are kept; of several tests the one that began last stays. A vault of a tenant that the organization has not proven
 * (any more) is not touched.
 */
export function testAccess(deps: TestDeps, integration: StoredIntegration): Promise<StoredIntegration> {
  return observeTest(deps, integration, () => test(deps, integration));
}

type TestDeps = Pick<Deps, 'rows' | 'vaults' | 'clock' | 'azure' | 'log' | 'telemetry'>;

async function test(
  deps: TestDeps,
  { organizationId, id, tenantId, vaultName }: StoredIntegration,
): Promise<StoredIntegration> {
  const { rows, vaults, clock, azure, log } = deps;
  const testedAt = clock.now();
  const link = await getTenantLink(rows, organizationId, tenantId);
  const answers: ProbeAnswers =
    link === undefined
      ? { list: new VaultFault('consent.missing') }
      : await vaults.open({ tenantId, vaultName }).probe();

  return untilUncontended(async () => {
    const found = await getIntegration(rows, organizationId, id);
    if (found === undefined) throw notFound('integration');
    if (found.lastCheckedAt !== null && found.lastCheckedAt > testedAt) return found;
    const { etag: read, ...current } = found;
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
    const tested = recordTest(current, diagnosis, testedAt);
    const etag = await replaceIntegration(rows, tested, read);
    measureAge(deps, current.lastCheckedAt, testedAt);
    const { status, cause } = tested;
    log.info('integration.tested', { organizationId, integrationId: id, status, cause, before: current.status });
    return { ...tested, etag };
  });
}
