import { createHash } from 'node:crypto';

/** Stands between the parts of a key. Sorts before every character that {@link encodeKeyPart} yields. */
const separator = '!';
/** The character after the separator: the exclusive end of everything that begins with a key and the separator. */
const afterSeparator = '"';
/** Begins an escape and sorts after every plain character. */
const escapeMark = '~';
/** Begins the escape of a character that sorts before all plain ones. */
const beforePlain = '$';
const longest = 400;
const hashLength = 43;
const plain = /^[-.0-9A-Z_a-z]*$/;

/**
 * Any text as part of a row key, written with letters, digits and `- . _ ~ $` alone, so that it holds nothing that
 * Table Storage forbids (`/ \ # ?`, control characters) or that has been trouble in URLs (`% +` and quotes).
 * https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model#characters-disallowed-in-key-fields
 *
 * Different texts give different parts. The order of the parts is that of the texts (by UTF-16 code unit): an escape
 * begins with the greatest plain character below the escaped one, then `~`, then fixed-width hexadecimal digits.
 * What would exceed 400 characters keeps the beginning of its encoding (and so, mostly, its place in the order) and
 * ends in `~~` and the SHA-256 of the text, base64url.
 */
export function encodeKeyPart(text: string): string {
  if (text.length <= longest && plain.test(text)) return text;
  let encoded = '';
  // One code unit at a time: a surrogate without its partner is a text like any other.
  for (let index = 0; index < text.length; index += 1) encoded += encodeUnit(text.charAt(index));
  if (encoded.length <= longest) return encoded;
  const digest = createHash('sha256').update(text, 'utf16le').digest('base64url');
  return `${encoded.slice(0, longest - hashLength - 2)}${escapeMark}${escapeMark}${digest}`;
}

/**
 * A key of several parts, each encoded. Tuples sort part by part: `('a', 'z')` before `('aa', 'a')`.
 * A key may have 512 characters: parts that can be long should stand alone with short ones.
 */
export function joinKey(...parts: string[]): string {
  return parts.map(encodeKeyPart).join(separator);
}

/** The parts of a key, as they are encoded. */
export function splitKey(key: string): string[] {
  return key.split(separator);
}

/** The range (`from` inclusive, `before` exclusive) of all keys that have these parts and at least one more. */
export function keysUnder(...parts: string[]): { from: string; before: string } {
  const key = joinKey(...parts);
  return { from: `${key}${separator}`, before: `${key}${afterSeparator}` };
}

function encodeUnit(character: string): string {
  if (plain.test(character)) return character;
  const code = character.charCodeAt(0);
  const hex = code.toString(16);
  if (character < '-') return `${beforePlain}${hex.padStart(2, '0')}`;
  if (character < '0') return `.${escapeMark}${hex}`;
  if (character < 'A') return `9${escapeMark}${hex}`;
  if (character < '_') return `Z${escapeMark}${hex}`;
  if (character < 'a') return `_${escapeMark}${hex}`;
  return `z${escapeMark}${hex.padStart(4, '0')}`;
}
