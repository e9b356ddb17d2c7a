import pLimit from 'p-limit';
import { assess } from '../../domain/integration/assess.ts';
import { begun, type Check, concluded, isLeftover } from '../../domain/integration/check.ts';
import { planProbe } from '../../domain/integration/plan-probe.ts';
import { statusChange } from '../../domain/integration/status-change.ts';
import type { CheckJob } from '../../ports/jobs.ts';
import { type ProbeAnswers, VaultFault } from '../../ports/vaults.ts';
import {
  type CheckUpdate,
  deleteCheck,
  getCheck,
  readChecks,
  replaceCheck,
  replaceChecks,
  type StoredCheck,
} from '../../store/checks.ts';
import { shardOf } from '../../store/checks-table.ts';
import { readIntegrations, type StoredIntegration } from '../../store/integrations.ts';
import { getTenantLink } from '../../store/tenants.ts';
import { untilUncontended } from '../configuration/until-uncontended.ts';
import type { Deps } from '../deps.ts';

const testsAtOnce = 16;
const readsAtOnce = 8;
/**
 * Milliseconds for one test. A vault that has not answered by then is tested again soon; its status stays for a while.
 * Fifty that never answer take four times as long, which is far from the functions' time limit.
 */
const testTime = 5_000;
/** Milliseconds more until a test is given up that does not even end by itself. */
const spare = 2_000;

type BatchDeps = Pick<Deps, 'rows' | 'vaults' | 'clock' | 'azure' | 'log'>;

interface Tested {
  integration: StoredIntegration;
  answers: ProbeAnswers;
  testedAt: Date;
  took: number;
  linkedAt: Date | undefined;
}

/**
 * Tests the integrations of one message, as far as its run's promise still holds. The promise is taken back before the
 * first test: whoever gets the message again finds nothing to do. A test that fails, or does not end, is none of the
 * others' business. Costs, for 50 checks of one partition, two transactions and a range for the checks; and for each
 * organization a range, for each of its tenants a lookup.
 */
export async function testBatch(deps: BatchDeps, { claim, checks }: CheckJob): Promise<void> {
  const { log, clock } = deps;
  const began = clock.now().getTime();
  let tested = 0;
  for (const [shard, ids] of Map.groupBy(checks, ({ organizationId }) => shardOf(organizationId))) {
    const found = await readChecks(deps.rows, shard, ids);
    const promised = found.filter((check) => check.claim === claim);
    tested += await testShard(deps, shard, promised);
  }
  log.info('checks.tested', { claim, asked: checks.length, tested, took: clock.now().getTime() - began });
}

async function testShard(deps: BatchDeps, shard: string, promised: readonly StoredCheck[]): Promise<number> {
  const { rows, clock } = deps;
  const started = promised.map((was) => ({ was, next: begun(was, clock.now()) }));
  const etags = await replaceChecks(rows, shard, started);
  const mine = started.flatMap(({ next }, index) => {
    const etag = etags[index];
    return etag === undefined ? [] : [{ ...next, etag }];
  });
  const integrations = await integrationsOf(deps, mine);
  const linkedAt = linkLookup(deps);
  const updates = await pLimit(testsAtOnce).map(mine, async (check) => {
    const integration = integrations.get(check.integrationId);
    if (integration === undefined) return forget(deps, check);
    try {
      const tested = await test(deps, integration, check, await linkedAt(integration));
      return { check, tested };
    } catch (error) {
      const { organizationId, integrationId } = check;
      deps.log.error('integration.not-tested', { organizationId, integrationId, error });
      return undefined;
    }
  });
  const done = updates.filter((update) => update !== undefined);
  await record(deps, shard, done);
  return done.length;
}

/** By id. One that cannot be read keeps no other from being tested. */
async function integrationsOf({ rows }: BatchDeps, checks: readonly Check[]): Promise<Map<string, StoredIntegration>> {
  const byOrganization = [...Map.groupBy(checks, ({ organizationId }) => organizationId)];
  const found = await pLimit(readsAtOnce).map(byOrganization, ([organizationId, its]) =>
    readIntegrations(
      rows,
      organizationId,
      its.map(({ integrationId }) => integrationId),
    ),
  );
  return new Map(found.flat().map((integration) => [integration.id, integration]));
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
  { vaults, clock }: BatchDeps,
  integration: StoredIntegration,
  check: Check,
  linkedAt: Date | undefined,
): Promise<Tested> {
  const { tenantId, vaultName } = integration;
  const testedAt = clock.now();
  const settled = new AbortController();
  const probe = async (): Promise<ProbeAnswers> => {
    // A vault of a tenant that the organization has not proven (any more) is not touched.
    if (linkedAt === undefined) return { list: new VaultFault('consent.missing') };
    const { tenantKnown, expected } = planProbe(check, testedAt);
    return vaults.open({ tenantId, vaultName }).probe({ timeLimit: testTime, tenantKnown, expected });
  };
  try {
    const answers = await Promise.race([
      probe(),
      clock
        .sleep(testTime + spare, settled.signal)
        .then((): ProbeAnswers => ({ list: new VaultFault('vault.unavailable') })),
    ]);
    return { integration, answers, testedAt, took: clock.now().getTime() - testedAt.getTime(), linkedAt };
  } finally {
    settled.abort();
  }
}

/** What a deletion, or a creation that was cut off, has left behind goes. */
async function forget({ rows, clock, log }: BatchDeps, check: StoredCheck): Promise<undefined> {
  if (!isLeftover(check, clock.now())) return undefined;
  const { organizationId, integrationId } = check;
  try {
    await deleteCheck(rows, check);
    log.info('check.forgotten', { organizationId, integrationId });
  } catch (error) {
    // It will be found again.
    log.warn('check.not-forgotten', { organizationId, integrationId, error });
  }
}

async function record(
  deps: BatchDeps,
  shard: string,
  done: readonly { check: StoredCheck; tested: Tested }[],
): Promise<void> {
  const updates = done.map(({ check, tested }) => updateOf(deps, check, tested));
  const etags = await replaceChecks(deps.rows, shard, updates);
  for (const [index, { check, tested }] of done.entries()) {
    const update = updates[index];
    if (update !== undefined && etags[index] !== undefined) tell(deps, update);
    else await recordLate(deps, check, tested);
  }
}

/** Somebody has changed the check since the test was begun: what began last stays. */
async function recordLate(deps: BatchDeps, check: StoredCheck, tested: Tested): Promise<void> {
  const { organizationId, integrationId } = check;
  try {
    await untilUncontended(async () => {
      const found = await getCheck(deps.rows, { organizationId, integrationId });
      if (found === undefined || (found.lastCheckedAt ?? 0) > tested.testedAt) return;
      const update = updateOf(deps, found, tested);
      await replaceCheck(deps.rows, update);
      tell(deps, update);
    });
  } catch (error) {
    deps.log.error('integration.not-recorded', { organizationId, integrationId, error });
  }
}

function updateOf({ azure }: BatchDeps, was: StoredCheck, { integration, ...run }: Tested): CheckUpdate {
  const { applicationName } = azure;
  const access = assess(integration, was, { ...run, applicationName, asked: false });
  return { was, next: concluded(was, access), change: statusChange(was, access) };
}

/** Only what has changed: a line for every test would say mostly that nothing has. */
function tell({ log }: BatchDeps, { was, next, change }: CheckUpdate): void {
  if (change === undefined) return;
  const { organizationId, integrationId, status, cause, lastCheckTook: took } = next;
  log.info('integration.tested', { organizationId, integrationId, status, cause, before: was.status, took });
}
