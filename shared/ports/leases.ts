/** Held until released or until its seconds run out without a renewal, by the storage service's clock. */
export interface Lease {
  /** Rejects with {@link LeaseLost} when somebody else holds it by now. */
  renew(): Promise<void>;
  /** Never rejects for a lease that is gone already. */
  release(): Promise<void>;
}

/** Mutual exclusion between workers on different machines. */
export interface Leases {
  /** `seconds`: 15 to 60 (Blob Storage's bounds). Returns nothing when somebody else holds it. */
  acquire(name: string, seconds: number): Promise<Lease | undefined>;
}

export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/** Every implementation's check of `seconds`; anything but whole seconds in bounds is a mistake: `RangeError`. */
export function checkLeaseSeconds(seconds: number): number {
  if (!Number.isInteger(seconds) || seconds < 15 || seconds > 60) {
    throw new RangeError(`a lease lasts a whole number of seconds from 15 to 60, not ${seconds}`);
  }
  return seconds;
}
