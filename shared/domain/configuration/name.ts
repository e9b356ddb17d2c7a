/** Longest name of anything, in characters (Unicode code points). */
export const longestName = 256;

/** Any Unicode is allowed but control characters and halves of surrogate pairs, which no UTF-8 can carry. */
export function isName(text: string): boolean {
  return text.isWellFormed() && /^[^\p{Cc}]+$/u.test(text) && text.trim() !== '' && characterCount(text) <= longestName;
}

/** Length in characters (code points), as the public API counts it. */
export function characterCount(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
