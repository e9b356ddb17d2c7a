import type { Secret } from '../../secret.ts';

export const builtInTypes = ['string', 'integer', 'boolean'] as const;

export type BuiltInType = (typeof builtInTypes)[number];

export function isBuiltInType(type: string): type is BuiltInType {
  return (builtInTypes as readonly string[]).includes(type);
}

const least = -(2n ** 63n);
const greatest = 2n ** 63n - 1n;

/** What a value of the type looks like, for a person. */
export const typeForms: Record<BuiltInType, string> = {
  string: 'any text',
  integer: 'a whole number of at most 64 bits in decimal digits',
  boolean: '`true` or `false`',
};

/** Whether a value may be set on a parameter of this type; a null fits every type. */
export function fitsType(type: string, value: Secret | null): boolean {
  if (value === null) return true;
  if (type === 'integer') return isInteger(value.reveal());
  if (type === 'boolean') return /^(true|false)$/.test(value.reveal());
  return type === 'string';
}

function isInteger(text: string): boolean {
  if (!/^-?[0-9]{1,19}$/.test(text)) return false;
  const number = BigInt(text);
  return number >= least && number <= greatest;
}
