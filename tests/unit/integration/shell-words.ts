/**
 * Splits a command line as a POSIX shell does, for the part of its grammar that ready commands use: blanks, single and
 * double quotes, `$( … )`, which stays one word and is returned as it stands. Throws at what would mean something else.
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02
 */
export function shellWords(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote: '"' | "'" | undefined;
  for (let at = 0; at < line.length; at += 1) {
    const character = line.charAt(at);
    if (quote !== "'" && line.startsWith('$(', at)) {
      const end = closing(line, at + 2);
      if (quote === undefined) throw new Error('an unquoted substitution is split into words');
      word = `${word ?? ''}${line.slice(at, end + 1)}`;
      at = end;
    } else if (character === quote) quote = undefined;
    else if (quote === undefined && (character === '"' || character === "'")) {
      quote = character;
      word ??= '';
    } else if (quote === undefined && character === ' ') {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (quote !== "'" && /[`$\\!]/.test(character)) throw new Error(`${character} is special`);
    else if (quote === undefined && /[|&;<>()*?[\]#~{}\n\t]/.test(character))
      throw new Error(`${character} is special`);
    else word = `${word ?? ''}${character}`;
  }
  if (quote !== undefined) throw new Error('a quote stays open');
  return word === undefined ? words : [...words, word];
}

function closing(line: string, start: number): number {
  const end = line.indexOf(')', start);
  if (end < 0 || line.slice(start, end).includes('(')) throw new Error('a substitution stays open or is nested');
  return end;
}
