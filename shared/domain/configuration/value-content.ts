import type { Secret } from '../../secret.ts';
import { characterCount } from './name.ts';

/** Longest value, in characters (Unicode code points). */
export const longestValue = 65_536;

/** Whether this can be stored at all: not too long, and text that UTF-8 can carry. */
export function isStorable(value: Secret | null): boolean {
  if (value === null) return true;
  const text = value.reveal();
  // No more code units than twice the characters: saves counting what is far too long.
  return text.length <= 2 * longestValue && text.isWellFormed() && characterCount(text) <= longestValue;
}
