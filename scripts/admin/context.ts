import type { Operator } from '../../shared/compose-operator.ts';
import type { Config } from '../../shared/config.ts';
import type { Deps } from '../../shared/use-cases/deps.ts';

/** What a command works with; nothing is read or connected before it asks. */
export interface Context {
  config(): Promise<Config>;
  deps(): Promise<Deps>;
  /** What only operators use. */
  operator(): Promise<Operator>;
  /** A line about how far a long command is, for whoever looks on. */
  tell(line: string): void;
}
