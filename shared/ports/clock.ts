/** The time, handed in so that decisions about time can be tested. */
export interface Clock {
  now(): Date;
  /** Resolves after this many milliseconds; rejects when the signal aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}
