/** Milliseconds in which requests are counted. */
const period = 60_000;
/** Milliseconds that are counted together: the window moves on in steps of this length. */
const step = 5_000;
/** Steps that a minute can touch, the present one among them. */
const steps = period / step + 1;

/** How a request fared. */
export interface Admission {
  admitted: boolean;
  limit: number;
  /** How many more would be admitted now. */
  remaining: number;
  /** Seconds until some of what was counted is forgotten. */
  seconds: number;
}

/**
 * Admits never more than `limit` requests within any minute, wherever it begins: what was counted is forgotten by steps,
 * once the whole step is a minute old. What is refused is not counted: who asks too often is served at the limit's pace.
 */
export class RequestWindow {
  /** Number of the step and how many requests it had, the oldest first. */
  #counted: { step: number; count: number }[] = [];

  /** `now`: milliseconds of one clock. */
  take(limit: number, now: number): Admission {
    const admitted = this.#used(now) < limit;
    if (admitted) this.#count(now);
    return { admitted, ...this.look(limit, now) };
  }

  /** The same without a request. */
  look(limit: number, now: number): Omit<Admission, 'admitted'> {
    const remaining = Math.max(0, limit - this.#used(now));
    const oldest = this.#counted[0]?.step ?? Math.floor(now / step);
    return { limit, remaining, seconds: Math.ceil(((oldest + steps) * step - now) / 1000) };
  }

  #used(now: number): number {
    const oldest = Math.floor(now / step) - steps + 1;
    this.#counted = this.#counted.filter((each) => each.step >= oldest);
    return this.#counted.reduce((sum, { count }) => sum + count, 0);
  }

  #count(now: number): void {
    const last = this.#counted.at(-1);
    const present = Math.floor(now / step);
    // A clock that was put back goes on in the newest step.
    if (last !== undefined && last.step >= present) last.count += 1;
    else this.#counted.push({ step: present, count: 1 });
  }
}
