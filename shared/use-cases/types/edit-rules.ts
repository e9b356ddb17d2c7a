import { checkRule, type RuleSurroundings } from '../../domain/types/check-rule.ts';
import type { Rule, RuleKind } from '../../domain/types/rule.ts';
import { notFound, ServiceError } from '../../errors.ts';
import { fitRow } from '../../store/rules.ts';
import type { RequireUnchanged } from '../configuration/require-unchanged.ts';

/** What somebody wants to do with one of the rules of a parameter or a type. */
export type RuleEdit =
  | { kind: 'create'; rule: Rule }
  | {
      kind: 'update';
      id: string;
      changes: { kind?: RuleKind; constraint?: string };
      now: Date;
      requireUnchanged?: RequireUnchanged<Rule>;
    }
  | { kind: 'delete'; id: string; requireUnchanged?: RequireUnchanged<Rule> };

/** Whose rules they are. */
export interface RuleOwner extends Omit<RuleSurroundings, 'others'> {
  rules: readonly Rule[];
  /** Those of its type, or of its parents. */
  inherited: readonly Rule[];
}

export interface EditedRules {
  rules: readonly Rule[];
  /** The rule that was made or changed. */
  rule?: Rule;
  /** Whether values have to be looked at: something is asked of them that was not before. */
  asksMore: boolean;
}

/**
 * The rules after an edit. Rejects with `object.not-found`, `object.exists` when there is one of the kind already,
 * `object.changed`, `request.invalid` when it cannot be a rule there.
 */
export function editRules(owner: RuleOwner, edit: RuleEdit): EditedRules {
  if (edit.kind === 'create') return placeRule(owner, owner.rules, edit.rule);
  const before = owner.rules.find(({ id }) => id === edit.id);
  if (before === undefined) throw notFound('rule');
  edit.requireUnchanged?.(before);
  const others = owner.rules.filter((rule) => rule !== before);
  if (edit.kind === 'delete') return { rules: others, asksMore: false };
  const { kind = before.kind, constraint = before.constraint } = edit.changes;
  if (kind === before.kind && constraint === before.constraint) {
    return { rules: owner.rules, rule: before, asksMore: false };
  }
  return placeRule(owner, others, { ...before, kind, constraint, modifiedAt: edit.now });
}

function placeRule(owner: RuleOwner, others: readonly Rule[], rule: Rule): EditedRules {
  if (others.some(({ kind }) => kind === rule.kind)) {
    throw new ServiceError('object.exists', `There is a rule of the type ${rule.kind} already.`);
  }
  const fields = checkRule(rule, { ...owner, others: [...owner.inherited, ...others] });
  const [first] = fields;
  if (first !== undefined) throw new ServiceError('request.invalid', first.detail, { fields });
  const rules = [...others, rule];
  if (!fitRow(rules)) {
    const detail = 'All rules together take more than 32,768 characters.';
    throw new ServiceError('request.invalid', detail, { fields: [{ field: 'body.constraint', code: 'size', detail }] });
  }
  return { rules, rule, asksMore: true };
}
