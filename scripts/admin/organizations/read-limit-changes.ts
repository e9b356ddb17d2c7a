import { type LimitName, limitNames } from '../../../shared/domain/limits.ts';

/** The names as one types them: `requests-per-minute`. */
export const typedLimitNames: ReadonlyMap<string, LimitName> = new Map(
  limitNames.map((name) => [name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`), name]),
);

/**
 * What `parameters=5000,projects=default` asks for; null: the limit that the settings say. Throws a `RangeError` with a
 * sentence for whoever typed it.
 */
export function readLimitChanges(text: string): { [Name in LimitName]?: number | null } {
  return Object.fromEntries(text.split(',').map(readChange));
}

function readChange(text: string): [LimitName, number | null] {
  const [typed = '', wish = ''] = text.trim().split('=');
  const name = typedLimitNames.get(typed);
  if (name === undefined) {
    throw new RangeError(`there is no limit ${JSON.stringify(typed)}, but ${[...typedLimitNames.keys()].join(', ')}`);
  }
  if (wish === 'default') return [name, null];
  if (!/^[1-9]\d{0,8}$/.test(wish)) {
    throw new RangeError(`${typed} is a whole number from 1 to 999,999,999, or default, not ${JSON.stringify(wish)}`);
  }
  return [name, Number(wish)];
}
