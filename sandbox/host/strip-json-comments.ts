/** JSON as people write it in settings files: comments and trailing commas become spaces; strings are left alone. */
export function stripJsonComments(text: string): string {
  const blank = (match: string) => match.replace(/[^\n]/g, ' ');
  const string = String.raw`"(?:[^"\\]|\\.)*"`;
  const comment = String.raw`\/\/[^\n]*|\/\*[\s\S]*?\*\/`;
  const withoutComments = text.replace(new RegExp(`${string}|${comment}`, 'g'), (match) =>
    match.startsWith('"') ? match : blank(match),
  );
  return withoutComments.replace(new RegExp(String.raw`${string}|,(?=\s*[}\]])`, 'g'), (match) =>
    match === ',' ? ' ' : match,
  );
}
