import type { Parameter } from '../configuration.ts';
import { ruleRevision } from '../types/rule.ts';

/**
 * Changes with the parameter itself: unlike the etag of its row, which also changes when a value is set, so that
 * nobody's `If-Match` fails for that.
 */
export function parameterRevision({ id, name, description, secret, type, rules = [], modifiedAt }: Parameter): string {
  const own = [id, name, description, secret, type, modifiedAt.toISOString()];
  return JSON.stringify([...own, ...rules.map(ruleRevision)]);
}
