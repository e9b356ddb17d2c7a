/** What a rule can limit. */
export const ruleKinds = ['min', 'max', 'min_len', 'max_len', 'regex', 'one_of'] as const;

export type RuleKind = (typeof ruleKinds)[number];

/** A limit on the values of a parameter, or of all parameters of a type. There is at most one of each kind. */
export interface Rule {
  id: string;
  kind: RuleKind;
  /**
   * `min`, `max`: an integer of at most 64 bits; `min_len`, `max_len`: a number of characters; `regex`: a pattern that
   * matches the value as a whole; `one_of`: a JSON list of strings. Checked by `readConstraint` before it is kept.
   */
  constraint: string;
  createdAt: Date;
  modifiedAt: Date;
}

/** Changes with the rule. */
export function ruleRevision({ id, kind, constraint, modifiedAt }: Rule): string {
  return `${id} ${kind} ${modifiedAt.toISOString()} ${constraint}`;
}
