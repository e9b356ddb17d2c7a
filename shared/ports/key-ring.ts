/** The data keys of organizations as whoever rotates keys sees them. Values stay readable at every moment. */
export interface KeyRing {
  /**
   * Wraps again every key of the organization that the newest wrapping key has not wrapped, and says how many there
   * were. Doing it again changes nothing. Rejects with `CipherFault` when a key cannot be unwrapped.
   */
  rewrap(organizationId: string): Promise<{ keys: number; rewrapped: number }>;
  /**
   * Makes a new data key, which seals from then on, unless the present one was made at `olderThan` or later, or there
   * is none yet. Returns whether it did. Processes that run keep sealing with the one before for as long as they remember it.
   */
  renew(organizationId: string, olderThan: Date): Promise<boolean>;
}
