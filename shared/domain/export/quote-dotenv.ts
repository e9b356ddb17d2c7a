const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  $: '\\$',
  '\n': '\\n',
  '\r': '\\r',
};

/**
 * A text as a value of a `.env` file. There is no standard for them; this is what the common readers agree on: double
 * quotes, within which line breaks are escaped; single quotes, which take everything as it is, for a text with
 * characters that would need an escape in double quotes, as long as it holds neither single quotes nor line breaks.
 */
export function quoteDotenv(text: string): string {
  const needsEscape = /["\\$]/.test(text);
  if (needsEscape && !/['\r\n]/.test(text)) return `'${text}'`;
  return `"${text.replace(/[\\"$\n\r]/g, (character) => escapes[character] ?? character)}"`;
}
