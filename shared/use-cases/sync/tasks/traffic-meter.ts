import type { Task } from '../../../domain/sync/task.ts';
import type { Vault } from '../../../ports/vaults.ts';

type Metered = Pick<Task, 'requests' | 'throttled' | 'recent'>;

/** Adds what a run sends to its vault up in its task. */
export class TrafficMeter {
  readonly #vault: Pick<Vault, 'traffic'>;
  #counted: { requests: number; throttled: number };

  private constructor(vault: Pick<Vault, 'traffic'>, counted: { requests: number; throttled: number }) {
    this.#vault = vault;
    this.#counted = counted;
  }

  /** Counts from now on. */
  static async start(vault: Pick<Vault, 'traffic'>): Promise<TrafficMeter> {
    return new TrafficMeter(vault, await vault.traffic());
  }

  /** What the task has spent, with what was sent since this was last asked. */
  async add({ requests, throttled }: Metered): Promise<Metered> {
    const traffic = await this.#vault.traffic();
    const counted = this.#counted;
    this.#counted = traffic;
    return {
      // What counts for the vault may have been dropped and begun anew.
      requests: requests + Math.max(0, traffic.requests - counted.requests),
      throttled: throttled + Math.max(0, traffic.throttled - counted.throttled),
      recent: traffic.recent,
    };
  }
}
