export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  /** All faults, each beginning with the name of its setting. */
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(
      `The configuration is not valid (docs/configuration.md describes every setting):\n${faults.map((fault) => `  - ${fault}`).join('\n')}`,
    );
    this.faults = faults;
  }
}
