import pLimit from 'p-limit';
import { assess } from '../../domain/integration/assess.ts';
import { begun, type Check, isLeftover } from '../../domain/integration/check.ts';
import type { Access } from '../../domain/integration/integration.ts';
import { planProbe } from '../../domain/integration/plan-probe.ts';
import type { CheckJob } from '../../ports/jobs.ts';
import { type ProbeAnswers, VaultFault } from '../../ports/vaults.ts';
import { deleteCheck, readChecks, replaceChecks, type StoredCheck } from '../../store/checks.ts';
import { shardOf } from '../../store/checks-table.ts';
import { readIntegrations, type StoredIntegration } from '../../store/integrations.ts';
import { getTenantLink } from '../../store/tenants.ts';
import type { Deps } from '../deps.ts';
import { measureAge, observeTest } from '../telemetry/observe-test.ts';
import { type Tested, TestRecorder } from './record-tests.ts';

const testsAtOnce = 12;
const readsAtOnce = 8;
/**
 * Milliseconds for one test. A vault that has not answered by then is tested again soon; its status stays for a while.
 * Fifty that never answer take five times as long, which is far from the functions' time limit.
 */
const testTime = 5_000;
/** Milliseconds more until a test is given up that does not even end by itself. */
const spare = 2_000;

type BatchDeps = Pick<Deps, 'rows' | 'vaults' | 'news' | 'clock' | 'azure' | 'log' | 'telemetry'>;

/**
 * Tests the integrations of one message, as far as its run's promise still holds. The promise is taken back before the
 * first test: whoever gets the message again finds nothing to do. A test that fails, or does not end, is none of the
 * others' business. Costs, for each partition, a range, a transaction, and another for each second in which there are
 * results; for each organization a range, and for each of its tenants a lookup.
 */
export async function testBatch(deps: BatchDeps, { claim, checks }: CheckJob): Promise<void> {
  const { log, clock } = deps;
  const began = clock.now().getTime();
  const mine = await beginTests(deps, claim, checks);
  const integrations = integrationsOf(deps, mine);
  const linkedAt = linkLookup(deps);
  const recorder = new TestRecorder(deps);
  // Those that failed lately come first: the others are tested while these are waited for.
  mine.sort((one, other) => other.failures - one.failures);
  await pLimit(testsAtOnce).map(mine, async (check) => {
    const { organizationId, integrationId } = check;
    try {
      const its = await integrations.get(organizationId);
      const integration = its?.find(({ id }) => id === integrationId);
      if (integration === undefined) return await forget(deps, check);
      const linked = await linkedAt(integration);
      recorder.add(await observeTest(deps, integration, () => test(deps, integration, check, linked), check));
    } catch (error) {
      log.error('integration.not-tested', { organizationId, integrationId, error });
    }
  });
  await recorder.finish();
  const took = clock.now().getTime() - began;
  log.info('checks.tested', { claim, asked: checks.length, tested: mine.length, took });
}

/** Those of the checks that this run has promised, and nobody has begun. */
async function beginTests(
  { rows, clock }: BatchDeps,
  claim: string,
  checks: CheckJob['checks'],
): Promise<StoredCheck[]> {
  const shards = [...Map.groupBy(checks, ({ organizationId }) => shardOf(organizationId))];
  const begunIn = await pLimit(readsAtOnce).map(shards, async ([shard, ids]) => {
    const promised = (await readChecks(rows, shard, ids)).filter((check) => check.claim === claim);
    const updates = promised.map((was) => ({ was, next: begun(was, clock.now()) }));
    const etags = await replaceChecks(rows, shard, updates);
    return updates.flatMap(({ next }, index) => {
      const etag = etags[index];
      return etag === undefined ? [] : [{ ...next, etag }];
    });
  });
  return begunIn.flat();
}

/** Those of each organization. Where they cannot be read nobody else's tests are the worse for it. */
function integrationsOf({ rows }: BatchDeps, checks: readonly Check[]): Map<string, Promise<StoredIntegration[]>> {
  const limit = pLimit(readsAtOnce);
  const read = (organizationId: string, its: readonly Check[]) => {
    const ids = its.map(({ integrationId }) => integrationId);
    const found = limit(() => readIntegrations(rows, organizationId, ids));
    // Each of its tests hears of a failure, should there be one; until the first one does nobody listens.
    found.catch(() => undefined);
    return found;
  };
  const byOrganization = Map.groupBy(checks, ({ organizationId }) => organizationId);
  return new Map([...byOrganization].map(([organizationId, its]) => [organizationId, read(organizationId, its)]));
}

/** When the tenant was proven last, looked up once for all of its integrations. */
function linkLookup({ rows }: BatchDeps) {
  const links = new Map<string, Promise<Date | undefined>>();
  return ({ organizationId, tenantId }: StoredIntegration): Promise<Date | undefined> => {
    const key = `${organizationId}/${tenantId}`;
    const link = links.get(key) ?? getTenantLink(rows, organizationId, tenantId).then((found) => found?.linkedAt);
    links.set(key, link);
    return link;
  };
}

async function test(
  deps: BatchDeps,
  integration: StoredIntegration,
  check: StoredCheck,
  linkedAt: Date | undefined,
): Promise<Tested & Pick<Access, 'status' | 'cause'>> {
  const { vaults, clock, azure } = deps;
  const { tenantId, vaultName } = integration;
  const testedAt = clock.now();
  const settled = new AbortController();
  const probe = async (): Promise<ProbeAnswers> => {
    // A vault of a tenant that the organization has not proven (any more) is not touched.
    if (linkedAt === undefined) return { list: new VaultFault('consent.missing') };
    const { tenantKnown, expected } = planProbe(check, testedAt);
    return vaults.open({ tenantId, vaultName }).probe({ passing: true, timeLimit: testTime, tenantKnown, expected });
  };
  const giveUp = async (): Promise<ProbeAnswers> => {
    await clock.sleep(testTime + spare, settled.signal);
    return { list: new VaultFault('vault.unavailable') };
  };
  try {
    const answers = await Promise.race([probe(), giveUp()]);
    const took = clock.now().getTime() - testedAt.getTime();
    measureAge(deps, check.lastCheckedAt, testedAt);
    const { applicationName } = azure;
    const run = { testedAt, took, linkedAt };
    const { status, cause } = assess(integration, check, { answers, applicationName, asked: false, ...run });
    return { check, integration, answers, status, cause, ...run };
  } finally {
    settled.abort();
  }
}

/** What a deletion, or a creation that was cut off, has left behind goes. */
async function forget({ rows, clock, log }: BatchDeps, check: StoredCheck): Promise<void> {
  if (!isLeftover(check, clock.now())) return;
  const { organizationId, integrationId } = check;
  await deleteCheck(rows, check);
  log.info('check.forgotten', { organizationId, integrationId });
}
