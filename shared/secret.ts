import { inspect } from 'node:util';

const HIDDEN = '[secret]';

/**
 * A value that must not be shown. It is wrapped where it is read and revealed only where it is written:
 * printing, JSON, string interpolation and `util.inspect` all show `[secret]`.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The plain value. Call it only in the statement that hands it to the outside. */
  reveal(): string {
    return this.#value;
  }

  /** Compares two secrets; not constant-time, for values and not for credentials. */
  equals(other: Secret): boolean {
    return this.#value === other.#value;
  }

  /** Size in bytes of the UTF-8 form, which is what Key Vault limits. */
  get byteLength(): number {
    return Buffer.byteLength(this.#value, 'utf8');
  }

  toString(): string {
    return HIDDEN;
  }

  toJSON(): string {
    return HIDDEN;
  }

  [inspect.custom](): string {
    return HIDDEN;
  }
}
