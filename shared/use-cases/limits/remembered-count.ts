/** For so many milliseconds a count is believed, with what this process has added to it. */
const memory = 60_000;
/** The same where it leaves no room: what others have deleted since must not be missed for long. */
const memoryWithoutRoom = 5_000;

/**
 * How many of something there are, counted now and then: what other processes make between two counts is not seen. Those
 * who ask at the same time share a count.
 */
export class RememberedCount {
  #count = 0;
  /** When the last count began; absent before the first. */
  #since: number | undefined;
  #counting: Promise<void> | undefined;

  /** How many there are. `limit`: how many there may be. `now`: milliseconds. */
  async read(limit: number, now: number, count: () => Promise<number>): Promise<number> {
    const believed = this.#count < limit ? memory : memoryWithoutRoom;
    if (this.#since === undefined || now < this.#since || now - this.#since >= believed) {
      this.#counting ??= this.#recount(now, count).finally(() => {
        this.#counting = undefined;
      });
      await this.#counting;
    }
    return this.#count;
  }

  /** This process has made so many. */
  add(made: number): void {
    this.#count += made;
  }

  async #recount(now: number, count: () => Promise<number>): Promise<void> {
    this.#count = await count();
    this.#since = now;
  }
}
