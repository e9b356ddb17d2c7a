/** An operator's command could not do what it should. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
  /** Stable. */
  readonly code: OperatorErrorCode;
  /** What the operator can do about it. */
  readonly next: string;

  constructor(code: OperatorErrorCode, message: string, next: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.next = next;
  }
}

export type OperatorErrorCode =
  | 'settings.unreadable'
  | 'file.exists'
  | 'organization.not-found'
  | 'organization.confirmation'
  | 'organization.busy'
  | 'organization.deleting'
  | 'organization.not-empty'
  | 'key.not-found'
  | 'keys.not-rotated'
  | 'message.not-found'
  | 'backup.exists'
  | 'backup.not-found'
  | 'backup.incomplete'
  | 'backup.format'
  | 'backup.damaged'
  | 'restore.not-empty';
