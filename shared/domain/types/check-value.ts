import type { FieldError } from '../../errors.ts';
import type { Secret } from '../../secret.ts';
import { characterCount } from '../configuration/name.ts';
import { type BuiltInType, fitsType, typeForms } from '../configuration/parameter-type.ts';
import { comparable, type Limit, readConstraint } from './read-constraint.ts';
import type { Rule } from './rule.ts';
import type { TypeChain } from './type-chain.ts';

/** What the values of a parameter have to be like: of the base type, and within every limit. */
export interface Demands {
  base: BuiltInType;
  rules: readonly Rule[];
}

/** What a parameter's values have to be like: what its type, the type's parents and its own rules ask for. */
export function demandsOf({ base, types }: TypeChain, own: readonly Rule[] = []): Demands {
  return { base, rules: [...types.toReversed().flatMap(({ rules }) => rules), ...own] };
}

/** Where the contract's clients send a value. */
const field = 'body.internal_value';

/**
 * What is wrong with a value; nothing for one that may be set, and for null. A sentence may hold the limit, never the
 * value nor the choices, which would be as good as the value.
 */
export function checkValue(value: Secret | null, { base, rules }: Demands): FieldError[] {
  if (value === null) return [];
  if (!fitsType(base, value)) {
    return [{ field, code: 'value.type', detail: `Value is not of type ${base}: ${typeForms[base]}.` }];
  }
  const text = value.reveal();
  return rules.flatMap((rule) => {
    const limit = limitOf(rule, base);
    if (limit !== undefined && keeps(text, limit, base)) return [];
    return [{ field, code: `value.${rule.kind}`, detail: complaint(rule) }];
  });
}

/** Reading a pattern costs more than using it: what was read of a rule stays with it. */
const limits = new WeakMap<Rule, Limit | undefined>();

/** Nothing for a rule that could not be kept today: it lets no value pass. */
function limitOf(rule: Rule, base: BuiltInType): Limit | undefined {
  if (limits.has(rule)) return limits.get(rule);
  const limit = readConstraint(rule.kind, rule.constraint, base);
  const understood = 'refused' in limit ? undefined : limit;
  limits.set(rule, understood);
  return understood;
}

function keeps(text: string, limit: Limit, base: BuiltInType): boolean {
  switch (limit.kind) {
    case 'min':
      return BigInt(text) >= limit.bound;
    case 'max':
      return BigInt(text) <= limit.bound;
    case 'min_len':
      return characterCount(text) >= limit.characters;
    case 'max_len':
      return characterCount(text) <= limit.characters;
    case 'regex':
      return limit.matches(text);
    case 'one_of':
      return limit.choices.has(comparable(text, base));
  }
}

function complaint({ kind, constraint }: Rule): string {
  switch (kind) {
    case 'min':
      return `Value is less than the minimum value of ${constraint}.`;
    case 'max':
      return `Value is greater than the maximum value of ${constraint}.`;
    case 'min_len':
      return `Value must be at least ${constraint} characters.`;
    case 'max_len':
      return `Value must be at most ${constraint} characters.`;
    case 'regex':
      return `Value does not match regular expression ${constraint}`;
    case 'one_of':
      return 'Value is none of the allowed ones.';
  }
}
