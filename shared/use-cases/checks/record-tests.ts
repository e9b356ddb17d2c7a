import { assess } from '../../domain/integration/assess.ts';
import { concluded } from '../../domain/integration/check.ts';
import type { TestRun } from '../../domain/integration/record-test.ts';
import { statusChange } from '../../domain/integration/status-change.ts';
import { statusChanged } from '../../domain/news/status-changed.ts';
import type { ProbeAnswers } from '../../ports/vaults.ts';
import { type CheckUpdate, getCheck, replaceCheck, replaceChecks, type StoredCheck } from '../../store/checks.ts';
import { shardOf } from '../../store/checks-table.ts';
import type { StoredIntegration } from '../../store/integrations.ts';
import { untilUncontended } from '../configuration/until-uncontended.ts';
import type { Deps } from '../deps.ts';
import { announce } from '../news/announce.ts';

/** Milliseconds that a result waits for others to be recorded with. */
const patience = 1_000;

type RecordDeps = Pick<Deps, 'rows' | 'news' | 'clock' | 'azure' | 'log'>;

export interface Tested extends Omit<TestRun, 'asked'> {
  /** As it was when the test was begun. */
  check: StoredCheck;
  integration: StoredIntegration;
  answers: ProbeAnswers;
  linkedAt: Date | undefined;
}

/** Records the results of tests, some at a time: those that come soon do not wait for those that come late. */
export class TestRecorder {
  readonly #deps: RecordDeps;
  readonly #finishing = new AbortController();
  #waiting: Tested[] = [];
  #recording: Promise<void> = Promise.resolve();

  constructor(deps: RecordDeps) {
    this.#deps = deps;
  }

  add(tested: Tested): void {
    this.#waiting.push(tested);
    if (this.#waiting.length > 1) return;
    this.#deps.clock.sleep(patience, this.#finishing.signal).then(
      () => this.#flush(),
      () => undefined,
    );
  }

  /** Resolves when all are recorded. Rejects when the storage did not take one. */
  async finish(): Promise<void> {
    this.#finishing.abort();
    this.#flush();
    await this.#recording;
  }

  #flush(): void {
    const results = this.#waiting;
    this.#waiting = [];
    const recorded = this.#recording.then(() => this.#record(results));
    // Whoever finishes hears of a failure; until then nobody listens.
    recorded.catch(() => undefined);
    this.#recording = recorded;
  }

  async #record(results: readonly Tested[]): Promise<void> {
    for (const [shard, its] of Map.groupBy(results, ({ check }) => shardOf(check.organizationId))) {
      const updates = its.map((tested) => updateOf(this.#deps, tested.check, tested));
      const etags = await replaceChecks(this.#deps.rows, shard, updates);
      for (const [index, tested] of its.entries()) {
        const update = updates[index];
        if (update !== undefined && etags[index] !== undefined) await tell(this.#deps, update);
        else await recordLate(this.#deps, tested);
      }
    }
  }
}

/** Somebody has changed the check since the test was begun: what began last stays. */
async function recordLate(deps: RecordDeps, tested: Tested): Promise<void> {
  const { organizationId, integrationId } = tested.check;
  try {
    await untilUncontended(async () => {
      const found = await getCheck(deps.rows, { organizationId, integrationId });
      if (found === undefined || (found.lastCheckedAt ?? 0) > tested.testedAt) return;
      const update = updateOf(deps, found, tested);
      await replaceCheck(deps.rows, update);
      await tell(deps, update);
    });
  } catch (error) {
    deps.log.error('integration.not-recorded', { organizationId, integrationId, error });
  }
}

function updateOf(
  { azure }: RecordDeps,
  was: StoredCheck,
  { integration, check: _check, ...run }: Tested,
): CheckUpdate {
  const { applicationName } = azure;
  const access = assess(integration, was, { ...run, applicationName, asked: false });
  return { was, next: concluded(was, access), change: statusChange(was, access) };
}

/** Only what has changed: a line for every test would say mostly that nothing has. */
async function tell(deps: RecordDeps, { was, next, change }: CheckUpdate): Promise<void> {
  if (change === undefined) return;
  const { organizationId, integrationId, status, cause, lastCheckTook: took } = next;
  deps.log.info('integration.tested', { organizationId, integrationId, status, cause, before: was.status, took });
  await announce(deps, statusChanged(was, next));
}
