import { z } from 'zod';
import { type Rule, ruleKinds } from '../domain/types/rule.ts';
import type { RowValues } from '../ports/rows.ts';

/** What a string property of a row holds at most. */
const longestColumn = 32_768;

const column = z.array(
  z.object({
    id: z.string(),
    kind: z.enum(ruleKinds),
    constraint: z.string(),
    createdAt: z.coerce.date(),
    modifiedAt: z.coerce.date(),
  }),
);

/*
 * The rules of a parameter and of a type stand in its own row, in the property `rules`: whoever reads the row has
 * them, and their kinds are unique because the row is replaced as a whole.
 */

/** The property, or none where there are no rules. */
export function rulesColumn(rules: readonly Rule[] | undefined): RowValues {
  return rules === undefined || rules.length === 0 ? {} : { rules: JSON.stringify(rules) };
}

/** Whether these rules have room in a row. */
export function fitRow(rules: readonly Rule[]): boolean {
  return JSON.stringify(rules).length <= longestColumn;
}

export function parseRules(text: string | undefined): Rule[] {
  return text === undefined ? [] : column.parse(JSON.parse(text));
}
