import type { FieldError } from '../../errors.ts';
import type { BuiltInType } from '../configuration/parameter-type.ts';
import { type Limit, readConstraint, takesRule } from './read-constraint.ts';
import type { Rule, RuleKind } from './rule.ts';

/** What a rule comes to stand beside. */
export interface RuleSurroundings {
  base: BuiltInType;
  /** How the type or parameter is called in the sentence: `string`, `port`. */
  typeName: string;
  /** The rules that hold already, of the parents and of the same owner, without the one that is changed. */
  others: readonly Rule[];
}

/**
 * What is wrong with a rule that somebody wants to make: a kind that the type does not take, a constraint that cannot
 * be read, a limit that is wider than one which holds already (it would promise what is refused), or one that leaves
 * no value at all.
 */
export function checkRule(
  { kind, constraint }: Pick<Rule, 'kind' | 'constraint'>,
  { base, typeName, others }: RuleSurroundings,
): FieldError[] {
  if (!takesRule(base, kind)) {
    const detail = `${spelled(kind)} rules not valid for ${typeName} parameters.`;
    return [{ field: 'body.type', code: 'rule.kind', detail }];
  }
  const limit = readConstraint(kind, constraint, base);
  const refuse = (code: string, detail: string) => [{ field: 'body.constraint', code, detail }];
  if ('refused' in limit) return refuse('rule.constraint', limit.refused);
  for (const other of others) {
    const standing = readConstraint(other.kind, other.constraint, base);
    if ('refused' in standing) continue;
    const detail = disagreement(limit, standing);
    if (detail !== undefined) return refuse('rule.range', detail);
  }
  return [];
}

/** Kinds as a person calls them: the command-line client's flags. */
function spelled(kind: RuleKind): string {
  return kind.replace('_', '-');
}

const names = {
  min: 'Minimum',
  max: 'Maximum',
  min_len: 'Minimum length',
  max_len: 'Maximum length',
};

/** Why the new limit cannot stand beside the other; nothing when it can. */
function disagreement(limit: Limit, standing: Limit): string | undefined {
  const mine = boundOf(limit);
  const other = boundOf(standing);
  if (mine === undefined || other === undefined) return undefined;
  const sentence = (relation: string) =>
    `${names[mine.kind]} constraint is ${relation} than an existing rule's ${names[other.kind].toLowerCase()} constraint.`;
  // Upper limits may only sink and lower ones only rise; a lower one stays below every upper one.
  if (mine.upper && mine.value > other.value && other.upper) return sentence('greater');
  if (!mine.upper && mine.value < other.value && !other.upper) return sentence('less');
  if (mine.upper && mine.value < other.value && !other.upper) return sentence('less');
  if (!mine.upper && mine.value > other.value && other.upper) return sentence('greater');
  return undefined;
}

function boundOf(limit: Limit): { kind: keyof typeof names; value: bigint; upper: boolean } | undefined {
  switch (limit.kind) {
    case 'min':
    case 'max':
      return { kind: limit.kind, value: limit.bound, upper: limit.kind === 'max' };
    case 'min_len':
    case 'max_len':
      return { kind: limit.kind, value: BigInt(limit.characters), upper: limit.kind === 'max_len' };
    default:
      return undefined;
  }
}
