const plain = /^[\w@%+=:,./-]+$/;

/**
 * A text as one word of a POSIX shell: as it is where no character means anything, else in single quotes, within which
 * only the single quote itself cannot stand. The text must not hold NUL, which no variable can.
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_02
 */
export function quoteShell(text: string): string {
  return plain.test(text) ? text : `'${text.replaceAll("'", `'"'"'`)}'`;
}
