/** Messages of any queue of the service, as they are. */
export interface Messages {
  /**
   * Puts a message back into its queue, where it stays invisible for so many seconds: as new, so that it was not tried in
   * vain. Whoever does so is done with the one that it was handed. Rejects with `StorageFault`.
   */
  putBack(queue: string, message: object, options: { delaySeconds: number }): Promise<void>;
}
