/** `storage.unavailable`: it may work later (network, 5xx, throttling). `storage.refused`: it will not, as it stands. */
export type StorageFaultCode = 'storage.unavailable' | 'storage.refused';

/** Tables, queues or blobs did not do what was asked, for a reason that no caller could expect. */
export class StorageFault extends Error {
  override readonly name = 'StorageFault';
  readonly code: StorageFaultCode;
  /** HTTP status of the answer, when there was one. */
  readonly status?: number;

  constructor(code: StorageFaultCode, options: { status?: number; cause?: unknown } = {}) {
    super(options.status === undefined ? code : `${code}: status ${options.status}`, { cause: options.cause });
    this.code = code;
    this.status = options.status;
  }
}
