import type { z } from 'zod';

/** One setting: an environment variable. Needed, unless it has a default or is optional. */
export interface Setting {
  /** What it is for, in Markdown, in a sentence or two; docs/configuration.md and the report of faults show it. */
  meaning: string;
  /** Reads the text; its messages end a sentence that begins with the setting's name. */
  schema: z.ZodType;
  /** A text that is valid. */
  example: string;
  /** The text that counts where the setting is absent. */
  default?: string;
  /** What has no default and need not be there. */
  optional?: true;
}

export type Settings = Record<string, Setting>;

/** What was read of settings. */
export type Values<S extends Settings> = {
  [Name in keyof S]: z.output<S[Name]['schema']> | (S[Name] extends { optional: true } ? undefined : never);
};

/** Settings that belong together, and what the app makes of them. */
export interface SettingGroup<S extends Settings = Settings, Part = unknown> {
  title: string;
  settings: S;
  /** Faults of settings that do not go together, each beginning with their names. `given`: those that are present. */
  faults?(given: ReadonlySet<keyof S>, values: Partial<Values<S>>): string[];
  /** Called when no setting of any group has a fault. */
  read(values: Values<S>): Part;
}

/** Declares a group, so that the types of its values are known to `faults` and `read`. */
export function group<const S extends Settings, Part>(declared: SettingGroup<S, Part>): SettingGroup<S, Part> {
  return declared;
}
