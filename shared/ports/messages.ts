/** Messages of any queue of the service, as they are. */
export interface Messages {
  /**
   * Puts a message back into its queue, where it stays invisible for so many seconds: as new, so that it was not tried in
   * vain. Whoever does so is done with the one that it was handed. Rejects with `StorageFault`.
   */
  putBack(queue: string, message: object, options: { delaySeconds: number }): Promise<void>;
  /** How many messages there are in a queue, by and large; none where there is no such queue. Rejects with `StorageFault`. */
  count(queue: string): Promise<number>;
}
