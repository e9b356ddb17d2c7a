import { promised } from '../../domain/integration/check.ts';
import { type CheckId, replaceChecks, type StoredCheck } from '../../store/checks.ts';
import type { Deps } from '../deps.ts';

/** Checks that one message asks for. */
const batchSize = 50;
/** Checks that are promised at once, at most: one row each, and one more where it was to be tested soon. */
const promisedAtOnce = 100;

type PromiseDeps = Pick<Deps, 'rows' | 'jobs' | 'clock' | 'random'>;

/**
 * Promises tests and sends the messages that ask for them. What another run has promised meanwhile is left to it. The
 * promise comes first: cut off before its message it runs out, and the timer's next turn promises anew.
 */
export class CheckPromises {
  readonly #deps: PromiseDeps;
  readonly #claim: string;
  readonly #period: Date | undefined;
  readonly #due = new Map<string, StoredCheck[]>();
  #promised: CheckId[] = [];
  /** Promised so far, and in how many messages. */
  checks = 0;
  messages = 0;

  /** `period`: the timer's turn, if it is one. */
  constructor(deps: PromiseDeps, period?: Date) {
    this.#deps = deps;
    this.#claim = deps.random.uuid();
    this.#period = period;
  }

  /** Of a check that is due. */
  async add(shard: string, check: StoredCheck): Promise<void> {
    const due = this.#due.get(shard) ?? [];
    this.#due.set(shard, due);
    due.push(check);
    if (due.length >= promisedAtOnce) await this.#promise(shard);
  }

  /** Promises and sends what is left. */
  async finish(): Promise<void> {
    for (const shard of this.#due.keys()) await this.#promise(shard);
    await this.#send(1);
  }

  async #promise(shard: string): Promise<void> {
    const { rows, clock } = this.#deps;
    const due = this.#due.get(shard) ?? [];
    this.#due.delete(shard);
    const now = clock.now();
    const updates = due.map((was) => ({ was, next: promised(was, this.#claim, now, this.#period) }));
    const etags = await replaceChecks(rows, shard, updates);
    const won = due.filter((_check, index) => etags[index] !== undefined);
    this.#promised.push(...won.map(({ organizationId, integrationId }) => ({ organizationId, integrationId })));
    await this.#send(batchSize);
  }

  /** Sends messages for as long as there are so many to ask for. */
  async #send(least: number): Promise<void> {
    while (this.#promised.length >= least) {
      const checks = this.#promised.splice(0, batchSize);
      await this.#deps.jobs.enqueueChecks({ v: 1, claim: this.#claim, checks });
      this.checks += checks.length;
      this.messages += 1;
    }
  }
}
