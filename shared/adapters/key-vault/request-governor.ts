import { throttlePause } from '../../domain/sync/back-off.ts';
import { type QuotaKind, type QuotaUse, QuotaWindow, quotas } from '../../domain/sync/quota-window.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Traffic } from '../../ports/vaults.ts';

/** What became of a request, as far as it matters for the next ones. `retryAfter`: seconds. */
export interface RequestOutcome {
  throttled: boolean;
  retryAfter?: number;
}

/** Milliseconds after which to look again when all places are taken by requests under way. */
const shortly = 20;

/**
 * Sends the requests to one vault: near its quota and never over it, and after a refusal as too many (somebody else may
 * use the vault as well) none at all for a while, for everybody here at once.
 */
export class RequestGovernor {
  readonly #clock: Clock;
  readonly #windows = { writes: new QuotaWindow(quotas.writes), others: new QuotaWindow(quotas.others) };
  #pausedUntil = Number.NEGATIVE_INFINITY;
  /** How many pauses there were in all. What was sent before the last one tells nothing new when it is refused. */
  #pauses = 0;
  /** How many pauses there were in a row, without an answer between them. */
  #inARow = 0;
  #waiting = 0;
  #requests = 0;
  #throttled = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** How many requests wait for the quota at present. */
  get waiting(): number {
    return this.#waiting;
  }

  traffic(): Traffic {
    const now = this.#now();
    const recent = { writes: this.#windows.writes.used(now), others: this.#windows.others.used(now) };
    return { requests: this.#requests, throttled: this.#throttled, recent };
  }

  /** Counts as if at least so many requests had just been sent: by another process, which worked on the vault before. */
  occupy(recent: QuotaUse): void {
    for (const kind of Object.keys(recent) as QuotaKind[]) this.#windows[kind].occupy(recent[kind], this.#now());
  }

  /** Waits until the quota has a place, and then sends. Rejects with the signal's reason while it waits, or as `send`. */
  async send<T>(
    kind: QuotaKind,
    send: () => Promise<T>,
    outcomeOf: (answer: T) => RequestOutcome,
    signal?: AbortSignal,
  ): Promise<T> {
    await this.#place(kind, signal);
    const pauses = this.#pauses;
    try {
      const answer = await send();
      this.#learn(outcomeOf(answer), pauses);
      return answer;
    } finally {
      this.#requests += 1;
      this.#windows[kind].end(this.#now());
    }
  }

  /** Takes a place as soon as there is one. */
  async #place(kind: QuotaKind, signal: AbortSignal | undefined): Promise<void> {
    const window = this.#windows[kind];
    this.#waiting += 1;
    try {
      for (;;) {
        signal?.throwIfAborted();
        const now = this.#now();
        const wait = Math.max(this.#pausedUntil - now, window.wait(now) ?? shortly);
        if (wait <= 0) return window.begin();
        await this.#clock.sleep(wait, signal);
      }
    } finally {
      this.#waiting -= 1;
    }
  }

  #learn({ throttled, retryAfter }: RequestOutcome, pauses: number): void {
    if (throttled) this.#throttled += 1;
    if (pauses < this.#pauses) return;
    if (!throttled) {
      this.#inARow = 0;
      return;
    }
    this.#pauses += 1;
    this.#inARow += 1;
    this.#pausedUntil = this.#now() + throttlePause(this.#inARow, retryAfter) * 1000;
  }

  #now(): number {
    return this.#clock.now().getTime();
  }
}
