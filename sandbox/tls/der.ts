/**
 * The few DER forms that a certificate needs (X.690). Every function gives the complete encoding: tag, length, content.
 */

type Bytes = Uint8Array;

export function encode(tag: number, ...contents: Bytes[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag]), encodeLength(content.length), content]);
}

export const sequence = (...items: Bytes[]): Buffer => encode(0x30, ...items);
export const set = (...items: Bytes[]): Buffer => encode(0x31, ...items);
export const octetString = (content: Bytes): Buffer => encode(0x04, content);
export const utf8String = (text: string): Buffer => encode(0x0c, Buffer.from(text, 'utf8'));
export const boolean = (value: boolean): Buffer => encode(0x01, Buffer.from([value ? 0xff : 0x00]));

/** A BIT STRING whose last byte has `unusedBits` bits that mean nothing. */
export const bitString = (content: Bytes, unusedBits = 0): Buffer => encode(0x03, Buffer.from([unusedBits]), content);

/** `[number]` around complete encodings (explicit, or a constructed implicit type). */
export const contextConstructed = (number: number, ...items: Bytes[]): Buffer => encode(0xa0 | number, ...items);

/** `[number]` in place of a primitive type's tag. */
export const contextPrimitive = (number: number, content: Bytes): Buffer => encode(0x80 | number, content);

/** A positive INTEGER from big-endian bytes: shortest form, and a leading zero where the sign bit would be set. */
export function positiveInteger(bigEndian: Bytes): Buffer {
  const first = bigEndian.findIndex((byte) => byte !== 0);
  if (first < 0) return encode(0x02, Buffer.from([0]));
  const digits = bigEndian.subarray(first);
  return (digits[0] ?? 0) & 0x80 ? encode(0x02, Buffer.from([0]), digits) : encode(0x02, digits);
}

/** An OBJECT IDENTIFIER from its dotted form. */
export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return encode(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

/** RFC 5280, 4.1.2.5: UTCTime until 2049, GeneralizedTime after, both in whole seconds. */
export function time(date: Date): Buffer {
  const digits = date.toISOString().replace(/[-:T]/g, '').slice(0, 14);
  return date.getUTCFullYear() < 2050
    ? encode(0x17, Buffer.from(`${digits.slice(2)}Z`, 'ascii'))
    : encode(0x18, Buffer.from(`${digits}Z`, 'ascii'));
}

function encodeLength(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const digits: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) digits.unshift(rest % 256);
  return Buffer.from([0x80 | digits.length, ...digits]);
}

function base128(component: number): number[] {
  const digits = [component % 128];
  for (let rest = Math.floor(component / 128); rest > 0; rest = Math.floor(rest / 128))
    digits.unshift(0x80 | (rest % 128));
  return digits;
}
