/** Values under unguessable ids, for a limited time. Lives in memory: who restarts Entra begins to sign in anew. */
export class ExpiringStore<T> {
  readonly #entries = new Map<string, { value: T; expires: number }>();
  readonly #options: { now: () => number; lifetime: number; newId: () => string };

  /** `lifetime` in milliseconds. */
  constructor(options: { now: () => number; lifetime: number; newId: () => string }) {
    this.#options = options;
  }

  /** Keeps the value and returns its id. */
  put(value: T): string {
    this.#forgetExpired();
    const id = this.#options.newId();
    this.#entries.set(id, { value, expires: this.#options.now() + this.#options.lifetime });
    return id;
  }

  /** The value, which stays. */
  get(id: string): T | undefined {
    const entry = this.#entries.get(id);
    return entry && entry.expires > this.#options.now() ? entry.value : undefined;
  }

  /** The value, which is then gone. */
  take(id: string): T | undefined {
    const value = this.get(id);
    this.#entries.delete(id);
    return value;
  }

  #forgetExpired(): void {
    const now = this.#options.now();
    for (const [id, entry] of this.#entries) if (entry.expires <= now) this.#entries.delete(id);
  }
}
