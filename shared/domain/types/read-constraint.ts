import { RE2JS } from 're2js';
import { Secret } from '../../secret.ts';
import type { BuiltInType } from '../configuration/parameter-type.ts';
import { fitsType } from '../configuration/parameter-type.ts';
import type { RuleKind } from './rule.ts';

/** A constraint, understood. */
export type Limit =
  | { kind: 'min' | 'max'; bound: bigint }
  | { kind: 'min_len' | 'max_len'; characters: number }
  | { kind: 'regex'; matches: (text: string) => boolean }
  | { kind: 'one_of'; choices: ReadonlySet<string> };

/** Which rules a type takes. There is nothing to limit in a boolean. */
const kindsOfType: Record<BuiltInType, readonly RuleKind[]> = {
  string: ['min_len', 'max_len', 'regex', 'one_of'],
  integer: ['min', 'max', 'one_of'],
  boolean: [],
};

export function takesRule(base: BuiltInType, kind: RuleKind): boolean {
  return kindsOfType[base].includes(kind);
}

const mostChoices = 1_000;
/** Instructions of a compiled pattern: the time of a match is this times the length of the value. */
const longestProgram = 2_000;
const longestPattern = 1_000;

/** A refused constraint: one sentence for the person who sent it. */
export interface RefusedConstraint {
  refused: string;
}

/** Reads a constraint; for a kind of rule that the type takes (`takesRule`). */
export function readConstraint(kind: RuleKind, constraint: string, base: BuiltInType): Limit | RefusedConstraint {
  switch (kind) {
    case 'min':
    case 'max':
      if (!isInteger(constraint)) return { refused: 'A whole number of at most 64 bits in decimal digits.' };
      return { kind, bound: BigInt(constraint) };
    case 'min_len':
    case 'max_len':
      if (!/^[0-9]{1,9}$/.test(constraint)) return { refused: 'A number of characters: decimal digits, no sign.' };
      return { kind, characters: Number(constraint) };
    case 'regex':
      return readPattern(constraint);
    case 'one_of':
      return readChoices(constraint, base);
  }
}

function isInteger(text: string): boolean {
  return fitsType('integer', new Secret(text));
}

/**
 * RE2's syntax, Python's named groups included; it runs in linear time, so that no pattern can hold the service up.
 * https://github.com/google/re2/wiki/Syntax
 */
function readPattern(pattern: string): Limit | RefusedConstraint {
  if (pattern.length > longestPattern) return { refused: `A pattern has at most ${longestPattern} characters.` };
  try {
    const compiled = RE2JS.compile(pattern);
    if (compiled.programSize() > longestProgram) return { refused: 'The pattern is too complex: repeat less.' };
    return { kind: 'regex', matches: (text) => compiled.testExact(text) };
  } catch {
    return { refused: 'Not a regular expression in the syntax of RE2.' };
  }
}

function readChoices(constraint: string, base: BuiltInType): Limit | RefusedConstraint {
  const form = `A JSON list of 1 to ${mostChoices} different strings, such as ["a", "b"].`;
  let list: unknown;
  try {
    list = JSON.parse(constraint);
  } catch {
    return { refused: form };
  }
  if (!Array.isArray(list) || list.length === 0 || list.length > mostChoices) return { refused: form };
  const choices = new Set<string>();
  for (const choice of list) {
    // A number would have lost its last digits beyond 53 bits already: integers are strings too.
    if (typeof choice !== 'string') return { refused: form };
    if (base === 'integer' && !isInteger(choice)) {
      return { refused: 'Each choice is a string that holds a whole number of at most 64 bits.' };
    }
    choices.add(comparable(choice, base));
  }
  return choices.size === list.length ? { kind: 'one_of', choices } : { refused: form };
}

/** The form in which two equal values are the same text: `007` and `7` are one integer. */
export function comparable(text: string, base: BuiltInType): string {
  return base === 'integer' ? BigInt(text).toString() : text;
}
