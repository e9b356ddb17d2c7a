import type { Setting, SettingGroup, Settings, Values } from './setting.ts';
import { misspelled } from './unknown-settings.ts';

export type Environment = Record<string, string | undefined>;

/** A setting's value; or what is wrong with it, as the end of a sentence that begins with its name. */
type Read = { value: unknown } | { faults: string[] };

/** What the platform leaves in a setting that refers to a vault or a store which it could not read. */
const unresolvedReference = /^@Microsoft\.(KeyVault|AppConfiguration)\(/i;

/**
 * The values of a group's settings as far as they have no fault, and all faults; blank settings count as absent. Faults
 * say what the setting is for, and never what it holds: a secret may have been put into the wrong one.
 */
export function readSettings<S extends Settings>(
  { settings, faults: faultsBetween }: SettingGroup<S>,
  environment: Environment,
): { values: Partial<Values<S>>; faults: string[] } {
  const values: Record<string, unknown> = {};
  const faults: string[] = [];
  for (const [name, setting] of Object.entries(settings)) {
    const read = readSetting(name, setting, environment);
    if ('value' in read) values[name] = read.value;
    else
      faults.push(...read.faults.map((fault) => `${name}: ${fault}. ${setting.meaning} Example: ${setting.example}`));
  }
  const given = new Set<keyof S>(Object.keys(settings).filter((name) => isGiven(environment[name])));
  const known = values as Partial<Values<S>>;
  return { values: known, faults: [...faults, ...(faultsBetween?.(given, known) ?? [])] };
}

function readSetting(name: string, setting: Setting, environment: Environment): Read {
  const text = environment[name];
  if (!isGiven(text)) {
    if (setting.optional) return { value: undefined };
    if (setting.default === undefined) return { faults: [missing(name, environment)] };
  } else if (unresolvedReference.test(text)) {
    return { faults: ['the platform could not read what it refers to'] };
  }
  const parsed = setting.schema.safeParse(isGiven(text) ? text : setting.default);
  if (parsed.success) return { value: parsed.data };
  return { faults: parsed.error.issues.map(({ path, message }) => `${entry(path)}${message}`) };
}

function missing(name: string, environment: Environment): string {
  const other = misspelled(name, environment);
  return other === undefined ? 'missing' : `missing (there is ${other}, which is not a setting)`;
}

/** Which part of a list is meant, counted from one. */
function entry(path: readonly PropertyKey[]): string {
  return path.map((index) => `entry ${Number(index) + 1} is `).join('');
}

function isGiven(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== '';
}
