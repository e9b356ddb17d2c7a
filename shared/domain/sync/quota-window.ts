/** Key Vault's limits count in these milliseconds. https://learn.microsoft.com/azure/key-vault/general/service-limits */
export const quotaPeriod = 10_000;

/** The two limits of a vault: making secrets, and everything else. Requests within {@link quotaPeriod}. */
export const quotas = { writes: 300, others: 4_000 } as const;

export type QuotaKind = keyof typeof quotas;

/** How many requests of each kind a vault has met within the last {@link quotaPeriod}. */
export type QuotaUse = Record<QuotaKind, number>;

/**
 * Never more than `limit` requests in any period, however the service cuts its windows; a bucket that refills would let
 * twice as many through around a full one. A request occupies its place from when it is sent until one period after its
 * answer: when in between the service counted it is not known here. Times are milliseconds of one clock.
 */
export class QuotaWindow {
  readonly #limit: number;
  #underWay = 0;
  /** When answers came, oldest first from `#head`. */
  #answered: number[] = [];
  #head = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Milliseconds until one more may be sent, 0 for now; nothing when that depends on requests under way. */
  wait(now: number): number | undefined {
    this.#forget(now);
    const free = this.#limit - this.#underWay - (this.#answered.length - this.#head);
    if (free > 0) return 0;
    const oldest = this.#answered[this.#head];
    return oldest === undefined ? undefined : oldest + quotaPeriod - now;
  }

  begin(): void {
    this.#underWay += 1;
  }

  end(now: number): void {
    this.#underWay -= 1;
    this.#answered.push(now);
  }

  /** Places that are occupied. */
  used(now: number): number {
    this.#forget(now);
    return this.#underWay + this.#answered.length - this.#head;
  }

  /** Counts as if at least this many requests had been answered just now. */
  occupy(count: number, now: number): void {
    for (let missing = Math.min(count, this.#limit) - this.used(now); missing > 0; missing -= 1)
      this.#answered.push(now);
  }

  #forget(now: number): void {
    while ((this.#answered[this.#head] ?? Number.POSITIVE_INFINITY) <= now - quotaPeriod) this.#head += 1;
    if (this.#head > 1_000 && this.#head * 2 > this.#answered.length) {
      this.#answered = this.#answered.slice(this.#head);
      this.#head = 0;
    }
  }
}
