import { settings } from './groups.ts';

/** A variable of the environment that is no setting of ours but looks as if it was meant to be one. */
export interface UnknownSetting {
  name: string;
  /** The setting that its name is like. */
  meant?: string;
}

/** First words of names that others use too: whatever begins with one of them need not be meant for us. */
const shared = new Set([
  'AZURE',
  'OTEL',
  'APPLICATIONINSIGHTS',
  'FUNCTIONS',
  'languageWorkers',
  'KEY',
  'PUBLIC',
  'CHECK',
]);

/** So many letters may be different in a name that is misspelled. */
const fewLetters = 2;

/** Those that begin as settings of ours alone do, and those that are a few letters from one; names only, in order. */
export function unknownSettings(environment: Record<string, string | undefined>): UnknownSetting[] {
  const prefixes = [...settings.keys()].map(firstWord).filter((word) => word !== undefined && !shared.has(word));
  return Object.keys(environment)
    .filter((name) => !settings.has(name))
    .sort()
    .flatMap((name) => {
      const meant = [...settings.keys()].find((known) => isLike(name, known));
      return meant !== undefined || prefixes.includes(firstWord(name)) ? [{ name, meant }] : [];
    });
}

/** The variable that was meant to be this setting. */
export function misspelled(setting: string, environment: Record<string, string | undefined>): string | undefined {
  return unknownSettings(environment).find(({ meant }) => meant === setting)?.name;
}

function firstWord(name: string): string | undefined {
  return /^([A-Za-z0-9]+)_/.exec(name)?.[1];
}

const plain = (name: string) => name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_');

/** Whether a few letters that are added, left out or replaced make one of the other (Levenshtein). */
function isLike(name: string, known: string): boolean {
  if (Math.abs(name.length - known.length) > fewLetters) return false;
  const [one, other] = [plain(name), plain(known)];
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let index = 0; index < one.length; index++) {
    const next = [index + 1];
    for (let column = 0; column < other.length; column++) {
      const replaced = (row[column] ?? 0) + (one[index] === other[column] ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    // The environment has many names, most of them nothing like ours: this is looked at in every start.
    if (Math.min(...next) > fewLetters) return false;
    row = next;
  }
  return (row[other.length] ?? 0) <= fewLetters;
}
