/** Work whose turn has not come yet, done beside what comes before it. */
export class Ahead<T> {
  /** Rejects as the work does. */
  readonly result: Promise<T>;
  readonly #dismissal = new AbortController();

  /** `begin` gets a signal that is aborted with `signal`, or when nobody wants the work any more. */
  constructor(signal: AbortSignal, begin: (signal: AbortSignal) => Promise<T>) {
    this.result = begin(AbortSignal.any([signal, this.#dismissal.signal]));
    // Whoever asks for the result hears of it.
    this.result.catch(() => {});
  }

  /** Resolves when nothing of it is under way any more, however it ended. */
  async dismiss(): Promise<void> {
    this.#dismissal.abort();
    await Promise.allSettled([this.result]);
  }
}
