import { assess } from '../../domain/integration/assess.ts';
import { concluded } from '../../domain/integration/check.ts';
import { statusChange } from '../../domain/integration/status-change.ts';
import { statusChanged } from '../../domain/news/status-changed.ts';
import { notFound } from '../../errors.ts';
import { type ProbeAnswers, VaultFault } from '../../ports/vaults.ts';
import { getCheck, insertCheck, replaceCheck } from '../../store/checks.ts';
import { getIntegration, type StoredIntegration } from '../../store/integrations.ts';
import { getTenantLink } from '../../store/tenants.ts';
import { untilUncontended } from '../configuration/until-uncontended.ts';
import type { Deps } from '../deps.ts';
import { announce } from '../news/announce.ts';
import { measureAge, observeTest } from '../telemetry/observe-test.ts';
import { type KnownIntegration, newCheck, withAccess } from './know-access.ts';

/**
 * Tests, because somebody asks, what our application may do in the vault, and stores the result. Edits meanwhile are
 * kept; of several tests the one that began last stays. A vault of a tenant that the organization has not proven (any
 * more) is not touched.
 */
export function testAccess(deps: TestDeps, integration: StoredIntegration): Promise<KnownIntegration> {
  return observeTest(deps, integration, () => test(deps, integration));
}

type TestDeps = Pick<Deps, 'rows' | 'vaults' | 'news' | 'clock' | 'azure' | 'log' | 'telemetry'>;

async function test(
  deps: TestDeps,
  { organizationId, id, tenantId, vaultName }: StoredIntegration,
): Promise<KnownIntegration> {
  const { rows, vaults, clock, azure, log } = deps;
  const testedAt = clock.now();
  const link = await getTenantLink(rows, organizationId, tenantId);
  const answers: ProbeAnswers =
    link === undefined
      ? { list: new VaultFault('consent.missing') }
      : await vaults.open({ tenantId, vaultName }).probe();
  const took = clock.now().getTime() - testedAt.getTime();

  return untilUncontended(async () => {
    const [integration, check] = await Promise.all([
      getIntegration(rows, organizationId, id),
      getCheck(rows, { organizationId, integrationId: id }),
    ]);
    if (integration === undefined) throw notFound('integration');
    if (check?.lastCheckedAt && check.lastCheckedAt > testedAt) return withAccess(integration, check);
    const before = check ?? newCheck(integration);
    const run = { testedAt, took, asked: true };
    const { applicationName } = azure;
    const access = assess(integration, before, { answers, applicationName, linkedAt: link?.linkedAt, ...run });
    const next = concluded(before, access);
    if (check === undefined) await insertCheck(rows, next);
    else await replaceCheck(rows, { was: check, next, change: statusChange(before, access) });
    measureAge(deps, before.lastCheckedAt, testedAt);
    const { status, cause } = access;
    log.info('integration.tested', { organizationId, integrationId: id, status, cause, before: before.status, took });
    await announce(deps, statusChanged(before, next));
    return withAccess(integration, next);
  });
}
