import type { Context } from './context.ts';

/** An option of a command, as its help text tells it. */
export type Option =
  | { type: 'boolean'; description: string }
  | {
      type: 'string';
      /** What stands for the value in the help text. */
      value: string;
      description: string;
      required?: true;
      default?: string;
      /** What it may be, where it is one of a few. */
      choices?: readonly string[];
    };

export type Options = Record<string, Option>;

type ValueOf<O extends Option> = O extends { type: 'boolean' }
  ? boolean
  :
      | (O extends { choices: readonly (infer Choice extends string)[] } ? Choice : string)
      | (O extends { required: true } | { default: string } ? never : undefined);

export type Values<O extends Options> = { [Name in keyof O]: ValueOf<O[Name]> };

/** What a command did, as JSON. Its names are those of the API: snake_case. */
export type Outcome = Record<string, unknown>;

interface Definition<O extends Options> {
  name: string;
  /** One line. */
  summary: string;
  /** What else one has to know, in lines of up to 100 characters. */
  details?: string;
  options: O;
  /** Rejects with `OperatorError` for what the operator can do something about. */
  run(values: Values<O>, context: Context): Promise<Outcome>;
}

export interface Command extends Omit<Definition<Options>, 'run'> {
  run(values: Record<string, unknown>, context: Context): Promise<Outcome>;
}

/** A command whose values are typed by its options: `readCommandLine` has seen to it that they fit. */
export function command<const O extends Options>(definition: Definition<O>): Command {
  return { ...definition, run: (values, context) => definition.run(values as Values<O>, context) };
}
