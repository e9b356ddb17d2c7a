/** The command line itself is wrong. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  /** Whose help text would help. */
  readonly command?: string;

  constructor(message: string, options: ErrorOptions & { command?: string } = {}) {
    super(message, options);
    this.command = options.command;
  }
}
