import { type LimitName, limitNames, mostTasksAtOnce } from '../../../shared/domain/limits.ts';

/** The name as one types it: `requests-per-minute`. */
export function typedLimitName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/**
 * What `parameters=5000,projects=default` asks for; null: the limit that the settings say. Throws a `RangeError` with a
 * sentence for whoever typed it.
 */
export function readLimitChanges(text: string): { [Name in LimitName]?: number | null } {
  return Object.fromEntries(text.split(',').map(readChange));
}

function readChange(text: string): [LimitName, number | null] {
  const [typed = '', wish = ''] = text.trim().split('=');
  const name = limitNames.find((known) => typedLimitName(known) === typed);
  if (name === undefined) {
    const names = limitNames.map(typedLimitName).join(', ');
    throw new RangeError(`there is no limit ${JSON.stringify(typed)}, but ${names}`);
  }
  if (wish === 'default') return [name, null];
  const most = name === 'tasksAtOnce' ? mostTasksAtOnce : 999_999_999;
  if (!/^[1-9]\d{0,8}$/.test(wish) || Number(wish) > most) {
    throw new RangeError(`${typed} is a whole number from 1 to ${most}, or default, not ${JSON.stringify(wish)}`);
  }
  return [name, Number(wish)];
}
