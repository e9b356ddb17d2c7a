/** Bytes as they come, in pieces of any size. */
export type Bytes = AsyncIterable<Uint8Array>;

export interface ArchiveEntry {
  name: string;
  bytes: number;
}

/** Where backups are kept: things of any size, each written once under a name of its own. */
export interface Archive {
  /**
   * Stores the bytes; they are there when the promise resolves, and not at all if it rejects. Rejects with
   * {@link ArchiveConflict} when the name is taken, and with whatever `bytes` rejects with.
   */
  put(name: string, bytes: Bytes): Promise<void>;
  /** Nothing when there is none of this name. */
  open(name: string): Promise<Bytes | undefined>;
  /** All whose name ends so, in the order of their names. */
  list(suffix: string): AsyncIterable<ArchiveEntry>;
}

/** The name is taken. */
export class ArchiveConflict extends Error {
  override readonly name = 'ArchiveConflict';
}
